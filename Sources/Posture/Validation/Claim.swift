// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine
public import NumericalMethods
public import Provenance

/// A statement about the psoas that is held against model and measurement.
///
/// A statement holds when a number lies above or below a threshold. The model gives that number with
/// a band, the evidence another with an interval; the verdict follows from the four ends and is stored
/// nowhere.
public struct Claim: Sendable {
  /// The number of the claim in the text it comes from, such as `C2`.
  public let number: String

  /// The statement in words.
  public let statement: String

  /// The level, where the number belongs to one.
  public let level: LumbarLevel?

  /// The unit of the numbers, empty without any.
  public let unit: String

  /// On which side of which number the statement holds.
  public let condition: Condition

  /// What people measured, in words.
  public let evidence: String

  /// What people measured as an interval, in ``unit``; nil where there is no number.
  public let measured: ClosedRange<Double>?

  /// The command that gives the number of the model, empty where the model has none.
  public let command: String

  /// Where the evidence comes from and how it was read, or nil where there is none.
  public let source: Source?

  /// True where the evidence was put into the model, whose number then decides nothing.
  public let isInput: Bool

  let quantity: TargetQuantity?

  /// All claims, in the order of the table.
  public static let all = ClaimReader.read(ClaimTable.text)

  /// The side of a threshold on which a statement holds, in the unit of the claim.
  public enum Condition: Sendable, Equatable {
    /// The number is greater.
    case above(Double)
    /// The number is less.
    case below(Double)

    /// What an interval from `low` to `high`, in the unit of the claim, says about the statement.
    func side(low: Double, high: Double) -> Side {
      switch self {
      case .above(let threshold): low > threshold ? .favours : high <= threshold ? .against : .open
      case .below(let threshold): high < threshold ? .favours : low >= threshold ? .against : .open
      }
    }
  }

  /// What one number says about a statement.
  enum Side: Sendable {
    case favours, against, open
  }

  /// The verdict on a result of the model.
  ///
  /// - Parameter result: The result with its band, in the unit of the claim; nil without one.
  /// - Returns: Supported or contradicted where model and evidence agree, otherwise open.
  public func verdict(on result: ResultBand?) -> ClaimVerdict {
    let people = measured.map { condition.side(low: $0.lowerBound, high: $0.upperBound) } ?? .open
    guard let result, !isInput else { return .open }
    // The value itself may lie outside the band.
    let model = condition.side(
      low: min(result.low, result.value),
      high: max(result.high, result.value)
    )
    switch (model, people) {
    case (.favours, .favours): return .supported
    case (.against, .against): return .contradicted
    default: return .open
    }
  }
}

/// What model and evidence together say about a claim.
public enum ClaimVerdict: String, Sendable, CaseIterable {
  /// Both numbers hold with the statement over their whole intervals.
  case supported
  /// Both numbers hold against it over their whole intervals.
  case contradicted
  /// They disagree, one of them is missing or undecided, or one was put into the other.
  case open
}

/// A claim beside what the model makes of it.
public struct ClaimRow: Sendable {
  /// The claim.
  public let claim: Claim

  /// The result of the model with its band, in the unit of the claim; nil without one.
  public let result: ResultBand?

  /// Why a claim that the model should answer has no result, in words.
  public let failure: String?

  /// The verdict.
  public var verdict: ClaimVerdict { claim.verdict(on: result) }
}

extension ValidationStudy {
  /// The claims beside what the model makes of them; the targets of the study are not used.
  ///
  /// - Parameters:
  ///   - claims: The claims.
  ///   - map: The threads.
  /// - Returns: One row for each claim, in their order.
  /// - Throws: `ParameterError` when parameters or a hundred draws of one member make no model.
  public func answers(
    to claims: [Claim] = Claim.all,
    using map: ParallelMap = ParallelMap()
  ) throws(ParameterError) -> [ClaimRow] {
    let targets = claims.map(\.target)
    let study = ValidationStudy(
      parameters: parameters,
      settings: settings,
      targets: targets.compactMap { $0 },
      members: members,
      seed: seed,
      walk: walk
    )
    var rows = try study.report(using: map).rows[...]
    return zip(claims, targets).map { claim, target in
      guard target != nil, let row = rows.popFirst() else {
        return ClaimRow(claim: claim, result: nil, failure: nil)
      }
      return ClaimRow(claim: claim, result: row.result, failure: row.failure)
    }
  }
}

extension Claim {
  /// What the model is asked for, as a target without a measurement; nil where it has no number.
  fileprivate var target: ValidationTarget? {
    quantity.map { quantity in
      ValidationTarget(
        name: statement,
        quantity: quantity,
        level: level,
        measured: 0,
        unit: unit,
        rule: .input,
        population: "",
        source: source ?? .chosen(because: "a claim without a source"),
        knownMiss: nil
      )
    }
  }
}

/// Reads the table of claims.
enum ClaimReader {
  static func read(_ text: String) -> [Claim] {
    TableText.rows(text, columns: 12).map { cells in
      let level = LumbarLevel(name: cells[3])
      precondition(level != nil || cells[3] == "-", "no level is named '\(cells[3])'")
      let source: Source? =
        cells[9] == "-"
        ? nil
        : ScalarReader.source(
          reference: ReferenceReader.standard[cells[9]],
          key: cells[9],
          locator: cells[10],
          reading: cells[11]
        )
      let isInput = cells[7] == "input"
      return Claim(
        number: cells[0],
        statement: cells[1],
        level: level,
        unit: cells[4] == "-" ? "" : cells[4],
        condition: condition(cells[5]),
        evidence: cells[6] == "-" ? "" : cells[6],
        measured: isInput || cells[7] == "-" ? nil : interval(cells[7]),
        command: cells[8] == "-" ? "" : cells[8],
        source: source,
        isInput: isInput,
        quantity: cells[2] == "-" ? nil : TargetQuantity(cells[2])
      )
    }
  }

  private static func condition(_ text: String) -> Claim.Condition {
    let words = TableText.words(text)
    precondition(words.count == 2, "a side and a number expected, not '\(text)'")
    switch words[0] {
    case ">": return .above(TableText.number(words[1]))
    case "<": return .below(TableText.number(words[1]))
    default: preconditionFailure("> or < expected, not '\(words[0])'")
    }
  }

  private static func interval(_ text: String) -> ClosedRange<Double> {
    guard let dots = text.firstRange(of: "..") else {
      let value = TableText.number(text)
      return value...value
    }
    return TableText.number(text[..<dots.lowerBound])...TableText.number(text[dots.upperBound...])
  }
}
