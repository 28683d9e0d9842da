// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LumbarSpine

/// A leg swing in single numbers, for sweeps and comparisons.
public struct SwingSummary: Sendable {
  /// How the swing ended; a swing that has no strike has no numbers.
  public let status: SwingStatus

  /// Time from toe-off to the strike, in seconds.
  public let swingTime: Double

  /// Least height of the ball of the foot after its first rise, in metres; NaN where it is never
  /// lowest.
  public let toeClearance: Double

  /// Distance of the heel in front of the hip at the strike, in metres.
  public let heelAhead: Double

  /// Greatest flexion of the knee, in radians.
  public let kneeFlexionPeak: Double

  /// Greatest moment that flexes the hip, in newton metres.
  public let hipMomentPeak: Double

  /// Greatest power at the hip in the first half of the swing, the burst H3, in watts.
  public let hipPowerPeak: Double

  /// Greatest force of the psoas, in newtons.
  public let psoasForcePeak: Double

  /// Work of the psoas on the leg from toe-off to the strike, in joules.
  public let psoasWork: Double

  /// Parts of the hip's travel.
  public let shares: SwingShares

  /// Greatest compression of every level by the psoas of the leg, in newtons.
  public let psoasCompressionPeaks: PerLevel<Double>

  /// Drift of the energy balance at the worst step, in joules.
  public let energyDrift: Double

  /// Sums up a swing from samples every 5 ms; nil for a swing without a strike.
  public init?(of solution: SwingSolution) {
    guard let time = solution.swingTime else { return nil }
    let samples = solution.samples(every: 0.005)
    guard let last = samples.last else { return nil }
    status = solution.status
    swingTime = time
    toeClearance = solution.toeClearance?.height ?? .nan
    heelAhead = last.foot.heelAhead
    kneeFlexionPeak = samples.reduce(-.infinity) { max($0, $1.angles.knee) }
    hipMomentPeak = samples.reduce(-.infinity) { max($0, $1.hipMoment) }
    hipPowerPeak = samples.reduce(-.infinity) {
      $1.time <= 0.5 * time ? max($0, $1.hipPower) : $0
    }
    psoasForcePeak = samples.reduce(0) { max($0, $1[.psoas].force) }
    psoasWork = zip(samples, samples.dropFirst()).reduce(0) { sum, pair in
      sum + 0.5 * (pair.1.time - pair.0.time) * (pair.0[.psoas].power + pair.1[.psoas].power)
    }
    shares = SwingShares(of: solution)
    var spine = PsoasSpineLoad(of: solution.leg)
    var peaks = PerLevel { _ in 0.0 }
    for sample in samples {
      let compression = spine.compression(at: sample)
      for level in LumbarLevel.allCases { peaks[level] = max(peaks[level], compression[level]) }
    }
    psoasCompressionPeaks = peaks
    energyDrift = solution.energyDrift
  }
}
