// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// That the loaded system returns after a small push: its stiffness is positive in every direction.
///
/// The stiffness is linear in the activations, K(a) = K_0 + sum_i a_i K_i: passive and geometric
/// stiffness in K_0, and in K_i what muscle i adds at full activation. All are symmetric, in
/// newton metres per radian.
public struct StabilityRequirement: Sendable, Hashable, Codable {
  /// K_0, in newton metres per radian.
  public var constant: Matrix

  /// K_i of each muscle, in newton metres per radian at full activation.
  public var perActivation: [Matrix]

  /// The least stiffness in any direction, in newton metres per radian.
  public var margin: Double

  /// Makes a requirement from K_0 and the K_i, and the margin in newton metres per radian.
  public init(constant: Matrix, perActivation: [Matrix], margin: Double = 0) {
    precondition(constant.isSquare, "a stiffness of \(constant.rows) by \(constant.columns)")
    for (i, matrix) in perActivation.enumerated() {
      precondition(
        matrix.rows == constant.rows && matrix.columns == constant.columns,
        "the stiffness of muscle \(i) is \(matrix.rows) by \(matrix.columns)"
      )
    }
    self.constant = constant
    self.perActivation = perActivation
    self.margin = margin
  }
}

extension StabilityRequirement: StiffnessModel {
  /// The number of coordinates of the stiffness.
  public var coordinateCount: Int { constant.rows }

  /// Writes K(a) by columns.
  public borrowing func computeStiffness(
    activations: borrowing Span<Double>,
    into stiffness: inout MutableSpan<Double>
  ) {
    for k in 0..<stiffness.count { stiffness[k] = constant.elements[k] }
    for i in 0..<perActivation.count {
      let activation = activations[i]
      if activation == 0 { continue }
      for k in 0..<stiffness.count { stiffness[k] += activation * perActivation[i].elements[k] }
    }
  }

  /// Writes v'K_i v of each muscle and returns v'K_0 v.
  public borrowing func computeCurvature(
    along direction: borrowing Span<Double>,
    into perMuscle: inout MutableSpan<Double>
  ) -> Double {
    for i in 0..<perActivation.count {
      perMuscle[i] = Self.quadraticForm(perActivation[i], direction)
    }
    return Self.quadraticForm(constant, direction)
  }

  private static func quadraticForm(
    _ matrix: borrowing Matrix,
    _ vector: borrowing Span<Double>
  ) -> Double {
    var sum = 0.0
    for j in 0..<matrix.columns {
      var column = 0.0
      for i in 0..<matrix.rows { column += matrix[i, j] * vector[i] }
      sum += column * vector[j]
    }
    return sum
  }
}
