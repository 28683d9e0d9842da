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
  /// Moments below this, in newton metres, are rounding of the load sharing and count as met.
  private static let momentRounding = 1e-9

  /// What each fascicle does at each level that it crosses, in the posture solved last.
  ///
  /// Level by level from T12-L1 down, muscles in the model's order.
  func fascicleShares(of solution: borrowing PostureSolution) -> [FascicleShare] {
    guard let lines = geometry.workspace.lineForcesPointer else { return [] }
    let arms = geometry.arms
    let columns = geometry.columns
    var shares: [FascicleShare] = []
    for level in LumbarLevel.topToBottom {
      let frame = discFrames.frames[level.rawValue]
      for muscle in model.muscles.indices {
        guard let pull = splitter.pull(of: muscle, at: level.rawValue, lines: lines) else {
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
    sums.update(repeating: .zero)
    guard let lines = geometry.workspace.lineForcesPointer, let first = sums.baseAddress
    else { return }
    forces.withUnsafeBufferPointer { pointer in
      guard let forces = pointer.baseAddress else { return }
      splitter.add(forces: forces, lines: lines, to: first)
    }
    for level in 0..<LumbarLevel.count {
      let row = level * LoadPart.count
      let above = model.skeleton.bodyAbove[LumbarLevel(index: level)]
      // The joint's force holds up weight and pressure, so theirs is its opposite.
      sums[row + LoadPart.gravity.rawValue] =
        -geometry.dynamics.jointForce(of: above) - support.onThorax - support.onHands
      sums[row + LoadPart.abdominalPressure.rawValue] = support.onThorax
      sums[row + LoadPart.external.rawValue] = support.onHands
      let frame = discFrames.frames[level]
      let tension = passive.ligamentTension(atFlexion: geometry.coordinates[flexions[level]])
      sums[row + LoadPart.passive.rawValue] = SpatialForce(
        force: frame.normal * -tension,
        at: frame.centre
      )
    }
  }

  /// Adds what the supports push on everything above each level.
  private func sumContacts() {
    let external = LoadPart.external.rawValue
    contacts?.forEachForce(in: recruitment, using: geometry.dynamics) { body, point, force in
      for level in 0..<levelsBelow[body] {
        sums[level * LoadPart.count + external] += SpatialForce(force: force, at: point)
      }
    }
  }

  private func write(_ level: Int, into solution: inout PostureSolution) {
    let frame = discFrames.frames[level]
    let place = LumbarLevel.count - 1 - level
    var load = solution.levels[place]
    var total = Vector3.zero
    for part in 0..<LoadPart.count {
      let force = sums[level * LoadPart.count + part].force
      total += force
      load.compressionParts[part] = -force.dot(frame.normal)
      load.anteriorShearParts[part] = force.dot(frame.anterior)
    }
    load.compression = load.compressionParts.total
    load.anteriorShear = load.anteriorShearParts.total
    load.lateralShear = total.dot(frame.right)
    let unmet = recruitment.unmetMoment(3 * level)
    load.unmetMoment = abs(unmet) < Self.momentRounding ? 0 : unmet
    // What is above bends the level by what its passive tissue and the unmet part hold.
    load.flexionMoment =
      -passive.moment(axis: 0, at: geometry.coordinates[flexions[level]]) - load.unmetMoment
    load.pressure = model.discs[load.level].pressure(atCompression: load.compression)
    solution.levels[place] = load
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
