// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MultibodyDynamics
internal import NumericalMethods
internal import OpenSimFormats

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Turns functions of a document into functions of a coordinate.
enum FunctionConversion {
  /// The function of one number that a document states.
  ///
  /// - Parameters:
  ///   - function: The function of the document.
  ///   - element: What it belongs to, for errors.
  ///   - position: Where that stands.
  /// - Returns: The function with two derivatives everywhere.
  /// - Throws: `DocumentError` when the function is not known, or has several arguments.
  static func function(
    _ function: OpenSimModelDocument.ScalarFunction,
    of element: String,
    _ position: DocumentPosition
  ) throws(DocumentError) -> CoordinateFunction {
    switch function {
    case .constant(let value):
      return .constant(value)
    case .linear(let slopes, let intercept):
      guard slopes.count == 1 else {
        throw DocumentError(
          .inconsistent,
          "found a LinearFunction with \(slopes.count) slopes of one coordinate; allowed: one slope and an "
            + "intercept",
          element: element,
          at: position
        )
      }
      return .linear(slope: slopes[0], intercept: intercept)
    case .polynomial(let coefficients):
      return .polynomial(coefficients)
    case .scaled(let inner, by: let factor):
      return try self.function(inner, of: element, position).scaled(by: factor)
    case .simmSpline(let points):
      let (breaks, pieces) = SimmSpline.pieces(through: points)
      return .pieces(breaks, pieces)
    case .piecewiseLinear(let points):
      return lines(through: points)
    case .piecewiseConstant(let points):
      return steps(through: points)
    case .naturalSpline(let degree, let points):
      return try naturalSpline(degree: degree, points, of: element, position)
    case .step(let startTime, let endTime, let startValue, let endValue):
      guard startTime < endTime else {
        throw DocumentError(
          .invalidValue,
          "found a step from \(startTime) to \(endTime); allowed: an end after the start",
          element: element,
          at: position
        )
      }
      return smoothStep(from: startTime, to: endTime, startValue, endValue)
    case .sine(let amplitude, let omega, let phase, let offset):
      return .custom(
        Sinusoid(amplitude: amplitude, omega: omega, phase: phase, offset: offset)
      )
    case .unknown(let kind, let place):
      throw DocumentError(
        .unsupported,
        "found the function \(kind); allowed: Constant, LinearFunction, PolynomialFunction, "
          + "MultiplierFunction, SimmSpline, PiecewiseLinearFunction, PiecewiseConstantFunction, GCVSpline "
          + "without a variance, StepFunction and Sine",
        element: element,
        at: place
      )
    }
  }

  /// Straight lines through points; the first and the last go on.
  private static func lines(
    through points: OpenSimModelDocument.ScalarFunction.Points
  ) -> CoordinateFunction {
    let (x, y) = (points.arguments, points.values)
    guard x.count >= 2 else {
      return .constant(y.first ?? 0)
    }
    let pieces = (0..<x.count - 1).map { k in
      PiecewisePolynomial.Piece(
        origin: x[k],
        coefficients: [y[k], (y[k + 1] - y[k]) / (x[k + 1] - x[k])]
      )
    }
    return .pieces(Array(x[1..<x.count - 1]), pieces)
  }

  /// The value of the last point at or before the argument; before the first, that of the first.
  private static func steps(
    through points: OpenSimModelDocument.ScalarFunction.Points
  ) -> CoordinateFunction {
    .pieces(
      Array(points.arguments.dropFirst()),
      points.values.map { PiecewisePolynomial.Piece(origin: 0, coefficients: [$0]) }
    )
  }

  /// 10 s^3 - 15 s^4 + 6 s^5 between the ends, so that two derivatives are continuous: Simbody's step.
  private static func smoothStep(
    from start: Double,
    to end: Double,
    _ startValue: Double,
    _ endValue: Double
  ) -> CoordinateFunction {
    let width = end - start
    let height = endValue - startValue
    let cubed = width * width * width
    return .pieces(
      [start, end],
      [
        PiecewisePolynomial.Piece(origin: start, coefficients: [startValue]),
        PiecewisePolynomial.Piece(
          origin: start,
          coefficients: [
            startValue, 0, 0, 10 * height / cubed, -15 * height / (cubed * width),
            6 * height / (cubed * width * width),
          ]
        ),
        PiecewisePolynomial.Piece(origin: end, coefficients: [endValue]),
      ]
    )
  }

  private static func naturalSpline(
    degree: Int,
    _ points: OpenSimModelDocument.ScalarFunction.Points,
    of element: String,
    _ position: DocumentPosition
  ) throws(DocumentError) -> CoordinateFunction {
    do throws(SplineError) {
      let spline = try NaturalSpline(
        knots: points.arguments,
        values: points.values,
        degree: NaturalSpline.Degree(rawValue: degree) ?? .quintic
      )
      let samples = points.arguments.map { spline.sample(at: $0) }
      guard samples.allSatisfy({ ($0.value + $0.firstDerivative + $0.secondDerivative).isFinite })
      else { return .constant(.infinity) }
      return .custom(SampledFunction(spline: spline))
    } catch {
      throw DocumentError(.invalidValue, "\(error)", element: element, at: position)
    }
  }
}

/// amplitude sin(omega x + phase) + offset.
private struct Sinusoid: ScalarFunction {
  var amplitude: Double
  var omega: Double
  var phase: Double
  var offset: Double

  func value(at x: Double) -> Double { amplitude * sin(omega * x + phase) + offset }
  func firstDerivative(at x: Double) -> Double { amplitude * omega * cos(omega * x + phase) }
  func secondDerivative(at x: Double) -> Double {
    -amplitude * omega * omega * sin(omega * x + phase)
  }
}

/// A natural spline as a function of a coordinate.
private struct SampledFunction: ScalarFunction {
  var spline: NaturalSpline

  func value(at x: Double) -> Double { spline.sample(at: x).value }
  func firstDerivative(at x: Double) -> Double { spline.sample(at: x).firstDerivative }
  func secondDerivative(at x: Double) -> Double { spline.sample(at: x).secondDerivative }
}

/// A function times a factor.
private struct ScaledFunction: ScalarFunction {
  var inner: any ScalarFunction
  var factor: Double

  func value(at x: Double) -> Double { factor * inner.value(at: x) }
  func firstDerivative(at x: Double) -> Double { factor * inner.firstDerivative(at: x) }
  func secondDerivative(at x: Double) -> Double { factor * inner.secondDerivative(at: x) }
}

/// A function of a function.
private struct ComposedFunction: ScalarFunction {
  var outer: CoordinateFunction
  var inner: CoordinateFunction

  func value(at x: Double) -> Double { outer.value(at: inner.value(at: x)) }

  func firstDerivative(at x: Double) -> Double {
    outer.firstDerivative(at: inner.value(at: x)) * inner.firstDerivative(at: x)
  }

  func secondDerivative(at x: Double) -> Double {
    let y = inner.value(at: x)
    let slope = inner.firstDerivative(at: x)
    return outer.secondDerivative(at: y) * slope * slope
      + outer.firstDerivative(at: y) * inner.secondDerivative(at: x)
  }
}

extension CoordinateFunction {
  /// A function made of polynomials; an infinite constant, which no model accepts, where numbers of a file
  /// are so large that a coefficient is not finite.
  static func pieces(
    _ breaks: [Double],
    _ pieces: [PiecewisePolynomial.Piece]
  ) -> CoordinateFunction {
    guard pieces.allSatisfy({ $0.coefficients.allSatisfy(\.isFinite) }) else {
      return .constant(.infinity)
    }
    return .piecewisePolynomial(PiecewisePolynomial(breaks: breaks, pieces: pieces))
  }

  /// The function times a factor.
  func scaled(by factor: Double) -> CoordinateFunction {
    switch self {
    case .constant(let value): .constant(factor * value)
    case .linear(let slope, let intercept):
      .linear(slope: factor * slope, intercept: factor * intercept)
    case .polynomial(let coefficients): .polynomial(coefficients.map { factor * $0 })
    case .piecewisePolynomial(let function):
      .pieces(
        function.breaks,
        function.pieces.map {
          PiecewisePolynomial.Piece(
            origin: $0.origin,
            coefficients: $0.coefficients.map { factor * $0 }
          )
        }
      )
    case .custom(let inner): .custom(ScaledFunction(inner: inner, factor: factor))
    }
  }

  /// This function of another one.
  func composed(with inner: CoordinateFunction) -> CoordinateFunction {
    if case .linear(let slope, let intercept) = self, case .linear(let a, let b) = inner {
      return .linear(slope: slope * a, intercept: slope * b + intercept)
    }
    if case .constant(let value) = inner { return .constant(self.value(at: value)) }
    return .custom(ComposedFunction(outer: self, inner: inner))
  }
}
