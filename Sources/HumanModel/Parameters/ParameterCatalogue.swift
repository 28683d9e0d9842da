// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import Provenance

/// All parameters of the built-in model, in a fixed order.
///
/// The only place where the model's constants stand: scalar parameters first, then the cylinders
/// that muscles wrap, then the fascicles of the right side (cross-section, optimal fibre length,
/// pennation, points of the path). The left side mirrors the right one.
public struct ParameterCatalogue: Sendable {
  /// The parameters in the order in which `psoas parameters` prints them.
  public let definitions: [ParameterDefinition]

  /// The muscles of the right side, with the places of their parameters; those that cross neither
  /// spine nor hip stand last.
  public let muscles: [MuscleEntry]

  /// How many of the muscles cross the spine or a hip, the first ones.
  let trunkAndHipCount: Int

  /// The cylinders of the right side, with the places of their parameters.
  let wraps: [WrapEntry]

  private let positions: [String: Int]

  /// The catalogue of this version of the package.
  public static let standard = ParameterCatalogue()

  /// The works that the parameters cite, in the order of first citation.
  public var bibliography: Bibliography {
    Bibliography(of: definitions.map(\.standard.source))
  }

  /// The parameter with a name, or nil.
  public subscript(name: String) -> ParameterID? {
    positions[name].map(ParameterID.init(index:))
  }

  /// A parameter that this package itself names.
  ///
  /// - Precondition: the name exists.
  func required(_ name: String) -> ParameterID {
    guard let id = self[name] else { preconditionFailure("no parameter is named '\(name)'") }
    return id
  }

  private init() {
    let references = ReferenceReader.read(ReferenceTable.text)
    var definitions: [ParameterDefinition] = []
    for text in [
      ScalarTable.text, LandmarkTable.text, PostureTable.text, SwingTable.text,
    ] {
      definitions += ScalarReader.read(text, references: references)
    }
    let wraps = WrapTableReader.read(WrapTable.text, references: references, into: &definitions)
    var muscles: [MuscleEntry] = []
    let file = MuscleTableReader(references: references, wraps: wraps.places)
    for text in [PsoasTable.text, TrunkMuscleTable.text, HipMuscleTable.text] {
      file.read(text, into: &definitions, muscles: &muscles)
    }
    trunkAndHipCount = muscles.count
    file.read(LegMuscleTable.text, into: &definitions, muscles: &muscles)
    var positions: [String: Int] = [:]
    for (index, definition) in definitions.enumerated() {
      precondition(
        positions.updateValue(index, forKey: definition.name) == nil,
        "two parameters are named '\(definition.name)'"
      )
    }
    for index in muscles.indices {
      let group = muscles[index].group.rawValue
      guard
        let place = positions["\(group).\(muscles[index].label).neutral_fibre_length"]
          ?? positions["\(group).neutral_fibre_length"]
          ?? positions["muscle.neutral_fibre_length"]
      else { preconditionFailure("no neutral fibre length for '\(muscles[index].name)'") }
      muscles[index].neutralFibre = place
    }
    self.definitions = definitions
    self.muscles = muscles
    self.wraps = wraps.entries
    self.positions = positions
  }
}
