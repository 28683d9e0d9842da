// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// An intervertebral level from T12-L1 down to L5-S1.
///
/// The raw value counts from the sacrum upward: L5-S1 is 0 and T12-L1 is 5, the order in which the
/// joints follow each other in the tree of bodies that starts at the pelvis.
public enum LumbarLevel: Int, CaseIterable, Sendable, Codable, Comparable {
  /// Between the fifth lumbar vertebra and the sacrum.
  case l5s1
  /// Between the fourth and the fifth lumbar vertebra.
  case l4l5
  /// Between the third and the fourth lumbar vertebra.
  case l3l4
  /// Between the second and the third lumbar vertebra.
  case l2l3
  /// Between the first and the second lumbar vertebra.
  case l1l2
  /// Between the twelfth thoracic and the first lumbar vertebra.
  case t12l1

  private static let all: [LumbarLevel] = [.l5s1, .l4l5, .l3l4, .l2l3, .l1l2, .t12l1]

  /// The levels from L5-S1 up to T12-L1.
  public static var allCases: [LumbarLevel] { all }

  /// The level at a place counted from the sacrum: 0 for L5-S1 to 5 for T12-L1.
  public init(index: Int) { self = Self.all[index] }

  /// The number of levels of the lumbar chain.
  public static let count = 6

  /// The levels from top to bottom, the order of tables: T12-L1 first, L5-S1 last.
  public static let topToBottom: [LumbarLevel] = allCases.reversed()

  /// The name in tables and options, such as `L4-L5`.
  public var name: String {
    switch self {
    case .t12l1: "T12-L1"
    case .l1l2: "L1-L2"
    case .l2l3: "L2-L3"
    case .l3l4: "L3-L4"
    case .l4l5: "L4-L5"
    case .l5s1: "L5-S1"
    }
  }

  /// The level with a name such as `L4-L5`, or nil when there is none.
  public init?(name: String) {
    guard let level = LumbarLevel.allCases.first(where: { $0.name == name }) else { return nil }
    self = level
  }

  /// The vertebra above the disc, such as `L4` for L4-L5; `T12` for T12-L1.
  public var upperVertebra: String { String(name.prefix(while: { $0 != "-" })) }

  /// True when this level lies below the other one.
  public static func < (left: LumbarLevel, right: LumbarLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A value for each of the six levels.
public struct PerLevel<Value: Sendable>: Sendable {
  private var values: [Value]

  /// Makes the values level by level.
  public init(_ value: (LumbarLevel) throws -> Value) rethrows {
    values = try LumbarLevel.allCases.map(value)
  }

  /// The value of one level, in the unit of what it holds.
  public subscript(level: LumbarLevel) -> Value {
    get { values[level.rawValue] }
    set { values[level.rawValue] = newValue }
  }
}

extension PerLevel: Equatable where Value: Equatable {}
