// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// One posture as the command line asks for it: by its name, with the angles that stay.
struct PostureCase {
  private let named: NamedPosture
  private let held: Set<HeldAngle>

  /// The name of the posture.
  var name: String { named.name }

  /// Finds a posture by its name.
  ///
  /// - Parameters:
  ///   - name: The name, such as `sitting-upright`.
  ///   - holds: The angles that stay, by commas; nil for none.
  /// - Throws: The fault where there is no such posture or angle, or nothing is left to settle.
  init(name: String, holds: String?) throws(InputError) {
    guard let named = NamedPosture.named(name) else {
      let names = NamedPosture.all.map(\.name)
      throw InputError(
        field: "posture",
        "no posture has this name",
        found: name,
        allowed: names.joined(separator: ", "),
        remedy: NearMiss.question(for: name, among: names)
          ?? "psoas posture --list says what each is"
      )
    }
    self.named = named
    held = try Self.angles(holds)
    let posture = named.posture(in: ModelParameters())
    guard held.isEmpty || posture.settles else {
      throw InputError(
        field: "--hold",
        "\(name) does not settle: all its angles are held already",
        found: holds,
        remedy: "leave the option out, or choose a posture that settles: "
          + NamedPosture.all.filter { $0.posture(in: ModelParameters()).settles }.map(\.name)
          .joined(separator: ", ")
      )
    }
    let all = held.union(posture.held)
    guard !all.isSuperset(of: [.levels, .pelvicTilt]),
      !all.isSuperset(of: [.levels, .thoraxPitch])
    else {
      throw InputError(
        field: "--hold",
        "with these angles held nothing is left to settle",
        found: all.map(\.rawValue).sorted().joined(separator: ","),
        remedy: "hold fewer"
      )
    }
  }

  private static func angles(_ list: String?) throws(InputError) -> Set<HeldAngle> {
    guard let list else { return [] }
    var angles: Set<HeldAngle> = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let angle = HeldAngle(rawValue: word) else {
        let names = HeldAngle.allCases.map(\.rawValue)
        throw InputError(
          field: "--hold",
          "no angle has this name",
          found: word,
          allowed: names.joined(separator: ", "),
          remedy: NearMiss.question(for: word, among: names)
        )
      }
      guard angles.insert(angle).inserted else {
        throw InputError(field: "--hold", "an angle is named twice", found: word)
      }
    }
    return angles
  }

  /// Says whether the posture exists for values of the parameters.
  func check(_ parameters: ModelParameters) throws(InputError) {
    do throws(ParameterError) {
      try named.check(parameters)
    } catch {
      throw InputError(
        field: "posture",
        "the parameters make no such posture: \(error)",
        found: name,
        remedy: "look at the parameters \(named.parameterPrefix).* with psoas parameters"
      )
    }
  }

  /// The posture for values of the parameters.
  func posture(in parameters: ModelParameters) -> BodyPosture {
    var posture = named.posture(in: parameters)
    posture.held.formUnion(held)
    return posture
  }

  /// Analyses the posture of a solver made for it, settled if it settles.
  func solve(_ solver: inout PostureSolver, into solution: inout PostureSolution) {
    if named.posture(in: solver.model.parameters).settles {
      _ = solver.settle(into: &solution)
    } else {
      solver.solve(into: &solution)
    }
  }
}
