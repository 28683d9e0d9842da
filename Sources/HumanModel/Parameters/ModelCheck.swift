// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LumbarSpine

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

extension HumanModel {
  /// Says whether a subject and parameters make a model together.
  ///
  /// Values that each lie in their range can still contradict each other: group means of incidence
  /// that do not rise, inertias that no body has, muscles without length. A model of parameters
  /// that came from outside must be checked before it is built.
  ///
  /// - Parameters:
  ///   - subject: The person.
  ///   - parameters: Values inside the ranges of ``ParameterDefinition/allowed``.
  /// - Throws: ``ParameterError/noModel(_:)`` with the reason in words.
  public static func check(
    _ subject: Subject,
    parameters: ModelParameters
  ) throws(ParameterError) {
    try parameters.checkRhythms()
    try parameters.checkTrunk()
    try parameters.checkLordosis(of: subject)
    var workspace = RebuildWorkspace(
      ModelMake(musculature: .trunkAndLegs, psoasReachesFemur: true)
    )
    // The reference geometry gives the lengths from which fibres are scaled.
    for person in [subject, nil] { try checkGeometry(of: person, parameters, using: &workspace) }
    try parameters.checkPennation()
  }

  private static func checkGeometry(
    of subject: Subject?,
    _ parameters: ModelParameters,
    using workspace: inout RebuildWorkspace
  ) throws(ParameterError) {
    do {
      try workspace.reference.rebuild(of: subject, parameters: parameters)
    } catch {
      throw .noModel("the bodies do not make a skeleton: \(error)")
    }
    workspace.measureReference()
    for (muscle, length) in workspace.referenceLengths.enumerated()
    where !(length > shortestPath && length.isFinite) {
      let entries = ParameterCatalogue.standard.muscles
      throw .noModel("the path of \(entries[muscle % entries.count].name) has no length")
    }
  }

  /// Shortest path of a muscle, in metres; chosen, far below any fascicle.
  private static let shortestPath = 1e-3
}

extension ModelParameters {
  fileprivate func checkRhythms() throws(ParameterError) {
    for choice in ["lfb", "christophy"] {
      let names = LumbarLevel.allCases.dropLast().map { "rhythm.\(choice).\($0.name)" }
      guard names.contains(where: { self[$0] > 0 }) else {
        throw .noModel("one of \(names.joined(separator: ", ")) must be above zero")
      }
    }
  }

  fileprivate func checkTrunk() throws(ParameterError) {
    for sex in Subject.Sex.allCases.map(\.rawValue) {
      let lower = "segment.omphalion_height.\(sex)"
      let upper = "segment.xiphion_height.\(sex)"
      guard self[lower] < self[upper] else { throw .noModel("\(lower) must lie below \(upper)") }
    }
  }

  fileprivate func checkLordosis(of subject: Subject) throws(ParameterError) {
    let names = ["low", "middle", "high"].map { "lordosis.\($0).incidence" }
    guard self[names[0]] < self[names[1]], self[names[1]] < self[names[2]] else {
      throw .noModel("\(names.joined(separator: ", ")) must rise")
    }
    let angles = segmentalLordosisNorm.angles(
      atIncidence: subject.spinopelvic.pelvicIncidence,
      lordosis: subject.lumbarLordosis
    )
    guard angles.allSatisfy({ abs($0) <= .pi / 2 }) else {
      throw .noModel("the segments cannot share the lordosis: their means hardly sum to one")
    }
  }

  fileprivate func checkPennation() throws(ParameterError) {
    for entry in ParameterCatalogue.standard.muscles {
      let fibre = values[entry.neutralFibre]
      guard sin(values[entry.first + 2]) < 0.99 * fibre else {
        let name = ParameterCatalogue.standard.definitions[entry.first + 2].name
        throw .noModel("\(name) is too large for a neutral fibre length of \(fibre)")
      }
    }
  }
}
