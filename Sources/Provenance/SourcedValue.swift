// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A number with its unit, spread, population and source: how every constant of a model is stated.
///
/// The unit is written in SI symbols, see ``isSIUnit(_:)``; a value given in other units by its
/// source is converted once, where it is typed, and the locator says so.
public struct SourcedValue: Sendable, Hashable, Codable {
  /// The number, in `unit`.
  public let value: Double
  /// The unit in SI symbols: `m`, `N/m2`, `N m/rad`, or `1` for a dimensionless number.
  public let unit: String
  /// How much the value varies in the population, or how uncertain it is.
  public let spread: Spread
  /// Whom or what was measured, such as `709 asymptomatic adults`.
  ///
  /// Empty where it has no meaning.
  public let population: String
  /// Where the value comes from.
  public let source: Source

  /// Makes a value with its origin.
  ///
  /// - Precondition: the value is finite; the unit is written in SI symbols; the spread is
  ///   finite and a range holds the value.
  public init(
    _ value: Double,
    _ unit: String,
    spread: Spread = .none,
    population: String = "",
    from source: Source
  ) {
    self.value = value
    self.unit = unit
    self.spread = spread
    self.population = population
    self.source = source
    requireNoFault(fault)
  }

  /// What makes the value unusable, or nil.
  private var fault: String? {
    if !value.isFinite { return "the value is \(value); expected a finite number" }
    if !Self.isSIUnit(unit) {
      return "the unit '\(unit)' is not in SI symbols such as 'm', 'N/m2' or '1'"
    }
    return spread.fault(about: value)
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case value, unit, spread, population, source
  }

  /// Reads a value; a key that is not known or a part that is not valid is an error.
  public init(from decoder: any Decoder) throws {
    let container = try strictContainer(of: decoder, keyedBy: CodingKeys.self)
    value = try container.decode(Double.self, forKey: .value)
    unit = try container.decode(String.self, forKey: .unit)
    spread = try container.decodeIfPresent(Spread.self, forKey: .spread) ?? .none
    population = try container.decodeIfPresent(String.self, forKey: .population) ?? ""
    source = try container.decode(Source.self, forKey: .source)
    try throwFault(fault, at: decoder)
  }

  /// True when a text is a unit in the symbols that this package uses.
  ///
  /// A unit is a product of the symbols `m kg s N Pa J W rad`, each with an optional exponent
  /// 2...9, separated by single spaces; a slash may be followed by such a product that divides.
  /// `1` is the unit of a dimensionless number and may stand before a slash. There are no prefixes
  /// and no degrees: `N m/rad`, `kg m2` and `1/s` are units, `mm`, `MPa` and `deg` are not.
  public static func isSIUnit(_ text: String) -> Bool {
    // Nearly all values have one of these: they are not taken apart, since tables of hundreds of values
    // are read whenever a program starts.
    switch text {
    case "1", "m", "m2", "rad", "kg", "s", "N", "N/m2": return true
    default: break
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let numerator = parts.first, parts.count <= 2 else { return false }
    if numerator != "1" && !isProduct(numerator) { return false }
    return parts.count == 1 || isProduct(parts[1])
  }

  private static func isProduct(_ text: Substring) -> Bool {
    text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { factor in
      var symbol = factor
      if let last = symbol.last, ("2"..."9").contains(last) { symbol.removeLast() }
      return ["m", "kg", "s", "N", "Pa", "J", "W", "rad"].contains(symbol)
    }
  }
}
