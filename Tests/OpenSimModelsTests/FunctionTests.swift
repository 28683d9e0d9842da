// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Functions of model files")
struct FunctionTests {
  /// The place of a slider that a function of its coordinate moves.
  private func value(_ function: String, at argument: Double) throws -> Double {
    let model = try SmallModel(joints: [
      SmallModel.joint(
        "CustomJoint",
        coordinates: ["a"],
        parts: SmallModel.transform([("translation1", "1 0 0", "a", function)])
      )
    ]).model()
    return try #require(model.transform(of: "link", at: [argument])).translation.x
  }

  private func expect(
    _ function: String,
    _ pairs: [(Double, Double)],
    tolerance: Double = 1e-14,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (argument, value) in pairs {
      let found = try self.value(function, at: argument)
      #expect(
        isClose(found, value, absolute: tolerance),
        "\(argument): \(found), \(value)",
        sourceLocation: sourceLocation
      )
    }
  }

  private func points(_ tag: String, _ x: [Double], _ y: [Double], _ more: String = "") -> String {
    func list(_ numbers: [Double]) -> String { numbers.map { "\($0)" }.joined(separator: " ") }
    return "<\(tag)><x>\(list(x))</x><y>\(list(y))</y>\(more)</\(tag)>"
  }

  @Test("Lines, polynomials by descending power, factors, steps and sines")
  func simple() throws {
    try expect(
      "<LinearFunction><coefficients>2 0.5</coefficients></LinearFunction>",
      [(3, 6.5)]
    )
    try expect(
      "<PolynomialFunction><coefficients>2 0 -1 4</coefficients></PolynomialFunction>",
      [(2, 18), (0, 4)]
    )
    try expect(
      "<MultiplierFunction><function><LinearFunction><coefficients>2 0.5</coefficients>"
        + "</LinearFunction></function><scale>-3</scale></MultiplierFunction>",
      [(1, -7.5)]
    )
    try expect(
      "<StepFunction><start_time>1</start_time><end_time>3</end_time><start_value>2</start_value>"
        + "<end_value>6</end_value></StepFunction>",
      [(0, 2), (1, 2), (2, 4), (3, 6), (9, 6)]
    )
    try expect(
      "<Sine><amplitude>2</amplitude><omega>3</omega><phase>0.4</phase><offset>1</offset></Sine>",
      [(0.7, 2 * sin(2.5) + 1)]
    )
  }

  @Test("Straight lines and steps between points")
  func piecewise() throws {
    try expect(
      points("PiecewiseLinearFunction", [0, 1, 3], [1, 2, 0]),
      [(-1, 0), (0.5, 1.5), (1, 2), (2, 1), (5, -2)]
    )
    try expect(points("PiecewiseLinearFunction", [1], [4]) + "", [], tolerance: 0)
    try expect(
      points("PiecewiseConstantFunction", [0, 1, 3], [1, 2, 0]),
      [(-1, 1), (0, 1), (0.9, 1), (1, 2), (2.9, 2), (3, 0), (9, 0)]
    )
  }

  @Test("A SIMM spline is a cubic where its points lie on one, and a line beyond its ends")
  func simmSplineOfCubic() throws {
    func cubic(_ x: Double) -> Double { 2 - x + 0.5 * x * x - 0.25 * x * x * x }
    func slope(_ x: Double) -> Double { -1 + x - 0.75 * x * x }
    let x = [-2, -1.2, -0.1, 0.5, 1.3, 2.5]
    for tag in ["SimmSpline", "NaturalCubicSpline", "natCubicSpline"] {
      try expect(
        points(tag, x, x.map(cubic)),
        [-2, -1.7, -0.5, 0, 0.9, 1.8, 2.5].map { ($0, cubic($0)) } + [
          (-3, cubic(-2) - slope(-2)), (4, cubic(2.5) + 1.5 * slope(2.5)),
        ],
        tolerance: 1e-12
      )
    }
    // Two points give a line, three their parabola with the slopes of its ends beyond them.
    try expect(points("SimmSpline", [0, 2], [1, 2]), [(-2, 0), (1, 1.5), (4, 3)])
    try expect(points("SimmSpline", [0, 1, 3], [0, 1, 9]), [(2, 4), (-1, 0), (4, 15)])
  }

  @Test("A SIMM spline of four points that are no cubic of theirs is that cubic")
  func simmSplineOfFourPoints() throws {
    // Through four points there is one cubic, and both end conditions ask for its third derivative.
    let x = [0, 1, 2, 4.0]
    let y = [1, -2, 0.5, 3]
    func lagrange(_ t: Double) -> Double {
      var sum = 0.0
      for i in x.indices {
        var term = y[i]
        for j in x.indices where j != i { term *= (t - x[j]) / (x[i] - x[j]) }
        sum += term
      }
      return sum
    }
    try expect(
      points("SimmSpline", x, y),
      [0.3, 1.5, 2.2, 3.9].map { ($0, lagrange($0)) },
      tolerance: 1e-13
    )
  }

  @Test("A GCV spline without a variance is the natural spline of its degree")
  func naturalSpline() throws {
    // A parabola has third and higher derivatives zero: the natural spline of degree 5 keeps it, also
    // beyond its ends.
    func parabola(_ x: Double) -> Double { 1 - 2 * x + 0.5 * x * x }
    let x = [0, 0.4, 1.1, 1.5, 2.2, 3, 3.3]
    try expect(
      points("GCVSpline", x, x.map(parabola), "<half_order>3</half_order>"),
      [-1, 0.2, 1.3, 2.9, 4].map { ($0, parabola($0)) },
      tolerance: 1e-11
    )
    let error = try #require(throws: DocumentError.self) {
      try value(
        points("GCVSpline", x, x, "<error_variance>0.1</error_variance>"),
        at: 0
      )
    }
    #expect(error.code == .unsupported)
  }

  @Test("Functions that are unknown or have impossible points end in one error with its line")
  func faults() throws {
    let cases: [(String, DocumentError.Code)] = [
      ("<ExpressionFunction><expression>x^2</expression></ExpressionFunction>", .unsupported),
      ("<SimmSpline><x>0 1 1</x><y>0 1 2</y></SimmSpline>", .invalidValue),
      ("<SimmSpline><x>0 2 1</x><y>0 1 2</y></SimmSpline>", .invalidValue),
      ("<SimmSpline><x>0 1</x><y>0 1 2</y></SimmSpline>", .inconsistent),
      ("<SimmSpline><x>0</x><y>0</y></SimmSpline>", .invalidValue),
      ("<SimmSpline><x>0 nan</x><y>0 1</y></SimmSpline>", .invalidValue),
      ("<SimmSpline><x>0 1</x><y>0 inf</y></SimmSpline>", .invalidValue),
      ("<LinearFunction><coefficients>1</coefficients></LinearFunction>", .invalidValue),
      ("<LinearFunction><coefficients>1 2 3</coefficients></LinearFunction>", .inconsistent),
      ("<MultiplierFunction><scale>2</scale></MultiplierFunction>", .missing),
      ("<GCVSpline><half_order>9</half_order></GCVSpline>", .invalidValue),
    ]
    for (function, code) in cases {
      let error = try #require(throws: DocumentError.self) { try value(function, at: 0) }
      #expect(error.code == code, "\(function): \(error)")
      #expect(error.line != nil)
    }
  }
}
