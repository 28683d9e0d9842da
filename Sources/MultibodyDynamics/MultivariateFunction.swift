// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// A smooth function of up to three coordinates of one joint.
///
/// A joint whose angles or displacements are products of functions, such as one on an ellipsoid, needs it.
public protocol MultivariateFunction: Sendable {
  /// The value with its first and second derivatives.
  ///
  /// - Parameter arguments: The coordinates, in radians or metres; components without one are zero.
  /// - Returns: The value, in the unit of the function, and its derivatives.
  func sample(at arguments: Vector3) -> MultivariateSample
}

/// A value of a function of three numbers with its derivatives.
public struct MultivariateSample: Sendable, Hashable {
  /// The value, in the unit of the function.
  public var value: Double

  /// The first derivatives, in the unit of the function over that of the argument.
  public var gradient: Vector3

  /// The symmetric matrix of second derivatives, in the unit of the function over those of two arguments.
  public var hessian: Matrix3

  /// Makes a sample.
  ///
  /// - Parameters:
  ///   - value: The value, in the unit of the function.
  ///   - gradient: Its first derivatives.
  ///   - hessian: The symmetric matrix of its second derivatives.
  public init(value: Double, gradient: Vector3, hessian: Matrix3) {
    self.value = value
    self.gradient = gradient
    self.hessian = hessian
  }
}

/// A function of several coordinates with the coordinates of the model that it depends on.
struct MultivariateStep: Sendable {
  var function: any MultivariateFunction
  /// The coordinates of the model; -1 where there is no argument.
  var first: Int
  var second: Int
  var third: Int
}
