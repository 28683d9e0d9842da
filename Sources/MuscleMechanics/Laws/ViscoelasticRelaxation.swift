// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The quasi-linear viscoelastic law of a passive tissue that is stretched and held.
///
///     T(t) = Te(0) + integral_0^t G(t - s) dTe/ds ds
///     G(t) = 1 - sum_k g_k + sum_k g_k exp(-t / tau_k),     k = 1, 2
///
/// Te is the elastic force that the tissue would have without relaxation, and G the reduced
/// relaxation function: of a force that was added a time t ago, the share G(t) is left. Fung,
/// Biomechanics: Mechanical Properties of Living Tissues, chapter 7. The force at the start is
/// taken as settled: only what is added or taken away later relaxes.
///
/// The spectrum is discrete. Two exponentials describe ten minutes of relaxation of the human
/// ankle, with one G for all lengths (J Biomech 43:990-993, 2010), the published figures of human
/// muscle do not tell Fung's continuous spectrum from two exponentials, and each exponential needs
/// one number of memory: when Te varies linearly between two samples the recursion
///
///     h_k <- exp(-dt / tau_k) h_k + g_k dTe (1 - exp(-dt / tau_k)) tau_k / dt
///     T = Te(0) + (1 - sum_k g_k) (Te - Te(0)) + sum_k h_k
///
/// is exact for any step. The law is symmetric: a tissue that is released pulls less than its
/// elastic force until the memory of the hold has faded. It may then be negative; whoever applies it
/// to a muscle sets zero there, since a muscle does not push.
public struct ViscoelasticRelaxation: Sendable, Hashable, Codable {
  /// The shares g_k of a force that relax, dimensionless, each from 0 up and together at most 1.
  public let amplitudes: SIMD2<Double>

  /// The times tau_k in which they fall to 1/e, in seconds, above zero.
  public let times: SIMD2<Double>

  /// What a tissue remembers of its past: small, and all that a file needs to go on.
  public struct State: Sendable, Hashable, Codable {
    /// The settled force at the start, in newtons.
    public var restForce: Double

    /// The elastic force now, in newtons.
    public var elasticForce: Double

    /// What is left of the forces that fade, one for each time, in newtons.
    public var memory: SIMD2<Double>
  }

  /// Makes the law from shares and times.
  ///
  /// - Parameters:
  ///   - amplitudes: The shares that relax, dimensionless, from 0 up, together at most 1.
  ///   - times: The times of relaxation, in seconds, above zero.
  public init(amplitudes: SIMD2<Double>, times: SIMD2<Double>) {
    precondition(
      amplitudes.min() >= 0 && amplitudes.sum() <= 1,
      "the shares must be zero or more and sum to at most one, not \(amplitudes)"
    )
    precondition(
      times.min() > 0 && times.max() < .infinity,
      "the times must be above zero and finite, not \(times)"
    )
    self.amplitudes = amplitudes
    self.times = times
  }

  /// The share of a force that is left a time after it was added, dimensionless, from 1 down.
  ///
  /// - Parameter time: In seconds, from 0 up.
  /// - Returns: G at that time, dimensionless.
  public func reducedRelaxation(after time: Double) -> Double {
    precondition(time >= 0, "a time of \(time) s")
    return equilibriumShare + (amplitudes * decay(over: time)).sum()
  }

  /// The share of a force that never relaxes, dimensionless, in 0...1.
  public var equilibriumShare: Double { 1 - amplitudes.sum() }

  /// The state of a tissue that has settled under a force in newtons.
  public func settledState(under force: Double) -> State {
    State(restForce: force, elasticForce: force, memory: .zero)
  }

  /// The force of a tissue in a state, in newtons.
  public func force(in state: State) -> Double {
    state.restForce + equilibriumShare * (state.elasticForce - state.restForce)
      + state.memory.sum()
  }

  /// Takes a state on while the elastic force varies linearly to a new value.
  ///
  /// Exact for any duration; zero is a jump. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: The state at the start; becomes that at the end.
  ///   - elasticForce: The elastic force at the end, in newtons.
  ///   - duration: In seconds, from 0 up.
  public func advance(
    _ state: inout State,
    toElasticForce elasticForce: Double,
    in duration: Double
  ) {
    precondition(
      duration >= 0 && duration < .infinity && elasticForce.isFinite,
      "a force of \(elasticForce) N after \(duration) s; expected finite, time not negative"
    )
    let change = elasticForce - state.elasticForce
    state.memory =
      decay(over: duration) * state.memory + amplitudes * change * meanDecay(over: duration)
    state.elasticForce = elasticForce
  }

  /// exp(-t / tau_k).
  private func decay(over time: Double) -> SIMD2<Double> {
    SIMD2(exp(-time / times[0]), exp(-time / times[1]))
  }

  /// (1 - exp(-x)) / x for x = t / tau_k: the mean of exp(-s / tau_k) for s in 0...t.
  private func meanDecay(over time: Double) -> SIMD2<Double> {
    func mean(_ x: Double) -> Double { x == 0 ? 1 : -expm1(-x) / x }
    return SIMD2(mean(time / times[0]), mean(time / times[1]))
  }

  private enum CodingKeys: String, CodingKey { case amplitudes, times }

  /// Reads a law; shares or times that make none are an error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let amplitudes = try container.decode(SIMD2<Double>.self, forKey: .amplitudes)
    let times = try container.decode(SIMD2<Double>.self, forKey: .times)
    guard amplitudes.min() >= 0, amplitudes.sum() <= 1, times.min() > 0, times.max() < .infinity
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "shares \(amplitudes) must be zero or more and sum to at most one, "
            + "times \(times) must be above zero"
        )
      )
    }
    self.init(amplitudes: amplitudes, times: times)
  }
}
