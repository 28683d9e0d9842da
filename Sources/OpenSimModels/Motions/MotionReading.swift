// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import OpenSimFormats

/// A table of coordinates after all checks: radians and metres, by coordinate of a model.
struct MotionReading {
  /// The samples of the columns that belong to coordinates, in radians or metres.
  private(set) var columns: [[Double]] = []

  /// For each coordinate of the model the place of its column, or nil.
  private(set) var places: [Int?]

  /// The value of each coordinate that has no column, in radians or metres.
  private(set) var constants: [Double]

  /// For each coordinate whether it has no column and follows from the couplings.
  private(set) var followers: [Bool]

  /// What was taken for granted.
  private(set) var notes: [String] = []

  private let table: MotionTable
  private let model: MultibodyModel
  private let allowed: Set<MotionAllowance>

  /// A whole turn, beyond which an angle in radians of a joint is not believed.
  private static let wholeTurn = 2 * Double.pi

  /// The size, as a bare number, above which an angle counts as moved: 11 degrees if it is in radians,
  /// a fifth of a degree if it is in degrees (chosen).
  private static let movedAngle = 0.2

  init(
    _ table: MotionTable,
    document: OpenSimModelDocument,
    model: MultibodyModel,
    allowing allowed: Set<MotionAllowance>
  ) throws(DocumentError) {
    self.table = table
    self.model = model
    self.allowed = allowed
    places = [Int?](repeating: nil, count: model.coordinateCount)
    constants = [Double](repeating: 0, count: model.coordinateCount)
    followers = [Bool](repeating: false, count: model.coordinateCount)
    let known = model.coordinateNames.map { name in
      document.coordinate(named: name).map { document.coordinates[$0] }
    }
    try readColumns(known)
    try fillMissing(known)
    try checkRanges(known)
  }

  private func error(
    _ code: DocumentError.Code,
    _ message: String,
    column label: String? = nil,
    row: Int? = nil
  ) -> DocumentError {
    DocumentError(
      code,
      message,
      element: label,
      line: row.flatMap(table.line(ofRow:)) ?? table.labelLine,
      column: label.flatMap(table.columnNumber(of:)),
      path: table.path
    )
  }

  /// How a message ends that may be overruled.
  private static func insist(_ allowance: MotionAllowance) -> String {
    ", or insist with --allow \(allowance.rawValue)"
  }

  // MARK: Columns

  /// The coordinate of a column: by its name, or by the path of its value.
  private func coordinate(of label: String) -> CoordinateID? {
    if let coordinate = model.coordinate(named: label) { return coordinate }
    let parts = label.split(separator: "/")
    guard label.hasPrefix("/") || parts.count > 1, parts.last == "value", parts.count >= 2 else {
      return nil
    }
    return model.coordinate(named: String(parts[parts.count - 2]))
  }

  /// True for the states of a file of states that are not values of coordinates.
  private static func isOtherState(_ label: String) -> Bool {
    ["/speed", "/activation", "/fiber_length"].contains { label.hasSuffix($0) }
  }

  private mutating func readColumns(
    _ known: [OpenSimModelDocument.Coordinate?]
  ) throws(DocumentError) {
    var labels = [String?](repeating: nil, count: model.coordinateCount)
    var unknown: [String] = []
    for column in table.columns {
      guard let coordinate = coordinate(of: column.label) else {
        if !Self.isOtherState(column.label) { unknown.append(column.label) }
        continue
      }
      if let other = labels[coordinate.index] {
        throw error(
          .duplicate,
          "'\(other)' and '\(column.label)' are the same coordinate: delete one of the columns",
          column: column.label
        )
      }
      labels[coordinate.index] = column.label
      places[coordinate.index] = columns.count
      columns.append(column.values)
    }
    if let first = unknown.first, !allowed.contains(.unknownColumns) {
      let free = model.coordinateNames.indices.filter { labels[$0] == nil }
        .map { model.coordinateNames[$0] }
      throw error(
        .unknownReference,
        "found \(unknown.count) column\(unknown.count == 1 ? "" : "s") that name\(unknown.count == 1 ? "s" : "") "
          + "no coordinate of the model: \(Self.list(unknown)); "
          + (free.isEmpty
            ? "every coordinate has its column: delete these"
            : "coordinates without a column: \(Self.list(free)): correct the spelling or delete the column")
          + Self.insist(.unknownColumns),
        column: first
      )
    }
    try convertAngles(labels)
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(8).joined(separator: ", ")
      + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }

  // MARK: Angles

  private mutating func convertAngles(_ labels: [String?]) throws(DocumentError) {
    let angles = model.coordinateMotions.indices.filter {
      model.coordinateMotions[$0] == .rotational && places[$0] != nil
    }
    let peaks = angles.map { index in
      columns[places[index] ?? 0].reduce(0) { max($0, abs($1)) }
    }
    guard let highest = peaks.max(), highest > 0 else { return }
    guard let isInDegrees = table.isInDegrees else {
      guard allowed.contains(.missingDegreesFlag) else {
        throw DocumentError(
          .missing,
          "the header does not say whether angles are in degrees: add the line inDegrees=yes or "
            + "inDegrees=no above endheader" + Self.insist(.missingDegreesFlag)
            + ", which takes radians",
          element: "inDegrees",
          line: 1,
          path: table.path
        )
      }
      notes.append("the header does not say whether angles are in degrees: radians taken")
      return
    }
    if !allowed.contains(.implausibleAngles) {
      try checkPlausible(angles, peaks, isInDegrees: isInDegrees, labels)
    }
    guard isInDegrees else { return }
    for index in angles {
      guard let place = places[index] else { continue }
      for row in columns[place].indices { columns[place][row] *= Angle.degrees(1) }
    }
  }

  /// Stops when angles look as if they were in the other unit.
  private func checkPlausible(
    _ angles: [Int],
    _ peaks: [Double],
    isInDegrees: Bool,
    _ labels: [String?]
  ) throws(DocumentError) {
    if isInDegrees {
      // Three joints that move by more than 0.2 and none by more than pi: a posture or a motion in
      // radians. In degrees it would be one in which nothing moves by four degrees.
      let moved = peaks.count { $0 > Self.movedAngle }
      guard moved >= 3, peaks.allSatisfy({ $0 <= Double.pi }) else { return }
      throw DocumentError(
        .inconsistent,
        "the header says inDegrees=yes, but no angle exceeds \(peaks.max() ?? 0), which looks like "
          + "radians: write inDegrees=no" + Self.insist(.implausibleAngles),
        element: "inDegrees",
        line: 1,
        path: table.path
      )
    }
    for (place, index) in angles.enumerated() where peaks[place] > Self.wholeTurn {
      let label = labels[index] ?? model.coordinateNames[index]
      throw error(
        .inconsistent,
        "the header says inDegrees=no, but this angle reaches \(peaks[place]), more than a whole turn "
          + "in radians: write inDegrees=yes" + Self.insist(.implausibleAngles),
        column: label,
        row: columns[places[index] ?? 0].firstIndex { abs($0) == peaks[place] }
      )
    }
  }

  // MARK: Missing columns and ranges

  private mutating func fillMissing(
    _ known: [OpenSimModelDocument.Coordinate?]
  ) throws(DocumentError) {
    var dependents = [Bool](repeating: false, count: model.coordinateCount)
    for coupling in model.couplings where !coupling.terms.isEmpty {
      dependents[coupling.dependent.index] = true
    }
    let missing = model.coordinateNames.indices.filter { places[$0] == nil }
    // A locked or prescribed coordinate needs no column.
    let free = missing.filter {
      !dependents[$0] && known[$0]?.isLocked != true && known[$0]?.isPrescribed != true
    }
    let following = missing.filter { dependents[$0] }
    if !free.isEmpty, !allowed.contains(.missingColumns) {
      throw error(
        .missing,
        "\(free.count) coordinate\(free.count == 1 ? " has" : "s have") no column: "
          + "\(Self.list(free.map { model.coordinateNames[$0] })): add the columns"
          + Self.insist(.missingColumns) + ", which takes default values",
        column: nil
      )
    }
    if !following.isEmpty, !allowed.contains(.missingDependentColumns) {
      throw error(
        .missing,
        "\(following.count) coordinate\(following.count == 1 ? "" : "s") that follow\(following.count == 1 ? "s" : "") others "
          + "by a coupler \(following.count == 1 ? "has" : "have") no column: "
          + "\(Self.list(following.map { model.coordinateNames[$0] })): add the columns"
          + Self.insist(.missingDependentColumns) + ", which computes them from the couplers"
      )
    }
    for index in missing {
      constants[index] = known[index]?.defaultValue ?? 0
      if dependents[index] {
        followers[index] = true
        notes.append("'\(model.coordinateNames[index])' has no column and follows its coupler")
      } else {
        notes.append(
          "'\(model.coordinateNames[index])' has no column and keeps \(constants[index])"
        )
      }
    }
  }

  private func checkRanges(
    _ known: [OpenSimModelDocument.Coordinate?]
  ) throws(DocumentError) {
    guard !allowed.contains(.outOfRange) else { return }
    for (index, coordinate) in known.enumerated() {
      guard let coordinate, coordinate.isClamped, let place = places[index] else { continue }
      // Rounding of a limit that was printed in degrees.
      let slack = 1e-6 * max(1, abs(coordinate.lowerLimit), abs(coordinate.upperLimit))
      let row = columns[place].firstIndex {
        $0 < coordinate.lowerLimit - slack || $0 > coordinate.upperLimit + slack
      }
      guard let row else { continue }
      let isAngle = model.coordinateMotions[index] == .rotational
      func text(_ value: Double) -> String {
        isAngle ? "\(Angle.inDegrees(value)) degrees" : "\(value)"
      }
      throw error(
        .invalidValue,
        "found \(text(columns[place][row])) at \(table.times[row]) s; the model clamps this coordinate to "
          + "\(text(coordinate.lowerLimit)) to \(text(coordinate.upperLimit)): correct the motion or widen "
          + "the range" + Self.insist(.outOfRange),
        column: table.labels.first { self.coordinate(of: $0)?.index == index },
        row: row
      )
    }
  }
}
