// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The functions of a model in flat storage, so that evaluating one neither allocates nor counts
/// references (except for functions that the user supplies).
final class FunctionTable: @unchecked Sendable {
  // Unchecked: everything is written in `init` and only read afterwards.

  private enum Form {
    case constant
    case linear
    case polynomial
    case custom
  }

  private struct Record {
    var form: Form
    var start: Int
    var count: Int
  }

  /// A value with its first and second derivative.
  struct Value {
    var value: Double
    var first: Double
    var second: Double
  }

  /// True when there is no function.
  let isEmpty: Bool
  private let records: UnsafeMutablePointer<Record>
  private let numbers: UnsafeMutablePointer<Double>
  private let custom: [any ScalarFunction]

  init(_ functions: [CoordinateFunction]) {
    var records: [Record] = []
    var numbers: [Double] = []
    var custom: [any ScalarFunction] = []
    for function in functions {
      switch function {
      case .constant(let value):
        records.append(Record(form: .constant, start: numbers.count, count: 1))
        numbers.append(value)
      case .linear(let slope, let intercept):
        records.append(Record(form: .linear, start: numbers.count, count: 2))
        numbers += [intercept, slope]
      case .polynomial(let coefficients):
        records.append(
          Record(form: .polynomial, start: numbers.count, count: coefficients.count)
        )
        numbers += coefficients
      case .custom(let function):
        records.append(Record(form: .custom, start: custom.count, count: 1))
        custom.append(function)
      }
    }
    self.records = .allocate(capacity: max(records.count, 1))
    self.records.initialize(from: records, count: records.count)
    self.numbers = .allocate(capacity: max(numbers.count, 1))
    self.numbers.initialize(from: numbers, count: numbers.count)
    self.custom = custom
    isEmpty = records.isEmpty
  }

  deinit {
    records.deallocate()
    numbers.deallocate()
  }

  /// The value and derivatives of the function at an index of the list given to `init`.
  func evaluate(_ index: Int, at x: Double) -> Value {
    let record = records[index]
    let c = numbers + record.start
    switch record.form {
    case .constant: return Value(value: c[0], first: 0, second: 0)
    case .linear: return Value(value: c[0] + c[1] * x, first: c[1], second: 0)
    case .polynomial:
      // Horner's scheme for the polynomial and its first two derivatives at once.
      var value = 0.0
      var first = 0.0
      var halfSecond = 0.0
      var power = record.count - 1
      while power >= 0 {
        halfSecond = halfSecond * x + first
        first = first * x + value
        value = value * x + c[power]
        power -= 1
      }
      return Value(value: value, first: first, second: 2 * halfSecond)
    case .custom:
      let function = custom[record.start]
      return Value(
        value: function.value(at: x),
        first: function.firstDerivative(at: x),
        second: function.secondDerivative(at: x)
      )
    }
  }
}
