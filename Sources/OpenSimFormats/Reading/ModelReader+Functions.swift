// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelReader {
  typealias Function = OpenSimModelDocument.ScalarFunction

  /// The classes of functions that are known.
  static let functionTags: Set<String> = [
    "Constant", "LinearFunction", "PolynomialFunction", "MultiplierFunction", "SimmSpline",
    "NaturalCubicSpline", "natCubicSpline", "PiecewiseLinearFunction", "PiecewiseConstantFunction",
    "GCVSpline", "StepFunction", "Sine",
  ]

  static func isFunction(_ tag: String) -> Bool {
    functionTags.contains(tag) || tag.hasSuffix("Function") || tag.hasSuffix("Spline")
  }

  /// The element of the function that a property holds, in either dialect:
  /// `<property><Class/></property>` or `<Class name="property"/>`.
  func functionElement(_ name: String, of element: DocumentElement) -> DocumentElement? {
    for child in element.children {
      if child.tag == name { return child.children.first }
      if child.attribute("name") == name, ModelReader.isFunction(child.tag) { return child }
    }
    return nil
  }

  func readFunction(_ element: DocumentElement) throws(DocumentError) -> Function {
    switch element.tag {
    case "Constant":
      return .constant(try number(of: element, "value") ?? 0)
    case "LinearFunction":
      let coefficients = try numbers(of: element, "coefficients") ?? [1, 0]
      guard let intercept = coefficients.last, coefficients.count >= 2 else {
        throw element.error(
          .invalidValue,
          "found \(coefficients.count) coefficients; allowed: the slopes and an intercept"
        )
      }
      return .linear(slopes: coefficients.dropLast(), intercept: intercept)
    case "PolynomialFunction":
      return .polynomial((try numbers(of: element, "coefficients") ?? [0]).reversed())
    case "MultiplierFunction":
      guard let inner = functionElement("function", of: element) else {
        throw element.error(.missing, "found no <function>; add the function that is multiplied")
      }
      return .scaled(try readFunction(inner), by: try number(of: element, "scale") ?? 1)
    // Up to 3.2 a SIMM spline was called natural.
    case "SimmSpline", "NaturalCubicSpline", "natCubicSpline":
      return .simmSpline(try points(of: element, least: 2))
    case "PiecewiseLinearFunction":
      return .piecewiseLinear(try points(of: element, least: 1))
    case "PiecewiseConstantFunction":
      return .piecewiseConstant(try points(of: element, least: 1))
    case "GCVSpline":
      return try readNaturalSpline(element)
    case "StepFunction":
      return .step(
        startTime: try number(of: element, "start_time") ?? 0,
        endTime: try number(of: element, "end_time") ?? 1,
        startValue: try number(of: element, "start_value") ?? 0,
        endValue: try number(of: element, "end_value") ?? 1
      )
    case "Sine":
      return .sine(
        amplitude: try number(of: element, "amplitude") ?? 1,
        omega: try number(of: element, "omega") ?? 1,
        phase: try number(of: element, "phase") ?? 0,
        offset: try number(of: element, "offset") ?? 0
      )
    default:
      return .unknown(element.tag, element.position)
    }
  }

  private func readNaturalSpline(_ element: DocumentElement) throws(DocumentError) -> Function {
    let halfOrder = try number(of: element, "half_order") ?? 3
    guard [1, 2, 3, 4].contains(halfOrder) else {
      throw element.error(.invalidValue, "found the half order \(halfOrder); allowed: 1, 2, 3 or 4")
    }
    let points = try points(of: element, least: 2 * Int(halfOrder))
    // A variance other than zero asks for a smooth curve beside the points.
    if let variance = try number(of: element, "error_variance"), variance != 0 {
      return .unknown("GCVSpline with an error_variance", element.position)
    }
    return .naturalSpline(degree: 2 * Int(halfOrder) - 1, points)
  }

  private func numbers(
    of element: DocumentElement,
    _ tag: String
  ) throws(DocumentError) -> [Double]? {
    guard let part = part(of: element, tag) else { return nil }
    return try value(part).numbers()
  }

  private func points(
    of element: DocumentElement,
    least: Int
  ) throws(DocumentError) -> Function.Points {
    let arguments = try numbers(of: element, "x") ?? []
    let values = try numbers(of: element, "y") ?? []
    guard arguments.count == values.count else {
      throw element.error(
        .inconsistent,
        "found \(arguments.count) numbers in <x> and \(values.count) in <y>; allowed: as many in both"
      )
    }
    guard arguments.count >= least else {
      throw element.error(
        .invalidValue,
        "found \(arguments.count) points; allowed: at least \(least)"
      )
    }
    for (earlier, later) in zip(arguments, arguments.dropFirst()) where earlier >= later {
      throw element.error(
        .invalidValue,
        "found \(later) after \(earlier) in <x>; allowed: numbers that ascend"
      )
    }
    return Function.Points(arguments: arguments, values: values)
  }
}
