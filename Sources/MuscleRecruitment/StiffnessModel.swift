// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The stiffness of a loaded system as a function of the activations, linear in them.
///
/// K(a) = K_0 + sum_i a_i K_i, symmetric, in newton metres per radian.
public protocol StiffnessModel: ~Copyable {
  /// The number of coordinates, the order of K.
  var coordinateCount: Int { get }

  /// Writes K(a) by columns, in newton metres per radian.
  ///
  /// - Parameters:
  ///   - activations: One a muscle, dimensionless.
  ///   - stiffness: Receives `coordinateCount * coordinateCount` entries.
  borrowing func computeStiffness(
    activations: borrowing Span<Double>,
    into stiffness: inout MutableSpan<Double>
  )

  /// Writes v'K_i v of each muscle and returns v'K_0 v, in newton metres per radian.
  ///
  /// - Parameters:
  ///   - direction: v, of length one; one component a coordinate.
  ///   - perMuscle: Receives v'K_i v, one a muscle.
  /// - Returns: v'K_0 v.
  borrowing func computeCurvature(
    along direction: borrowing Span<Double>,
    into perMuscle: inout MutableSpan<Double>
  ) -> Double
}
