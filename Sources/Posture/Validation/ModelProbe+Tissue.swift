// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MuscleMechanics

/// Quantities of tilt, tissue, stretch and practice.
extension ModelProbe {
  /// Change of lordosis over change of tilt when the pelvis is tilted by an angle in radians.
  func lordosisGain(_ tilt: Double) -> Double {
    var solver = PostureSolver(model: model, settings: settings)
    var solution = PostureSolution(for: model)
    solver.solve(tilt: tilt, into: &solution)
    return (solution.lumbarLordosis - model.skeleton.neutralCurve.lordosis) / tilt
  }

  /// Compression in standing tilted by an angle in radians less that in neutral standing, in newtons.
  func tiltRise(_ tilt: Double, at level: LumbarLevel?) throws(ProbeFailure) -> Double {
    guard let level else { throw ProbeFailure(reason: "the quantity has no level") }
    var solver = PostureSolver(model: model, settings: settings)
    var solution = PostureSolution(for: model)
    func compression(_ tilt: Double) throws(ProbeFailure) -> Double {
      solver.solve(tilt: tilt, into: &solution)
      guard solution.status == .ok else { throw ProbeFailure(reason: "\(solution.status)") }
      return solution[level].compression
    }
    return try compression(tilt) - compression(0)
  }

  /// What a hold takes from the passive flexing moment of the stretched hip, in newton metres.
  func relaxedMoment(
    _ name: StretchPosture.Name,
    _ seconds: Double
  ) throws(ProbeFailure) -> Double {
    let stretch: StretchPosture
    do throws(ParameterError) {
      stretch = try StretchPosture(name, side: .right, parameters: parameters)
    } catch { throw ProbeFailure(reason: "\(error)") }
    guard let program = try? StretchProtocol(holdTime: seconds, interval: seconds) else {
      preconditionFailure("no hold of \(seconds) s")
    }
    let session = StretchSession(
      model: model,
      from: stretch.start,
      to: stretch.end,
      program: program,
      settings: settings
    )
    var lost = 0.0
    session.run { sample in
      guard sample.phase == .hold else { return }
      lost = sample.hipMoments[0].elastic - sample.hipMoments[0].allMuscles
    }
    return lost
  }

  /// What a hold takes from a force that rose evenly in the time of a ramp, in per cent.
  func relaxation(_ seconds: Double) -> Double {
    let law = parameters.passiveRelaxation
    guard let ramp = (try? StretchProtocol(holdTime: seconds))?.rampTime else {
      preconditionFailure("no hold of \(seconds) s")
    }
    var state = law.settledState(under: 0)
    law.advance(&state, toElasticForce: 1, in: ramp)
    let before = law.force(in: state)
    law.advance(&state, toElasticForce: 1, in: seconds)
    return 100 * (1 - law.force(in: state) / before)
  }

  /// Passive hip extension lost with hours of sitting a day, in degrees.
  func sittingLoss(_ hours: Double) throws(ProbeFailure) -> Double {
    do throws(SittingExposureError) {
      let exposure = try SittingExposure(hoursPerDay: hours)
      return Angle.inDegrees(exposure.lostExtension(parameters: parameters))
    } catch { throw ProbeFailure(reason: "\(error)") }
  }

  /// Gain of passive hip extension after weeks of two sessions a day with two holds of 30 s, in
  /// degrees.
  func practice(_ weeks: Double) throws(ProbeFailure) -> Double {
    let dose: StretchDose
    do throws(StretchError) {
      dose = try StretchDose(holdTime: 30, repeats: 2, sessionsPerDay: 2, daysPerWeek: 7)
    } catch { throw ProbeFailure(reason: "\(error)") }
    let law = StretchAdaptation(parameters: parameters)
    return Angle.inDegrees(law.gain(with: dose, after: weeks * StretchAdaptation.week))
  }
}
