// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// What a reader of the validation must know beside its table.
struct ValidationNotes {
  /// The notes, one line each.
  let lines: [String]

  init(_ report: ValidationReport) {
    let known = report.rows.filter { $0.verdict == .outside && $0.target.knownMiss != nil }
    lines =
      [Self.summary(report)] + Self.agreement(report)
      + known.map { Self.cause($0) }
      + report.rows.filter(\.isMissNoMore).map {
        "listed as a known miss, but within now: \($0.target.name)"
      }
      + report.rows.compactMap { row in
        row.failure.map { "no result for \(row.target.name): \($0)" }
      }
      + Self.failures(report)
      + report.forms.map(Self.spread)
  }

  private static func summary(_ report: ValidationReport) -> String {
    func count(_ verdict: ValidationVerdict) -> Int { report.rows.count { $0.verdict == verdict } }
    return
      "\(count(.within)) targets within, \(count(.outside)) outside, \(count(.input)) put into "
      + "the model; ensemble of \(report.members) (\(report.redraws) redrawn)"
  }

  private static func agreement(_ report: ValidationReport) -> [String] {
    var lines: [String] = []
    if let all = report.pressures {
      let missing = all.missing == 0 ? "" : ", \(all.missing) without a result"
      lines.append(
        "pressure at L4-L5 over \(all.count) measurements\(missing): root mean square error "
          + "\(fixed(all.absoluteError * 1e-6, 2)) MPa, normalised to standing "
          + "\(fixed(all.normalisedError, 2))"
      )
    }
    if let seven = report.pressuresOfCommercialPostures {
      let best = PressureAgreement.commercial
      lines.append(
        "over the \(seven.count) postures of the best commercial model, normalised to standing: "
          + "\(fixed(seven.normalisedError, 2)), worst \(fixed(100 * seven.worstShare, 0)) % "
          + "(that model: \(fixed(best.normalisedError, 2)), worst "
          + "\(fixed(100 * best.worstShare, 0)) %)"
      )
    }
    return lines
  }

  private static func cause(_ row: ValidationRow) -> String {
    "known miss: \(row.target.name): \(row.target.knownMiss ?? "")"
  }

  /// Targets for which a tenth of the members or more have no result.
  private static func failures(_ report: ValidationReport) -> [String] {
    report.rows.filter { 10 * $0.failedMembers >= max(report.members, 1) }.map { row in
      "\(row.failedMembers) of \(report.members) members have no result for \(row.target.name); "
        + "the band is that of the others"
    }
  }

  private static func spread(_ form: FormSpread) -> String {
    func pressure(_ value: Double) -> String { fixed(value * 1e-6, 3) }
    return "forms, \(form.posture) at \(form.level.name): \(pressure(form.base)) MPa; "
      + "\(pressure(form.least.pressure)) with \(form.least.form), "
      + "\(pressure(form.greatest.pressure)) with \(form.greatest.form)"
  }

  /// A number with so many decimals.
  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let factor = [1.0, 10, 100, 1000][decimals]
    return NumberText.text(of: (value * factor).rounded() / factor)
  }
}
