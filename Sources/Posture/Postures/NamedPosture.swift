// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// A posture that people know by name, as a function of the model's parameters.
///
/// Its angles, loads, distances and coefficients of friction are the parameters
/// `posture.NAME.FIELD` and `support.SURFACE.friction`, each with spread and source; a study varies
/// them like every other parameter. The page <doc:Postures> says what is measured and what is chosen.
public struct NamedPosture: Sendable {
  /// The name on the command line, such as `sitting-upright`.
  public let name: String

  /// What the body does, in one sentence.
  public let summary: String

  private let build: @Sendable (inout PostureFields) -> BodyPosture

  /// Describes a posture by its name, a sentence, and how it follows from the parameters.
  init(
    _ name: String,
    _ summary: String,
    build: @escaping @Sendable (inout PostureFields) -> BodyPosture
  ) {
    self.name = name
    self.summary = summary
    self.build = build
  }

  /// All named postures, in the order in which `psoas posture --list` prints them.
  public static let all =
    standingPostures + sittingPostures + lyingPostures + loadPostures
    + kneelingPostures + walkingPostures

  /// The posture with a name, or nil.
  public static func named(_ name: String) -> NamedPosture? { all.first { $0.name == name } }

  /// The beginning of the names of its own parameters: `posture.sitting_upright`.
  public var parameterPrefix: String {
    "posture." + String(name.map { $0 == "-" ? "_" : $0 })
  }

  /// The posture for values of the parameters.
  ///
  /// - Precondition: ``check(_:)`` accepts the values.
  public func posture(in parameters: ModelParameters) -> BodyPosture {
    var fields = PostureFields(of: self, parameters: parameters)
    let posture = build(&fields)
    precondition(fields.fault == nil, "\(name): \(fields.fault ?? "")")
    return posture
  }

  /// Says whether the posture exists for values of the parameters.
  ///
  /// - Throws: `ParameterError.noModel` in words where, for example, a load is out of reach.
  public func check(_ parameters: ModelParameters) throws(ParameterError) {
    var fields = PostureFields(of: self, parameters: parameters)
    _ = build(&fields)
    if let fault = fields.fault { throw .noModel("\(name): \(fault)") }
  }

  /// The names of the parameters on which the posture depends, in alphabetical order.
  public var parameterNames: [String] {
    var fields = PostureFields(of: self, parameters: ModelParameters())
    let posture = build(&fields)
    var names = fields.used
    if case .supports(let supports) = posture.carrier {
      for support in supports {
        for axis in ["x", "y", "z"] {
          names.insert("landmark.\(support.landmark.rawValue).\(axis)")
        }
      }
    }
    return names.sorted()
  }
}
