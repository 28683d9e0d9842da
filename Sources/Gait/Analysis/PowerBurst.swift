// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A burst of power at hip, knee or ankle in walking, by its usual name.
///
/// Names as in Winter and in Eng and Winter (1995): at the hip H1 is generation by the extensors in
/// early stance, H2 absorption by the flexors in mid to late stance and H3 generation by the flexors
/// at pull-off. Some authors name H1 and H3 the other way round.
public enum PowerBurst: String, Sendable, CaseIterable {
  /// Generation by the hip extensors in early stance.
  case h1 = "H1"
  /// Absorption by the hip flexors in mid to late stance.
  case h2 = "H2"
  /// Generation by the hip flexors at pull-off.
  case h3 = "H3"
  /// Absorption by the knee extensors at weight acceptance.
  case k1 = "K1"
  /// Generation by the knee extensors in midstance.
  case k2 = "K2"
  /// Absorption by the knee extensors around toe-off.
  case k3 = "K3"
  /// Absorption by the knee flexors at the end of swing.
  case k4 = "K4"
  /// Absorption by the plantarflexors as the shank turns over the foot.
  case a1 = "A1"
  /// Generation by the plantarflexors at push-off.
  case a2 = "A2"

  /// The joint.
  public enum Joint: String, Sendable, CaseIterable {
    /// Hip.
    case hip
    /// Knee.
    case knee
    /// Ankle.
    case ankle
  }

  /// The joint of the burst.
  public var joint: Joint {
    switch self {
    case .h1, .h2, .h3: .hip
    case .k1, .k2, .k3, .k4: .knee
    case .a1, .a2: .ankle
    }
  }

  /// True for power that goes into the body, false for power taken out.
  public var isGeneration: Bool {
    switch self {
    case .h1, .h3, .k2, .a2: true
    case .h2, .k1, .k3, .k4, .a1: false
    }
  }

  /// Where in the cycle it is sought, in percent.
  ///
  /// 30 to 55 for H2 is that of the reference curves; the others are chosen around the phases that
  /// the names describe.
  public var window: ClosedRange<Int> {
    switch self {
    case .h1: 0...30
    case .h2: 30...55
    case .h3: 50...80
    case .k1: 3...20
    case .k2: 12...35
    case .k3: 45...75
    case .k4: 75...100
    case .a1: 5...48
    case .a2: 40...70
    }
  }
}

/// A burst with its peak.
public struct BurstPeak: Sendable, Equatable {
  /// The burst.
  public let burst: PowerBurst

  /// Power at the peak, in the unit of the curve (W or W/kg), absorption negative.
  public let power: Double

  /// Where the peak is, in percent of the cycle.
  public let percent: Int

  /// Finds the peak of a burst in a curve of 101 points.
  ///
  /// - Returns: Nil where the power has the other sign all over the window: there is no such burst.
  public init?(_ burst: PowerBurst, in power: [Double]) {
    precondition(power.count == CycleCurve.pointCount, "a curve of \(power.count) points")
    let sign = burst.isGeneration ? 1.0 : -1.0
    var best = burst.window.lowerBound
    for index in burst.window where sign * power[index] > sign * power[best] { best = index }
    guard sign * power[best] > 0 else { return nil }
    self.burst = burst
    self.power = power[best]
    percent = best
  }
}
