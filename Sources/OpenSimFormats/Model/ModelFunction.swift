// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// A function of one number, or of several where it is linear.
  public indirect enum ScalarFunction: Sendable, Hashable {
    /// The same value everywhere, in the unit of the function.
    case constant(Double)

    /// The sum of slope times argument, plus the intercept.
    case linear(slopes: [Double], intercept: Double)

    /// c[0] + c[1] x + c[2] x^2 + ...: by ascending power, other than in the file.
    case polynomial([Double])

    /// A function times a factor.
    case scaled(ScalarFunction, by: Double)

    /// A cubic spline through points, beyond which it goes on as a straight line.
    ///
    /// Its ends are those of SIMM: not quite a natural spline.
    case simmSpline(Points)

    /// Straight lines between points.
    case piecewiseLinear(Points)

    /// The value of the last point at or before the argument.
    case piecewiseConstant(Points)

    /// A natural spline of a degree (1, 3, 5 or 7) through points.
    case naturalSpline(degree: Int, Points)

    /// A smooth step from `startValue` at `startTime` to `endValue` at `endTime`.
    case step(startTime: Double, endTime: Double, startValue: Double, endValue: Double)

    /// amplitude sin(omega x + phase) + offset.
    case sine(amplitude: Double, omega: Double, phase: Double, offset: Double)

    /// A kind that is not known, with its name in the file and where it stands.
    case unknown(String, DocumentPosition)

    /// Points in order of their arguments.
    public struct Points: Sendable, Hashable {
      /// The arguments, strictly ascending, in the unit of the argument.
      public var arguments: [Double]

      /// The values, in the unit of the function.
      public var values: [Double]

      /// Makes a list of points.
      ///
      /// - Parameters:
      ///   - arguments: Strictly ascending, in the unit of the argument.
      ///   - values: As many, in the unit of the function.
      public init(arguments: [Double], values: [Double]) {
        self.arguments = arguments
        self.values = values
      }
    }
  }
}
