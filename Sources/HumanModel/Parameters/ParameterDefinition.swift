// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import Provenance

/// One parameter of the model: its name, and its default with spread and source.
public struct ParameterDefinition: Sendable, Equatable {
  /// The name by which studies and files address it, such as `disc.L4-L5.area`.
  public let name: String

  /// The default, in SI units, with spread, population and source.
  public let standard: SourcedValue

  /// Makes a definition.
  public init(name: String, standard: SourcedValue) {
    self.name = name
    self.standard = standard
  }

  /// The values that a file or a study may give it, in the same unit.
  ///
  /// They follow from the name and the unit.
  public var allowed: ClosedRange<Double> {
    ParameterLimits.allowed(name: name, unit: standard.unit, standard: standard.value)
  }
}

/// The place of a parameter in the list of all parameters.
public struct ParameterID: Sendable, Hashable {
  /// Position in ``ParameterCatalogue/definitions``.
  public let index: Int

  init(index: Int) { self.index = index }
}
