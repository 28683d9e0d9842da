// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// The muscles and actuators that produce a motion.
struct OsimActuatorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Reserve and residual actuators (.xml with a ForceSet); may be repeated.",
      valueName: "file"
    )
  )
  var actuators: [String] = []

  @Option(
    help: """
      Lines of pull where muscles wrap: pieces, as OpenSim applies forces; or length, with moment arms that are \
      minus the derivative of the length.
      """
  )
  var pulls: Pulls = .pieces

  /// The lines of pull as the command names them.
  enum Pulls: String, ExpressibleByArgument, CaseIterable {
    case pieces
    case length

    /// The same for the library.
    var lines: MusclePulls { self == .pieces ? .alongPieces : .ofLength }
  }

  /// A model with its muscles and actuators.
  struct Reading {
    var model: OpenSimModel
    var muscles: OpenSimMuscles
    var reserves: [IdealActuator]
    var passive: OpenSimPassiveForces
  }

  /// Reads the model with its actuators.
  func reading(of options: OsimModelOptions) throws(InputError) -> Reading {
    let document = try options.document(appending: actuators)
    let model = try options.allowances.model(of: document)
    let allowed = options.allowances.neglected
    return try InputError.reading { () throws(DocumentError) in
      let muscles = try OpenSimMuscles(model, neglecting: allowed)
      let passive = try OpenSimPassiveForces(model, neglecting: allowed)
      let known = Set(passive.names)
      var reserves: [IdealActuator] = []
      for force in document.forces where force.isApplied && !force.isMuscle {
        if let reserve = try IdealActuator(force, in: document, of: model) {
          reserves.append(reserve)
          continue
        }
        guard !known.contains(force.name), !allowed.contains(force.name),
          !allowed.contains(force.kind)
        else { continue }
        throw DocumentError(
          .unsupported,
          "found a force that is not supported here; allow '\(force.name)' or '\(force.kind)' by name to leave it "
            + "out, or switch it off in the file",
          element: "<\(force.kind) name=\"\(force.name)\">",
          line: force.position.line,
          column: force.position.column,
          path: document.path
        )
      }
      return Reading(model: model, muscles: muscles, reserves: reserves, passive: passive)
    }
  }

  /// The options as they stand in the record beside a table.
  var record: [String: SidecarValue] {
    ["actuators": .list(actuators.map { .text($0) }), "pulls": .text(pulls.rawValue)]
  }

  /// The files that are read, by option.
  var files: [(option: String, path: String?)] { actuators.map { ("--actuators", $0) } }
}
