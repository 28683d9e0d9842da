// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LumbarSpine

/// Everything that a comparison with people gives.
public struct ValidationReport: Sendable {
  /// One row for each target, in their order.
  public let rows: [ValidationRow]

  /// The number of members of each ensemble.
  public let members: Int

  /// How many draws made no model and were drawn again.
  public let redraws: Int

  /// The spread of pressures over the forms of the model.
  public let forms: [FormSpread]

  /// True when every miss is listed with its cause.
  public var hasNoUnknownMiss: Bool { !rows.contains(where: \.isUnknownMiss) }

  /// The agreement of pressures at L4-L5 over all postures that were measured.
  public var pressures: PressureAgreement? {
    PressureAgreement(rows.filter { $0.target.isPressureOfPosture })
  }

  /// The same over the seven postures of the best commercial model.
  public var pressuresOfCommercialPostures: PressureAgreement? {
    PressureAgreement(
      rows.filter { row in
        row.target.isPressureOfPosture
          && PressureAgreement.commercialPostures.contains { posture, measured in
            row.target.quantity == .pressure(posture) && row.target.measured == measured
          }
      },
      standing: rows.first { $0.target.isPressureOfPosture && $0.target.isStanding }
    )
  }
}

/// How far pressures lie from those measured, in absolute terms and normalised to standing.
public struct PressureAgreement: Sendable, Equatable {
  /// The number of pressures that the model has.
  public let count: Int

  /// The number of pressures that it does not have.
  public let missing: Int

  /// Root mean square of the difference, in pascals.
  public let absoluteError: Double

  /// Root mean square of the difference of pressures over that of standing, dimensionless.
  public let normalisedError: Double

  /// The largest difference of pressures over that of standing, as a share of the measured one,
  /// dimensionless.
  public let worstShare: Double

  /// The postures for which the best commercial model has published forces, each with the pressure
  /// that stands beside them, in MPa.
  static let commercialPostures: [(posture: String, measured: Double)] = [
    ("lying-supine", 0.1), ("sitting-slouched", 0.27), ("sitting-upright", 0.45),
    ("standing-flexed", 1.1), ("holding-close", 1.0), ("lifting-round-back", 2.3),
    ("holding-far", 1.8),
  ]

  /// What that model reaches on its seven postures, each force over that of standing: derived from
  /// the results beside its validation (key `ammr`), of which no more is kept here.
  public static let commercial = (normalisedError: 0.213, worstShare: 0.144)

  /// The agreement of some rows of pressures; nil when standing or every other row has no result.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - standing: The row of standing, by default the one among them.
  init?(_ rows: [ValidationRow], standing: ValidationRow? = nil) {
    guard let reference = standing ?? rows.first(where: { $0.target.isStanding }),
      let unit = reference.result?.value, unit > 0
    else { return nil }
    let pairs = rows.compactMap { row in
      row.result.map { (model: $0.value, measured: row.target.measured) }
    }
    guard !pairs.isEmpty else { return nil }
    count = pairs.count
    missing = rows.count - pairs.count
    var absolute = 0.0
    var normalised = 0.0
    var worst = 0.0
    for pair in pairs {
      let difference = pair.model - pair.measured
      absolute += difference * difference
      let relative = pair.model / unit - pair.measured / reference.target.measured
      normalised += relative * relative
      worst = max(worst, abs(relative) * reference.target.measured / pair.measured)
    }
    // Rows of pressure stand in MPa.
    absoluteError = 1e6 * (absolute / Double(count)).squareRoot()
    normalisedError = (normalised / Double(count)).squareRoot()
    worstShare = worst
  }
}

extension ValidationTarget {
  /// True for the pressure in a posture.
  var isPressure: Bool {
    if case .pressure = quantity { return true }
    return false
  }

  /// True for the pressure at L4-L5 in a posture that people take by day.
  var isPressureOfPosture: Bool { isPressure && level == .l4l5 && !name.hasPrefix("night") }

  var isStanding: Bool { quantity == .pressure("standing") }
}

/// The spread of one pressure over the forms of the model.
public struct FormSpread: Sendable, Equatable {
  /// The posture.
  public let posture: String

  /// The level.
  public let level: LumbarLevel

  /// The result of the base, in pascals.
  public let base: Double

  /// The least result, in pascals, and the form that has it.
  public let least: Extreme

  /// The greatest result, in pascals, and the form that has it.
  public let greatest: Extreme

  /// One end of the spread.
  public struct Extreme: Sendable, Equatable {
    /// The result, in pascals.
    public let pressure: Double

    /// The name of the form.
    public let form: String
  }

  /// Nil when the base has no result; `names` are those of the forms, the base first.
  init?(_ query: ValidationStudy.Query, _ names: [String], _ answers: AnswerTable) {
    guard case .pressure(let posture) = query.quantity, let level = query.level,
      let base = try? answers.answer(query).get()
    else { return nil }
    let results = answers.numbered(query)
    guard let least = results.min(by: { $0.value < $1.value }),
      let greatest = results.max(by: { $0.value < $1.value })
    else { return nil }
    self.posture = posture
    self.level = level
    self.base = 1e6 * base
    self.least = Extreme(pressure: 1e6 * least.value, form: names[least.member])
    self.greatest = Extreme(pressure: 1e6 * greatest.value, form: names[greatest.member])
  }
}
