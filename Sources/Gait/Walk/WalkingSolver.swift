// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// Finds joint moments, muscle forces and disc loads in the frames of a walk.
///
///     sum_i r_ij F_i + passive_j = tau_j        each balanced coordinate j
///
/// with tau the inverse dynamics of the motion under weight and the forces of the ground. Every
/// level is balanced in three rotations on its own, with both hips (three each), knees and ankles:
/// 28 coordinates. The loads of the discs follow from all forces on everything above, among them
/// inertia. Muscle force does not depend on the speed of the fibre here, as tendons are rigid and
/// take up none of the path's speed. What the motion needs and the ground does not give is a wrench
/// on the pelvis, which is reported and loads neither spine nor legs. Make one solver per task.
public struct WalkingSolver: ~Copyable {
  let analysis: WalkingAnalysis

  /// Makes a solver for a model whose musculature is `.trunkAndLegs`.
  public init(model: HumanModel, settings: WalkingSettings = WalkingSettings()) {
    analysis = WalkingAnalysis(model: model, settings: settings)
  }

  /// The model.
  public var model: HumanModel { analysis.model }

  /// Analyses one frame, starting from the frame before.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - frame: Motion and ground reaction; all numbers finite.
  ///   - solution: Receives the result; made for the same model.
  public mutating func solve(
    _ frame: GaitMotion.Frame,
    into solution: inout WalkingFrameSolution
  ) {
    analysis.solve(frame, into: &solution)
  }

  /// Analyses all frames of a motion, the first one without a guess.
  ///
  /// - Parameter motion: Motion and ground reaction; all numbers finite.
  /// - Returns: One solution a frame.
  public mutating func solve(_ motion: GaitMotion) -> [WalkingFrameSolution] {
    analysis.reset()
    return motion.frames.map { frame in
      var solution = WalkingFrameSolution(for: analysis.model)
      analysis.solve(frame, into: &solution)
      return solution
    }
  }
}
