// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra

/// Finds muscle forces and disc loads in standing postures of one model.
///
///     sum_i r_ij F_i + passive_j = demand_j        each of the 24 coordinates j
///
/// Every level is balanced in three rotations on its own, and both hips with them, by the muscles
/// of least effort; the loads of the discs follow from all forces on everything above. Make one
/// solver per task; it holds the scratch storage.
public struct PostureSolver: ~Copyable {
  private let analysis: PostureAnalysis

  /// Makes a solver for a model and a posture; without one, standing.
  public init(
    model: HumanModel,
    posture: BodyPosture = BodyPosture(name: "standing"),
    settings: PostureSettings = PostureSettings()
  ) {
    analysis = PostureAnalysis(model: model, posture: posture, settings: settings)
  }

  /// Analyses the posture of this solver with the angles that it gives.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameter solution: Receives the loads; made for the same model.
  public mutating func solve(into solution: inout PostureSolution) {
    analysis.solve(into: &solution)
  }

  /// Settles the posture of this solver where the effort of holding it is least, and analyses it
  /// there.
  ///
  /// - Parameters:
  ///   - solution: Receives the loads at the equilibrium; its status says when none was found.
  ///   - options: What is held and what is examined.
  /// - Returns: How the settling ended.
  public mutating func settle(
    into solution: inout PostureSolution,
    options: EquilibriumOptions = EquilibriumOptions()
  ) -> EquilibriumReport {
    analysis.settle(options, into: &solution)
  }

  /// The model.
  public var model: HumanModel { analysis.model }

  /// The choices of the analysis.
  public var settings: PostureSettings { analysis.settings }

  /// The tilts that the model accepts, in radians: -20 to 30 degrees.
  public static let tiltRange = Angle.degrees(-20)...Angle.degrees(30)

  /// Analyses standing with the pelvis tilted by an angle in radians, forward positive.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - tilt: Tilt from neutral standing, in radians; within ``tiltRange``.
  ///   - solution: Receives the loads; made for the same model.
  public mutating func solve(tilt: Double, into solution: inout PostureSolution) {
    analysis.solve(tilt: tilt, into: &solution)
  }

  /// What each fascicle does at each level that it crosses, in the posture solved last.
  ///
  /// Level by level from T12-L1 down, muscles in the model's order.
  public func fascicleShares(of solution: borrowing PostureSolution) -> [FascicleShare] {
    analysis.fascicleShares(of: solution)
  }
}
