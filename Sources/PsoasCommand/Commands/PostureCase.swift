// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One posture as the command line asks for it: by its name or as a file, with the angles that stay.
struct PostureCase {
  /// Where the posture comes from.
  private enum Origin {
    case named(NamedPosture)
    case file(BodyPosture, path: String)
  }

  private let origin: Origin
  private let held: HeldAngles

  /// The name or the file, as the person gave it.
  var name: String {
    switch origin {
    case .named(let named): named.name
    case .file(_, let path): path
    }
  }

  /// The file that holds the posture, or nil.
  var file: String? {
    if case .file(_, let path) = origin { path } else { nil }
  }

  /// Finds a posture by its name, or reads it from a file.
  ///
  /// - Parameters:
  ///   - text: A name such as `sitting-upright`, or a path that ends in `.json` or holds a slash.
  ///   - holds: The angles that stay, by commas, some with a number of degrees; nil for none.
  /// - Throws: The fault where there is no such posture or angle, or nothing is left to settle.
  init(_ text: String, holds: String?) throws(InputError) {
    let names = NamedPosture.all.map(\.name)
    let posture: BodyPosture
    if let named = NamedPosture.named(text) {
      origin = .named(named)
      posture = named.posture(in: ModelParameters())
    } else if PostureFile.isFile(text) {
      posture = try PostureFile.read(text)
      origin = .file(posture, path: text)
    } else {
      throw InputError(
        field: "posture",
        "no posture has this name",
        found: text,
        allowed: names.joined(separator: ", ") + ", or a file (FILE.json)",
        remedy: NearMiss.question(for: text, among: names)
          ?? "psoas posture --list says what each is"
      )
    }
    held = try HeldAngles(holds)
    guard held.names.isEmpty || posture.settles else {
      throw InputError(
        field: "--hold",
        "\(text) does not settle: all its angles are held already",
        found: holds,
        remedy: "leave the option out, or choose a posture that settles: "
          + NamedPosture.all.filter { $0.posture(in: ModelParameters()).settles }.map(\.name)
          .joined(separator: ", ")
      )
    }
    try Self.checkFreedom(held.names.union(posture.held), in: file)
  }

  /// Refuses angles that leave nothing to settle.
  private static func checkFreedom(_ all: Set<HeldAngle>, in file: String?) throws(InputError) {
    guard
      all.isSuperset(of: [.levels, .pelvicTilt]) || all.isSuperset(of: [.levels, .thoraxPitch])
    else { return }
    throw InputError(
      file: file,
      field: file == nil ? "--hold" : "hold",
      "with these angles held nothing is left to settle",
      found: all.map(\.rawValue).sorted().joined(separator: ","),
      remedy: "hold fewer"
    )
  }

  /// Says whether the posture exists for values of the parameters, and whether a body of mean
  /// shape can take it.
  func check(
    _ parameters: ModelParameters,
    settings: PostureSettings
  ) throws(InputError) {
    if case .named(let named) = origin {
      do throws(ParameterError) {
        try named.check(parameters)
      } catch {
        throw InputError(
          field: "posture",
          "the parameters make no such posture: \(error.reason)",
          remedy: "look at the parameters \(named.parameterPrefix).* with psoas parameters"
        )
      }
      // The defaults make possible postures.
      if parameters.overrides.isEmpty && held.values.isEmpty { return }
    }
    let body = HumanModel(of: Subject(standardIn: parameters), parameters: parameters)
    do throws(ImpossiblePosture) {
      try posture(in: parameters).check(on: body, settings: settings)
    } catch {
      throw InputError(
        file: file,
        field: file == nil ? "posture" : nil,
        "no body can take the posture: \(error.reason)",
        remedy: error.remedy
      )
    }
  }

  /// The posture for values of the parameters.
  func posture(in parameters: ModelParameters) -> BodyPosture {
    var posture =
      switch origin {
      case .named(let named): named.posture(in: parameters)
      case .file(let posture, _): posture
      }
    held.apply(to: &posture)
    return posture
  }

  /// Analyses the posture of a solver made for it, settled if it settles.
  func solve(_ solver: inout PostureSolver, into solution: inout PostureSolution) {
    if posture(in: solver.model.parameters).settles {
      _ = solver.settle(into: &solution)
    } else {
      solver.solve(into: &solution)
    }
  }
}
