// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
public import OpenSimFormats
public import OpenSimModels

/// The force plates of a table of ground reactions, each with the foot that steps on it.
///
/// A plate is three columns of force that end in `vx`, `vy` and `vz`, such as `ground_force_vx` or
/// `1_ground_force_vx`, in newtons in ground axes (X forward, Y up, Z to the right), with those of the point
/// where it acts, which end in `px`, `py` and `pz`, in metres. The free torque is in the columns
/// `…torque…x`, `y`, `z`, in newton metres, where the table has them. The foot is the one that is near while
/// the plate is loaded, so that no name has to tell right from left.
public struct ForcePlates: Sendable {
  /// One plate.
  public struct Plate: Sendable, Equatable {
    /// What the labels of its forces begin with, without the `v` and the axis.
    public let name: String

    /// The body that it pushes.
    public let body: String

    /// The mean distance between that body's origin and the point of the force, level, weighted by the
    /// force, in metres.
    public let distance: Double

    /// True when the table has its free torque.
    public let hasTorque: Bool
  }

  /// The loaded plates in the order of the table.
  public let plates: [Plate]

  /// The labels of columns that belong to no loaded plate.
  public let unusedLabels: [String]

  /// What the columns mean, as an external-loads file says it.
  public let document: ExternalLoadsDocument

  /// A plate is loaded above this upward force, in newtons: that of ``ContactDetector``.
  private static let threshold = ContactDetector().threshold

  /// The farthest that a foot may be from the force under it, in metres; chosen: the length of a long foot, whose
  /// origin is at the heel or the ankle.
  private static let reach = 0.3

  /// How many times as far the other foot has to be, dimensionless; chosen: it is 4 to 5 times as far in the walk
  /// distributed with gait2392, and as far where both feet step on the plate.
  private static let contrast = 1.3

  /// Finds the plates of a table and the foot of each.
  ///
  /// - Parameters:
  ///   - table: The ground reactions.
  ///   - model: The model of the walker.
  ///   - motion: Its motion.
  /// - Throws: When no plate is loaded while the motion is recorded, one lacks a column of force or point, its
  ///   force is far from both feet or near both, or the model lacks a foot.
  public init(
    in table: MotionTable,
    of model: OpenSimModel,
    motion: RecordedMotion
  ) throws(GaitDataError) {
    let bodies = try WalkBodies(of: model.multibody).ankles
    let rows = table.times.indices.filter { motion.recordedTimes.contains(table.times[$0]) }
    let feet = Self.places(
      of: bodies,
      in: model.multibody,
      moving: motion,
      at: rows.map { table.times[$0] }
    )
    var plates: [Plate] = []
    var document = ExternalLoadsDocument(name: "plates", dataFile: table.path ?? "", loads: [])
    var used: Set<String> = []
    for columns in Self.plates(of: table) {
      let force = try columns.force(in: table)
      let point = try columns.point(in: table)
      var distances = [0.0, 0.0]
      var weight = 0.0
      for (row, places) in zip(rows, feet) where force[1].values[row] > Self.threshold {
        let upward = force[1].values[row]
        weight += upward
        for (side, foot) in places.enumerated() {
          let ahead = point[0].values[row] - foot.x
          let aside = point[2].values[row] - foot.z
          distances[side] += upward * (ahead * ahead + aside * aside).squareRoot()
        }
      }
      guard weight > 0 else { continue }
      distances = distances.map { $0 / weight }
      let side = distances[0] <= distances[1] ? 0 : 1
      try Self.check(columns.name, near: distances[side], far: distances[1 - side])
      let torque = columns.torque(in: table)
      let body = model.multibody.name(of: bodies[side])
      plates.append(
        Plate(name: columns.name, body: body, distance: distances[side], hasTorque: torque != nil)
      )
      document.loads.append(
        ExternalLoadsDocument.Load(
          name: columns.name,
          body: body,
          force: columns.name + "v",
          point: columns.name + "p",
          torque: torque ?? ""
        )
      )
      for prefix in [columns.name + "v", columns.name + "p", torque].compactMap(\.self) {
        used.formUnion(table.labels.filter { $0.hasPrefix(prefix) })
      }
    }
    guard !plates.isEmpty else {
      throw GaitDataError(
        .noContact,
        "ground reactions",
        found: "no loaded plate among " + table.labels.prefix(6).joined(separator: ", "),
        allowed: "columns like ground_force_vx, _vy, _vz with ground_force_px, _py, _pz (N, m) "
          + "that reach \(Int(Self.threshold)) N upward while the motion is recorded",
        remedy: "rename the columns, or describe them in an external-loads file (.xml)"
      )
    }
    self.plates = plates
    unusedLabels = table.labels.filter { !used.contains($0) }
    self.document = document
  }

  /// The origins of bodies in ground at each time, in metres.
  private static func places(
    of bodies: [BodyID],
    in model: MultibodyModel,
    moving motion: RecordedMotion,
    at times: [Double]
  ) -> [[Vector3]] {
    var state = model.neutralState()
    var rates = [Double](repeating: 0, count: model.coordinateCount)
    var workspace = DynamicsWorkspace(for: model)
    return times.map { time in
      motion.computeSample(at: time, into: &state, accelerations: &rates)
      model.updatePositions(state, in: &workspace)
      return bodies.map { workspace.transform(of: $0).translation }
    }
  }

  private static func check(_ name: String, near: Double, far: Double) throws(GaitDataError) {
    guard near <= reach else {
      throw GaitDataError(
        .unclearPlate,
        name,
        found: "a force that acts \(centimetres(near)) m from the nearer foot",
        allowed: "at most \(reach) m, level",
        remedy: "give points in metres in the axes of the motion, at its times"
      )
    }
    guard far >= contrast * near else {
      throw GaitDataError(
        .unclearPlate,
        name,
        found: "a force \(centimetres(near)) m from one foot, "
          + "\(centimetres(far)) m from the other",
        allowed: "a plate on which one foot steps, the other \(contrast) times as far",
        remedy: "leave out a plate under both feet, or describe it in an external-loads file (.xml)"
      )
    }
  }

  /// A length in metres, rounded to centimetres for a message.
  private static func centimetres(_ length: Double) -> Double { (100 * length).rounded() / 100 }

  /// The plates that the labels name, loaded or not.
  private static func plates(of table: MotionTable) -> [PlateColumns] {
    table.labels.filter { $0.hasSuffix("vx") }.map { PlateColumns(name: String($0.dropLast(2))) }
  }
}

/// The columns of one plate.
private struct PlateColumns {
  /// What the labels begin with.
  let name: String

  func force(in table: MotionTable) throws(GaitDataError) -> [MotionTable.Column] {
    try columns("v", "force", in: table)
  }

  func point(in table: MotionTable) throws(GaitDataError) -> [MotionTable.Column] {
    try columns("p", "point", in: table)
  }

  /// What the labels of the free torque begin with; nil without one.
  func torque(in table: MotionTable) -> String? {
    [("torque", ""), ("moment", "m"), ("moment", "")].map { word, letter in
      name.replacing("force", with: word) + letter
    }.first { start in
      start != name && ["x", "y", "z"].allSatisfy { table[start + $0] != nil }
    }
  }

  private func columns(
    _ letter: String,
    _ what: String,
    in table: MotionTable
  ) throws(GaitDataError) -> [MotionTable.Column] {
    var columns: [MotionTable.Column] = []
    for axis in ["x", "y", "z"] {
      guard let column = table[name + letter + axis] else {
        throw GaitDataError(
          .wrongCount,
          name + letter + axis,
          found: "no column of this label",
          allowed: "the \(what) of a plate in three columns",
          remedy: "add the column, or rename \(name)vx when it is no force"
        )
      }
      columns.append(column)
    }
    return columns
  }
}
