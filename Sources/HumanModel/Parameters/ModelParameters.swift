// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Provenance

/// The values of all parameters of the built-in model, in SI units.
///
/// A value type: change a copy, and build a model from it. Names, units, spreads and sources stand
/// in ``ParameterCatalogue``.
public struct ModelParameters: Sendable, Equatable {
  /// The values, in the order of ``ParameterCatalogue/definitions``, each in its SI unit.
  public private(set) var values: [Double]

  /// The default of every parameter.
  public init() {
    values = ParameterCatalogue.standard.definitions.map(\.standard.value)
  }

  /// The defaults with some parameters replaced.
  ///
  /// - Parameter overrides: Name and value, in the parameter's SI unit.
  /// - Throws: ``ParameterError`` for a name that does not exist, or a value that is not finite or
  ///   not among those that ``ParameterDefinition/allowed`` states.
  public init(overriding overrides: [String: Double]) throws(ParameterError) {
    self.init()
    for name in overrides.keys.sorted() {
      guard let id = ParameterCatalogue.standard[name] else {
        throw ParameterError.unknownName(name)
      }
      let value = overrides[name] ?? 0
      guard value.isFinite else { throw ParameterError.notFinite(name) }
      let allowed = ParameterCatalogue.standard.definitions[id.index].allowed
      guard allowed.contains(value) else {
        throw ParameterError.outOfRange(name, found: value, allowed: allowed)
      }
      values[id.index] = value
    }
  }

  /// The value of a parameter, in its SI unit.
  public subscript(id: ParameterID) -> Double {
    get { values[id.index] }
    set { values[id.index] = newValue }
  }

  /// The value of a parameter that must exist, in its SI unit.
  ///
  /// - Precondition: the catalogue has a parameter of this name.
  public subscript(name: String) -> Double {
    get { values[ParameterCatalogue.standard.required(name).index] }
    set { values[ParameterCatalogue.standard.required(name).index] = newValue }
  }

  /// The names and values, in SI units, that differ from the defaults, in the catalogue's order.
  public var overrides: [(name: String, value: Double)] {
    zip(ParameterCatalogue.standard.definitions, values)
      .filter { $0.0.standard.value != $0.1 }
      .map { (name: $0.0.name, value: $0.1) }
  }
}

/// A parameter file or override that names or values a parameter wrongly.
public enum ParameterError: Error, Equatable {
  /// No parameter has this name.
  case unknownName(String)
  /// The value is infinite or not a number.
  case notFinite(String)
  /// The value makes no model on its own; found and allowed values in the parameter's SI unit.
  case outOfRange(String, found: Double, allowed: ClosedRange<Double>)
  /// The values make no model together; in words.
  case noModel(String)
}
