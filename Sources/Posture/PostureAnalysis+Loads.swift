// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import MuscleRecruitment
internal import NumericalMethods

// Loads, shares and status of the last load sharing.
extension PostureAnalysis {
  /// What each fascicle does at each level that it crosses, in the posture solved last.
  ///
  /// Level by level from T12-L1 down, muscles in the model's order.
  func fascicleShares(of solution: borrowing PostureSolution) -> [FascicleShare] {
    guard let lines = geometry.workspace.lineForcesPointer else { return [] }
    let arms = geometry.arms
    let columns = geometry.columns
    var shares: [FascicleShare] = []
    for level in LumbarLevel.topToBottom {
      let frame = sums.discs.frames[level.rawValue]
      for muscle in model.muscles.indices {
        guard let pull = sums.splitter.pull(of: muscle, at: level.rawValue, lines: lines) else {
          continue
        }
        let force = solution.muscleForces[muscle]
        shares.append(
          FascicleShare(
            muscle: muscle,
            level: level,
            compression: -force * pull.force.dot(frame.normal),
            anteriorShear: force * pull.force.dot(frame.anterior),
            flexionMoment: force * arms[muscle * columns + 3 * level.rawValue]
          )
        )
      }
    }
    return shares
  }

  /// Writes loads and status of the last load sharing.
  func collect(_ report: MuscleRecruitmentReport, into solution: inout PostureSolution) {
    let curve = model.skeleton.neutralCurve
    let tilt = geometry.coordinates[kinematics.places.pelvis[0]]
    for index in 0..<solution.coordinates.count {
      solution.coordinates[index] = geometry.coordinates[index]
    }
    solution.pelvicTilt = tilt
    solution.sacralSlope = curve.upperEndplateSlopes[0] + tilt
    var flexion = 0.0
    for level in 0..<LumbarLevel.count - 1 { flexion += geometry.coordinates[flexions[level]] }
    solution.lumbarLordosis = curve.lordosis - flexion
    let activations = recruitment.activations()
    for muscle in 0..<geometry.muscleCount {
      let activation = activations[muscle]
      solution.activations[muscle] = activation
      solution.muscleForces[muscle] =
        activation * geometry.capacities[muscle] + geometry.passiveForces[muscle]
    }
    sumForces(solution.muscleForces)
    sumContacts()
    for level in 0..<LumbarLevel.count { write(level, into: &solution) }
    solution.sharingResidual = report.relativeResidual
    solution.smallestStiffness = report.stability?.smallestEigenvalueAfter
    solution.status = status(of: report, solution)
  }

  /// Forces on everything above each level by source, in ground axes about the ground origin.
  private func sumForces(_ forces: [Double]) {
    sums.start(muscleForces: forces, in: geometry)
    for level in 0..<LumbarLevel.count {
      let above = model.skeleton.bodyAbove[LumbarLevel(index: level)]
      // The joint's force holds up weight and pressure, so theirs is its opposite.
      sums[level, .gravity] =
        -geometry.dynamics.jointForce(of: above) - support.onThorax - support.onHands
      sums[level, .abdominalPressure] = support.onThorax
      sums[level, .external] = support.onHands
    }
  }

  /// Adds what the supports push on everything above each level.
  private func sumContacts() {
    contacts?.forEachForce(in: recruitment, using: geometry.dynamics) { body, point, force in
      sums.add(SpatialForce(force: force, at: point), on: body, to: .external)
    }
  }

  private func write(_ level: Int, into solution: inout PostureSolution) {
    let place = LumbarLevel.count - 1 - level
    sums.write(
      level,
      unmet: recruitment.unmetMoment(3 * level),
      at: geometry.coordinates,
      into: &solution.levels[place]
    )
  }

  private func status(
    of report: MuscleRecruitmentReport,
    _ solution: PostureSolution
  ) -> PostureStatus {
    guard stanceIsClosed else { return .noStance }
    return switch report.status {
    case .solved: .ok
    case .demandsUnmet: .unmet(report.unmetMoment)
    case .unstable: .unstable(solution.smallestStiffness ?? 0)
    default: PostureStatus("load sharing did not finish: \(report.status)")
    }
  }
}
