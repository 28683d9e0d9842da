// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods

/// The functions of a model in flat storage, so that evaluating one neither allocates nor counts
/// references (except for functions that the user supplies).
final class FunctionTable: @unchecked Sendable {
  // Unchecked: written in `init`, and by the one model that holds it before it is shared.

  private enum Form {
    case constant
    case linear
    case polynomial
    case pieces
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
  private let counts: (records: Int, numbers: Int)

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
      case .piecewisePolynomial(let function):
        records.append(
          Record(form: .pieces, start: numbers.count, count: function.breaks.count)
        )
        numbers += FunctionTable.flattened(function)
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
    counts = (records.count, numbers.count)
    isEmpty = records.isEmpty
  }

  /// A copy that shares nothing that can change.
  init(copying other: FunctionTable) {
    counts = other.counts
    isEmpty = other.isEmpty
    custom = other.custom
    records = .allocate(capacity: max(counts.records, 1))
    records.initialize(from: other.records, count: counts.records)
    numbers = .allocate(capacity: max(counts.numbers, 1))
    numbers.initialize(from: other.numbers, count: counts.numbers)
  }

  deinit {
    records.deallocate()
    numbers.deallocate()
  }

  /// Replaces the slope of a linear function; false when the function is of another kind.
  func setSlope(_ slope: Double, ofFunction index: Int) -> Bool {
    guard records[index].form == .linear else { return false }
    numbers[records[index].start + 1] = slope
    return true
  }

  /// The value and derivatives of the function at an index of the list given to `init`.
  func evaluate(_ index: Int, at x: Double) -> Value {
    let record = records[index]
    let c = numbers + record.start
    switch record.form {
    case .constant: return Value(value: c[0], first: 0, second: 0)
    case .linear: return Value(value: c[0] + c[1] * x, first: c[1], second: 0)
    case .polynomial: return horner(c, record.count, x)
    case .pieces:
      // The layout is that of `flattened(_:)`.
      let width = Int(c[0])
      let breaks = c + 1
      var low = 0
      var high = record.count
      while low < high {
        let middle = (low + high) / 2
        if breaks[middle] <= x { low = middle + 1 } else { high = middle }
      }
      let piece = breaks + record.count + low * (width + 1)
      return horner(piece + 1, width, x - piece[0])
    case .custom:
      let function = custom[record.start]
      return Value(
        value: function.value(at: x),
        first: function.firstDerivative(at: x),
        second: function.secondDerivative(at: x)
      )
    }
  }

  /// Horner's scheme for a polynomial and its first two derivatives at once.
  @inline(__always)
  private func horner(_ c: UnsafePointer<Double>, _ count: Int, _ x: Double) -> Value {
    var value = 0.0
    var first = 0.0
    var halfSecond = 0.0
    var power = count - 1
    while power >= 0 {
      halfSecond = halfSecond * x + first
      first = first * x + value
      value = value * x + c[power]
      power -= 1
    }
    return Value(value: value, first: first, second: 2 * halfSecond)
  }

  /// The number of coefficients of the longest piece, the break points, then of each piece its origin and
  /// its coefficients, filled up with zeros.
  private static func flattened(_ function: PiecewisePolynomial) -> [Double] {
    let width = function.pieces.map(\.coefficients.count).max() ?? 1
    var numbers = [Double(width)] + function.breaks
    for piece in function.pieces {
      numbers.append(piece.origin)
      numbers += piece.coefficients
      numbers += [Double](repeating: 0, count: width - piece.coefficients.count)
    }
    return numbers
  }
}
