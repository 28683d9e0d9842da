// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import Iliopsoas
internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics

/// A stretch in time: from a start posture into the stretch, hold, back, rest, and again.
///
/// Joint angles vary evenly between the two postures, so the lengths of all muscles follow from
/// geometry. The elastic passive force of each follows from its law, and its relaxation from the
/// quasi-linear viscoelastic law with the parameters `stretch.relaxation`. All muscles relax, not
/// only the iliopsoas; capsule, ligaments and discs do not. In the start posture every muscle has
/// settled under its elastic force, as in every other analysis of this package.
public struct StretchSession: Sendable {
  /// The model.
  public let model: HumanModel

  /// Ramps, holds and rests.
  public let program: StretchProtocol

  let path: StretchPath
  private let law: ViscoelasticRelaxation
  private let iliopsoas: [Int]

  /// Makes a session between two postures.
  ///
  /// - Parameters:
  ///   - model: The model, with the tissue that it has.
  ///   - start: The posture before the stretch and between two repeats.
  ///   - end: The posture in the stretch.
  ///   - program: Ramps, holds and rests.
  ///   - settings: The rhythm by which the levels share lumbar flexion.
  /// - Precondition: supports carry both postures, not standing feet.
  public init(
    model: HumanModel,
    from start: BodyPosture,
    to end: BodyPosture,
    program: StretchProtocol,
    settings: PostureSettings = PostureSettings()
  ) {
    func coordinates(_ posture: BodyPosture) -> [Double] {
      guard case .supports = posture.carrier else {
        preconditionFailure("supports must carry the posture '\(posture.name)'")
      }
      let q = UnsafeMutableBufferPointer<Double>.filled(
        0,
        count: model.skeleton.multibody.coordinateCount
      )
      defer { q.deallocate() }
      PostureKinematics(model: model, settings: settings).write(posture, to: q)
      return Array(q)
    }
    self.init(model: model, from: coordinates(start), to: coordinates(end), program: program)
  }

  /// Makes a session between two sets of coordinates of the multibody model, in radians or metres.
  init(
    model: HumanModel,
    from start: [Double],
    to end: [Double],
    program: StretchProtocol
  ) {
    self.model = model
    self.program = program
    law = model.parameters.passiveRelaxation
    path = StretchPath(model: model, from: start, to: end)
    iliopsoas = model.muscles.indices.filter {
      [.psoas, .iliacus].contains(model.muscles[$0].group)
    }
  }

  /// Goes through the session in time.
  ///
  /// - Parameter body: Receives the start, the rows of every ramp, and the rows of every hold and
  ///   rest, in their order.
  public func run(_ body: (StretchSample) throws -> Void) rethrows {
    var tensions = RelaxingTensions(law: law, settledUnder: path.knots[0].elasticForces)
    try body(
      sample(time: 0, repetition: 1, phase: .start, fraction: 0, knot: 0, tensions.forces)
    )
    var knot = 0
    for leg in program.legs {
      let target = path.index(at: leg.fraction)
      let steps = abs(target - knot)
      if steps == 0 {
        tensions.advance(to: path.knots[knot].elasticForces, in: leg.duration)
      }
      for _ in 0..<steps {
        knot += target > knot ? 1 : -1
        tensions.advance(
          to: path.knots[knot].elasticForces,
          in: leg.duration / Double(steps)
        )
      }
      try body(
        sample(
          time: leg.end,
          repetition: leg.repetition,
          phase: leg.phase,
          fraction: leg.fraction,
          knot: knot,
          tensions.forces
        )
      )
    }
  }

  /// A stretch with elastic forces, before anything relaxes.
  ///
  /// - Parameters:
  ///   - model: The model, with the tissue that it has.
  ///   - stretch: The stretch.
  ///   - settings: The rhythm by which the levels share lumbar flexion.
  /// - Returns: The sample, at time zero.
  public static func stretched(
    by model: HumanModel,
    in stretch: StretchPosture,
    settings: PostureSettings = PostureSettings()
  ) -> StretchSample {
    let session = StretchSession(
      model: model,
      from: stretch.end,
      to: stretch.end,
      program: .unheld,
      settings: settings
    )
    return session.sample(
      time: 0,
      repetition: 1,
      phase: .start,
      fraction: 1,
      knot: 0,
      session.path.knots[0].elasticForces
    )
  }

  private func sample(
    time: Double,
    repetition: Int,
    phase: StretchProtocol.Phase,
    fraction: Double,
    knot: Int,
    _ forces: [Double]
  ) -> StretchSample {
    let knot = path.knots[knot]
    return StretchSample(
      time: time,
      repetition: repetition,
      phase: phase,
      fraction: fraction,
      fascicles: iliopsoas.map { muscle in
        FascicleStretch(
          muscle: muscle,
          length: knot.lengths[muscle],
          lengthening: knot.lengths[muscle] - model.muscles[muscle].neutralLength,
          elasticForce: knot.elasticForces[muscle],
          force: forces[muscle]
        )
      },
      hipMoments: knot.hipArms.indices.map { side in
        let arms = knot.hipArms[side]
        let flexion = knot.coordinates[model.skeleton.hips[side][0].index]
        func sum(_ muscles: some Sequence<Int>, _ forces: [Double]) -> Double {
          muscles.reduce(0) { $0 + forces[$1] * arms[$1] }
        }
        return HipStretchMoment(
          iliopsoas: sum(iliopsoas, forces),
          allMuscles: sum(forces.indices, forces),
          elastic: sum(forces.indices, knot.elasticForces),
          capsule: model.hipCapsule.moment(atFlexion: flexion)
        )
      },
      passiveForces: forces
    )
  }
}
