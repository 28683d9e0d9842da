// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Which activations carry given moments with least effort.
///
///     minimise    sum_i w_i a_i^p
///     subject to  sum_i M_ji a_i + supports_j = demand_j      every coordinate j
///                 lower_i <= a_i <= upper_i
///
/// and, where `stability` is given, the stiffness K(a) of the loaded system is at least `margin`
/// in every direction. M_ji is the moment of muscle i about coordinate j at full activation: its
/// moment arm times its capacity. Passive forces belong to the demand. The problem knows muscles
/// and coordinates by index only.
public struct MuscleRecruitmentProblem: Sendable, Hashable, Codable {
  /// What the effort of a muscle is weighted by; weights are divided by their mean.
  public enum Weighting: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every muscle counts the same.
    case unity
    /// A muscle counts by its volume.
    case volume
    /// A muscle counts by its capacity.
    case strength
  }

  /// A contact that may carry part of the demands.
  public struct Support: Sendable, Hashable, Codable {
    /// Its moment about each coordinate per newton of its force, in metres.
    public var momentsPerForce: [Double]

    /// The cost (c / 2) F^2 of its force, as c in units of effort per squared newton, positive.
    ///
    /// Small, so that a support carries what it can; not zero, so that the answer is unique.
    public var costCoefficient: Double

    /// True when it can push only.
    public var isUnilateral: Bool

    /// Makes a support from its moments per newton (m), cost (1/N^2) and kind.
    public init(momentsPerForce: [Double], costCoefficient: Double, isUnilateral: Bool) {
      self.momentsPerForce = momentsPerForce
      self.costCoefficient = costCoefficient
      self.isUnilateral = isUnilateral
    }
  }

  /// An activation that is not free.
  public struct ImposedActivation: Sendable, Hashable, Codable {
    /// The index of the muscle.
    public var muscle: Int

    /// Its activation, dimensionless, which may lie outside the bounds.
    public var activation: Double

    /// Imposes an activation (dimensionless) on a muscle.
    public init(muscle: Int, activation: Double) {
      self.muscle = muscle
      self.activation = activation
    }

    /// Imposes a force in newtons on a muscle of the given capacity in newtons.
    public init(muscle: Int, force: Double, capacity: Double) {
      precondition(capacity > 0, "muscle \(muscle) has capacity \(capacity) N: no force can be set")
      self.init(muscle: muscle, activation: force / capacity)
    }
  }

  /// M, one row a coordinate and one column a muscle, in newton metres at full activation.
  public var momentsAtFullActivation: Matrix

  /// The active force of each muscle at full activation, in newtons.
  public var capacities: [Double]

  /// The moment that muscles and supports must give about each coordinate, in newton metres.
  public var demands: [Double]

  /// The exponent p of the effort, dimensionless, above one.
  public var exponent: Double

  /// What the effort is weighted by.
  public var weighting: Weighting

  /// The volume of each muscle, in cubic metres; needed where the weighting asks for it.
  public var volumes: [Double]

  /// The least activation of each muscle, dimensionless.
  public var lowerActivations: [Double]

  /// The greatest activation of each muscle, dimensionless.
  public var upperActivations: [Double]

  /// Activations that are not free.
  public var imposedActivations: [ImposedActivation]

  /// Contacts that may carry part of the demands.
  public var supports: [Support]

  /// What is asked of the stiffness of the loaded system; nothing when nil.
  public var stability: StabilityRequirement?

  /// Makes a problem whose muscles are free between 0 and 1 and count the same.
  ///
  /// - Parameters:
  ///   - momentsAtFullActivation: In newton metres, coordinates by muscles.
  ///   - capacities: In newtons, one a muscle.
  ///   - demands: In newton metres, one a coordinate.
  ///   - exponent: Of the effort, dimensionless, above one.
  public init(
    momentsAtFullActivation: Matrix,
    capacities: [Double],
    demands: [Double],
    exponent: Double = 2
  ) {
    self.momentsAtFullActivation = momentsAtFullActivation
    self.capacities = capacities
    self.demands = demands
    self.exponent = exponent
    weighting = .unity
    volumes = []
    lowerActivations = [Double](repeating: 0, count: capacities.count)
    upperActivations = [Double](repeating: 1, count: capacities.count)
    imposedActivations = []
    supports = []
    stability = nil
  }

  /// The number of muscles.
  public var muscleCount: Int { capacities.count }

  /// The number of coordinates.
  public var coordinateCount: Int { demands.count }

  /// The weight of each muscle's effort, dimensionless, of mean one.
  public var weights: [Double] {
    let sizes: [Double]
    switch weighting {
    case .unity: sizes = [Double](repeating: 1, count: muscleCount)
    case .volume:
      precondition(
        volumes.count == muscleCount,
        "\(volumes.count) volumes for \(muscleCount) muscles"
      )
      sizes = volumes
    case .strength: sizes = capacities
    }
    let mean = sizes.reduce(0, +) / Double(max(1, muscleCount))
    return sizes.map { $0 / mean }
  }
}
