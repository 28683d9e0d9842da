// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import NumericalMethods

/// A function of one number with two derivatives, such as a spline.
public protocol ScalarFunction: Sendable {
  /// The value, in the unit of the function.
  func value(at argument: Double) -> Double

  /// The first derivative, in the unit of the function over that of the argument.
  func firstDerivative(at argument: Double) -> Double

  /// The second derivative, in the unit of the function over that of the argument squared.
  func secondDerivative(at argument: Double) -> Double
}

/// A smooth function of one coordinate: what a joint or a coupling makes of it.
public enum CoordinateFunction: Sendable {
  /// The same value everywhere, in the unit of the function.
  case constant(Double)

  /// slope x + intercept.
  case linear(slope: Double, intercept: Double)

  /// c[0] + c[1] x + c[2] x^2 + ...: coefficients by ascending power.
  case polynomial([Double])

  /// A spline or any other function made of polynomials.
  case piecewisePolynomial(PiecewisePolynomial)

  /// A function that the user supplies.
  case custom(any ScalarFunction)

  /// The function that returns its argument.
  public static var identity: CoordinateFunction { .linear(slope: 1, intercept: 0) }
}

extension CoordinateFunction: ScalarFunction {
  /// The value, in the unit of the function.
  public func value(at argument: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .linear(let slope, let intercept): slope * argument + intercept
    case .polynomial(let coefficients):
      coefficients.reversed().reduce(0) { $0 * argument + $1 }
    case .piecewisePolynomial(let function): function.sample(at: argument).value
    case .custom(let function): function.value(at: argument)
    }
  }

  /// The first derivative, in the unit of the function over that of the argument.
  public func firstDerivative(at argument: Double) -> Double {
    switch self {
    case .constant: return 0
    case .linear(let slope, _): return slope
    case .polynomial(let coefficients):
      var sum = 0.0
      for power in stride(from: coefficients.count - 1, to: 0, by: -1) {
        sum = sum * argument + Double(power) * coefficients[power]
      }
      return sum
    case .piecewisePolynomial(let function): return function.sample(at: argument).firstDerivative
    case .custom(let function): return function.firstDerivative(at: argument)
    }
  }

  /// The second derivative, in the unit of the function over that of the argument squared.
  public func secondDerivative(at argument: Double) -> Double {
    switch self {
    case .constant, .linear: return 0
    case .polynomial(let coefficients):
      var sum = 0.0
      for power in stride(from: coefficients.count - 1, to: 1, by: -1) {
        sum = sum * argument + Double(power * (power - 1)) * coefficients[power]
      }
      return sum
    case .piecewisePolynomial(let function): return function.sample(at: argument).secondDerivative
    case .custom(let function): return function.secondDerivative(at: argument)
    }
  }

  /// True when the value does not depend on the argument.
  public var isConstant: Bool {
    switch self {
    case .constant: true
    case .linear(let slope, _): slope == 0
    case .polynomial(let coefficients): coefficients.dropFirst().allSatisfy { $0 == 0 }
    case .piecewisePolynomial(let function):
      function.pieces.allSatisfy { piece in
        piece.coefficients.dropFirst().allSatisfy { $0 == 0 }
          && piece.coefficients[0] == function.pieces[0].coefficients[0]
      }
    case .custom: false
    }
  }

  /// True when every coefficient is finite; that of pieces is checked when they are made, a custom
  /// function is trusted.
  var isFinite: Bool {
    switch self {
    case .constant(let value): value.isFinite
    case .linear(let slope, let intercept): slope.isFinite && intercept.isFinite
    case .polynomial(let coefficients): coefficients.allSatisfy(\.isFinite)
    case .piecewisePolynomial, .custom: true
    }
  }

  /// True when the function returns its argument or the opposite, up to a constant.
  var isUnitSlope: Bool {
    switch self {
    case .linear(let slope, _): abs(slope) == 1
    default: false
    }
  }
}
