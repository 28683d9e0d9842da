// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How much a value varies or how uncertain it is, in the unit of the value.
public enum Spread: Sendable, Hashable {
  /// Not known, or none.
  case none
  /// One standard deviation of the population, in the unit of the value.
  case standardDeviation(Double)
  /// The lowest and the highest value that were reported or are held to be possible, in the unit
  /// of the value.
  case range(low: Double, high: Double)

  /// What makes the spread unusable about a value, or nil.
  func fault(about value: Double) -> String? {
    switch self {
    case .none: return nil
    case .standardDeviation(let deviation):
      if deviation.isFinite && deviation >= 0 { return nil }
      return "the standard deviation is \(deviation); expected a finite number from 0 up"
    case .range(let low, let high):
      if low.isFinite && high.isFinite && low <= value && value <= high { return nil }
      return "the value \(value) does not lie in its range \(low)...\(high)"
    }
  }
}

extension Spread: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case standardDeviation, low, high
  }

  /// Reads `{}`, `{"standardDeviation": s}` or `{"low": a, "high": b}`.
  public init(from decoder: any Decoder) throws {
    let container = try strictContainer(of: decoder, keyedBy: CodingKeys.self)
    if container.contains(.standardDeviation) {
      try throwFault(
        container.allKeys.count > 1 ? "a spread is a deviation or a range, not both" : nil,
        at: decoder
      )
      self = .standardDeviation(try container.decode(Double.self, forKey: .standardDeviation))
    } else if container.allKeys.isEmpty {
      self = .none
    } else {
      self = .range(
        low: try container.decode(Double.self, forKey: .low),
        high: try container.decode(Double.self, forKey: .high)
      )
    }
  }

  /// Writes `{}`, `{"standardDeviation": s}` or `{"low": a, "high": b}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .none: break
    case .standardDeviation(let deviation):
      try container.encode(deviation, forKey: .standardDeviation)
    case .range(let low, let high):
      try container.encode(low, forKey: .low)
      try container.encode(high, forKey: .high)
    }
  }
}
