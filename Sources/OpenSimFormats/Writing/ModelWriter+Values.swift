// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension ModelWriter {
  func named(_ tag: String, _ name: String, _ children: [DocumentElement]) -> DocumentElement {
    DocumentElement(
      tag,
      attributes: [DocumentElement.Attribute(name: "name", value: name)],
      children: children
    )
  }

  /// A set with the name that paths use for it.
  func set(_ tag: String, _ objects: [DocumentElement]) -> DocumentElement {
    named(
      tag,
      tag.lowercased(),
      [DocumentElement("objects", children: objects), DocumentElement("groups")]
    )
  }

  /// A list of objects, left out when it is empty.
  func list(_ tag: String, _ objects: [DocumentElement]) -> [DocumentElement] {
    objects.isEmpty ? [] : [DocumentElement(tag, children: objects)]
  }

  func leaf(_ tag: String, _ text: String) -> DocumentElement { DocumentElement(tag, text: text) }

  func leaf(_ tag: String, _ flag: Bool) -> DocumentElement { leaf(tag, flag ? "true" : "false") }

  func leaf(_ tag: String, _ number: Double) -> DocumentElement { leaf(tag, numbers([number])) }

  func leaf(_ tag: String, _ triple: SIMD3<Double>) -> DocumentElement {
    leaf(tag, numbers(vector(triple)))
  }

  func vector(_ triple: SIMD3<Double>) -> [Double] { [triple.x, triple.y, triple.z] }

  /// Numbers in the shortest form that reads back to the same.
  func numbers(_ numbers: [Double]) -> String {
    numbers.map { number in
      number == .infinity ? "Inf" : number == -.infinity ? "-Inf" : "\(number)"
    }.joined(separator: " ")
  }

  /// A property that holds a function.
  func property(
    _ name: String,
    _ function: OpenSimModelDocument.ScalarFunction
  ) -> DocumentElement {
    DocumentElement(name, children: [element(function)])
  }

  private func element(_ function: OpenSimModelDocument.ScalarFunction) -> DocumentElement {
    switch function {
    case .constant(let value):
      return DocumentElement("Constant", children: [leaf("value", value)])
    case .linear(let slopes, let intercept):
      return DocumentElement(
        "LinearFunction",
        children: [leaf("coefficients", numbers(slopes + [intercept]))]
      )
    case .polynomial(let coefficients):
      return DocumentElement(
        "PolynomialFunction",
        children: [leaf("coefficients", numbers(coefficients.reversed()))]
      )
    case .scaled(let inner, by: let factor):
      return DocumentElement(
        "MultiplierFunction",
        children: [property("function", inner), leaf("scale", factor)]
      )
    case .simmSpline(let points):
      return DocumentElement("SimmSpline", children: lists(points))
    case .piecewiseLinear(let points):
      return DocumentElement("PiecewiseLinearFunction", children: lists(points))
    case .piecewiseConstant(let points):
      return DocumentElement("PiecewiseConstantFunction", children: lists(points))
    case .naturalSpline(let degree, let points):
      let ones = [Double](repeating: 1, count: points.arguments.count)
      return DocumentElement(
        "GCVSpline",
        children: [leaf("half_order", "\((degree + 1) / 2)"), leaf("error_variance", 0.0)]
          + lists(points) + [leaf("weights", numbers(ones))]
      )
    case .step(let startTime, let endTime, let startValue, let endValue):
      return DocumentElement(
        "StepFunction",
        children: [
          leaf("start_time", startTime), leaf("end_time", endTime),
          leaf("start_value", startValue), leaf("end_value", endValue),
        ]
      )
    case .sine(let amplitude, let omega, let phase, let offset):
      return DocumentElement(
        "Sine",
        children: [
          leaf("amplitude", amplitude), leaf("omega", omega), leaf("phase", phase),
          leaf("offset", offset),
        ]
      )
    case .unknown(let kind, _):
      return DocumentElement(kind)
    }
  }

  private func lists(
    _ points: OpenSimModelDocument.ScalarFunction.Points
  ) -> [DocumentElement] {
    [leaf("x", numbers(points.arguments)), leaf("y", numbers(points.values))]
  }
}
