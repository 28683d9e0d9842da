// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
public import LumbarSpine
public import Provenance

/// One measurement that the model is compared with.
public struct ValidationTarget: Sendable {
  /// What is compared, in words.
  public let name: String

  /// The level, where the quantity belongs to one.
  public let level: LumbarLevel?

  /// The measured value, in ``unit``.
  public let measured: Double

  /// The unit of the measurement as tables print it: `MPa`, `N`, `N m`, `deg`, `%` or `1`.
  public let unit: String

  /// What counts as agreement.
  public let rule: AgreementRule

  /// Whom or what was measured.
  public let population: String

  /// Where the measurement comes from, and how it was read.
  public let source: Source

  /// Why the model misses this target, where it is known to; such a miss is no surprise.
  public let knownMiss: String?

  /// What the model computes.
  let quantity: TargetQuantity

  /// All targets, in the order of the table.
  public static let all = TargetReader.read(TargetTable.text)

  init(
    name: String,
    quantity: TargetQuantity,
    level: LumbarLevel?,
    measured: Double,
    unit: String,
    rule: AgreementRule,
    population: String,
    source: Source,
    knownMiss: String?
  ) {
    self.name = name
    self.quantity = quantity
    self.level = level
    self.measured = measured
    self.unit = unit
    self.rule = rule
    self.population = population
    self.source = source
    self.knownMiss = knownMiss
  }

  /// The same target with another measured value, in ``unit``, and without a known miss.
  public func measuring(_ value: Double) -> ValidationTarget {
    ValidationTarget(
      name: name,
      quantity: quantity,
      level: level,
      measured: value,
      unit: unit,
      rule: rule,
      population: population,
      source: source,
      knownMiss: nil
    )
  }
}

/// What counts as agreement of a model with a measurement.
public enum AgreementRule: Sendable, Equatable {
  /// The difference is at most so many per cent of the measurement.
  case within(percent: Double)
  /// The model lies between two values, in the unit of the target.
  case between(Double, Double)
  /// The measurement lies inside the band of the model.
  case insideBand
  /// The measurement lies inside the band of the model over the conditions of a task: its load,
  /// distances and angles, and the pressure in the abdomen.
  case insideTaskBand
  /// Nothing is compared: the measurement was put into the model.
  case input

  /// The verdict on a result.
  ///
  /// - Parameters:
  ///   - model: The result of the model with its band, in the unit of the target; nil when there is
  ///     none, which agrees with nothing.
  ///   - measured: The measurement, in the same unit.
  /// - Returns: The verdict.
  public func verdict(model: ResultBand?, measured: Double) -> ValidationVerdict {
    if self == .input { return .input }
    guard let model else { return .outside }
    let agrees =
      switch self {
      case .within(let percent):
        abs(model.value - measured) <= 0.01 * percent * abs(measured)
      case .between(let low, let high): low <= model.value && model.value <= high
      case .insideBand, .insideTaskBand: model.contains(measured)
      case .input: true
      }
    return agrees ? .within : .outside
  }
}

/// How a comparison ended.
public enum ValidationVerdict: String, Sendable, CaseIterable {
  /// The model agrees with the measurement by the rule of the target.
  case within
  /// It does not.
  case outside
  /// The measurement was put into the model, so that agreement says nothing.
  case input
}

/// Reads the table of targets.
enum TargetReader {
  static func read(_ text: String) -> [ValidationTarget] {
    TableText.rows(text, columns: 11).map { cells in
      let place = cells[2]
      let level = LumbarLevel(name: place)
      precondition(level != nil || place == "-", "no level is named '\(place)'")
      let rule = rule(cells[5])
      return ValidationTarget(
        name: cells[0] + suffix(of: rule, unit: cells[4]),
        quantity: TargetQuantity(cells[1]),
        level: level,
        measured: TableText.number(cells[3]),
        unit: cells[4],
        rule: rule,
        population: cells[6],
        source: ScalarReader.source(
          reference: ReferenceReader.standard[cells[7]],
          key: cells[7],
          locator: cells[8],
          reading: cells[9]
        ),
        knownMiss: cells[10] == "-" ? nil : cells[10]
      )
    }
  }

  /// The rule of a text: `20 %`, `0.9..1.4`, `band`, `task band` or `input`.
  private static func rule(_ text: String) -> AgreementRule {
    if text == "band" { return .insideBand }
    if text == "task band" { return .insideTaskBand }
    if text == "input" { return .input }
    let words = TableText.words(text)
    if words.count == 2, words[1] == "%" { return .within(percent: TableText.number(words[0])) }
    guard let dots = text.firstRange(of: "..") else { preconditionFailure("no rule is '\(text)'") }
    return .between(
      TableText.number(text[..<dots.lowerBound]),
      TableText.number(text[dots.upperBound...])
    )
  }

  /// What a reader must know about the rule beside the column of the tolerance.
  private static func suffix(of rule: AgreementRule, unit: String) -> String {
    switch rule {
    case .within, .input: return ""
    case .insideBand: return ", measurement inside the band"
    case .insideTaskBand: return ", measurement inside the band over the task"
    case .between(let low, .infinity): return ", at least \(text(low))"
    case .between(let low, let high):
      return ", accepted \(text(low)) to \(text(high))\(unit == "1" ? "" : " " + unit)"
    }
  }

  private static func text(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
