// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics
internal import MuscleMechanics

extension ModelLint {
  /// What is odd as one coordinate moves through its range.
  ///
  /// Jumps are reported one by one; of sign flips, arms and fibres the largest of each muscle.
  ///
  /// - Parameter coordinate: A free coordinate with a finite range.
  /// - Returns: The findings, by muscle in the order of the document.
  public func findings(moving coordinate: CoordinateID) -> [ModelFinding] {
    guard let range = range(of: coordinate) else { return [] }
    let isAngle = model.multibody.coordinateMotions[coordinate.index] != .translational
    let step = isAngle ? settings.angleStep : settings.lengthStep
    let count = max(1, Int(((range.upperBound - range.lowerBound) / step).rounded(.down)))
    var sweep = MuscleSweep(self, coordinate)
    for index in 0...count { sweep.visit(range.lowerBound + Double(index) * step) }
    return sweep.findings()
  }
}

/// The records of all muscles along one sweep.
private struct MuscleSweep: ~Copyable {
  /// What was seen of one muscle.
  private struct Record {
    var isCrossing = false
    var jumps: [(value: Double, size: Double)] = []
    var greatest = 0.0
    var least = 0.0
    /// Where the arm last changed its sign.
    var flip: Double?
    var arm: (value: Double, size: Double) = (0, 0)
    var slack: (value: Double, size: Double) = (0, 0)
    /// The fibre farthest outside of its range, and by how much.
    var fibre: (value: Double, length: Double, excess: Double) = (0, 0, 0)
  }

  private let lint: ModelLint
  private let column: Int
  private let columns: Int
  private var state: MultibodyState
  private var dynamics: DynamicsWorkspace
  private var workspace: MuscleGeometryWorkspace
  private var records: [Record]
  private var lengths: [Double] = []
  private var arms: [Double] = []
  private var value = 0.0
  private var visits = 0

  /// The applied arms are looked at in every tenth step: they do not jump alone.
  private static var appliedInterval: Int { 10 }

  init(_ lint: ModelLint, _ coordinate: CoordinateID) {
    self.lint = lint
    column = coordinate.index
    columns = lint.model.multibody.coordinateCount
    state = lint.model.defaultState()
    dynamics = DynamicsWorkspace(for: lint.model.multibody)
    workspace = MuscleGeometryWorkspace(for: lint.muscles.geometry)
    records = Array(repeating: Record(), count: lint.muscles.count)
  }

  mutating func visit(_ newValue: Double) {
    state.coordinates[column] = newValue
    lint.model.multibody.applyCouplings(to: &state)
    lint.model.multibody.updateKinematics(state, in: &dynamics)
    lint.muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    let count = lint.muscles.count
    var newLengths = [Double](repeating: 0, count: count)
    var newArms = newLengths
    for muscle in 0..<count {
      newLengths[muscle] = workspace.length(of: muscle)
      newArms[muscle] = workspace.momentArm(of: muscle, column: column)
      look(at: muscle, newValue, newLengths[muscle], newArms[muscle])
    }
    if visits % Self.appliedInterval == 0 {
      lint.muscles.computeLengthsAndAppliedMomentArms(
        at: state,
        using: dynamics,
        in: &workspace
      )
      for muscle in 0..<count {
        let size = abs(workspace.momentArm(of: muscle, column: column) - newArms[muscle])
        if size > records[muscle].arm.size { records[muscle].arm = (newValue, size) }
      }
    }
    lengths = newLengths
    arms = newArms
    value = newValue
    visits += 1
  }

  private mutating func look(
    at muscle: Int,
    _ newValue: Double,
    _ length: Double,
    _ arm: Double
  ) {
    if abs(arm) > 1e-9 { records[muscle].isCrossing = true }
    records[muscle].greatest = max(records[muscle].greatest, arm)
    records[muscle].least = min(records[muscle].least, arm)
    if visits > 0 {
      let expected = -0.5 * (arms[muscle] + arm) * (newValue - value)
      let size = abs(length - lengths[muscle] - expected)
      if size > lint.settings.jump {
        records[muscle].isCrossing = true
        records[muscle].jumps.append((newValue, size))
      }
      if arms[muscle] * arm < 0 { records[muscle].flip = newValue }
    }
    let law = lint.muscles.laws[muscle]
    let shortfall = law.tendonSlackLength - length
    if shortfall > records[muscle].slack.size { records[muscle].slack = (newValue, shortfall) }
    guard shortfall < 0 else { return }
    let fibre = law.fibre(atPathLength: length).normalizedLength
    let allowed = lint.settings.fibreRange
    let excess = max(allowed.lowerBound - fibre, fibre - allowed.upperBound)
    if excess > records[muscle].fibre.excess { records[muscle].fibre = (newValue, fibre, excess) }
  }

  func findings() -> [ModelFinding] {
    let coordinate = lint.model.multibody.coordinateNames[column]
    let settings = lint.settings
    var result: [ModelFinding] = []
    for (muscle, record) in records.enumerated() where record.isCrossing {
      let name = lint.muscles.names[muscle]
      func add(
        _ kind: ModelFinding.Kind,
        _ value: Double,
        _ size: Double,
        _ unit: String,
        _ detail: String
      ) {
        result.append(
          ModelFinding(
            kind,
            muscle: name,
            coordinate: coordinate,
            value: value,
            size: size,
            unit: unit,
            detail: detail
          )
        )
      }
      for jump in record.jumps {
        add(.jump, jump.value, jump.size, "m", "the length jumps in the step that ends here")
      }
      let reach = min(record.greatest, -record.least)
      if let flip = record.flip, reach > settings.signFlip {
        add(
          .signFlip,
          flip,
          reach,
          "m",
          "the moment arm runs from \(record.least) to \(record.greatest) m"
        )
      }
      if record.arm.size > settings.appliedArm {
        add(
          .appliedArm,
          record.arm.value,
          record.arm.size,
          "m",
          "forces along the path do not do the work of its shortening"
        )
      }
      if record.slack.size > 0 {
        add(
          .slackTendon,
          record.slack.value,
          record.slack.size,
          "m",
          "the tendon is slack, the fibre has no length left"
        )
      }
      if record.fibre.excess > 0 {
        add(
          .fibreLength,
          record.fibre.value,
          record.fibre.length,
          "1",
          "beside a rigid tendon; allowed: \(settings.fibreRange.lowerBound) to "
            + "\(settings.fibreRange.upperBound) optimal lengths"
        )
      }
    }
    return result
  }
}
