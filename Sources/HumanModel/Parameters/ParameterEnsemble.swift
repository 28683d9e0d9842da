// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods
internal import Provenance

/// Draws of the parameters from their published spreads: the source of every band.
///
/// A parameter with a standard deviation is normal about its default, cut to its allowed values; one
/// with a range is uniform in it; one without a spread keeps its value. All are drawn independently,
/// but for two rules on people: incidence and radiographic tilt of the pelvis keep the correlation
/// `spinopelvic.correlation`, and the segmental angles of the three groups of incidence, of which a
/// person belongs to one, deviate together. The left side mirrors the right one.
///
/// What a parameter gets depends on the seed, the number of the member and the parameter's own name
/// alone: the first members of a larger ensemble are those of a smaller one, and an ensemble in which
/// fewer parameters vary gives those the same values.
public struct ParameterEnsemble: Sendable {
  /// The seed.
  public let seed: UInt64

  /// The members, in order.
  public let members: [ModelParameters]

  /// How many draws made no model and were drawn again.
  public let redraws: Int

  /// The most draws of one member.
  private static let attempts = 100

  /// Parameters whose spread is not a doubt about one model, with the reason.
  ///
  /// The width of the groups of incidence says who belongs to them, not where their mean lies. The
  /// two ends of `muscle.passive.slack_length` are two published curves: a form of the model.
  private static func isKept(_ name: String) -> Bool {
    name == "muscle.passive.slack_length" || name == correlationName
      || name.hasPrefix("lordosis.") && name.hasSuffix(".incidence")
  }

  private static let correlationName = "spinopelvic.correlation"
  private static let incidenceName = "spinopelvic.pelvic_incidence"
  private static let tiltName = "spinopelvic.radiographic_pelvic_tilt"

  /// The names of the parameters that an ensemble varies, in the catalogue's order.
  ///
  /// - Parameters:
  ///   - prefixes: Beginnings of names; the empty one stands for all.
  ///   - base: The parameters around which it draws; what differs there from the default is taken as
  ///     known.
  /// - Returns: The names.
  public static func varyingNames(
    _ prefixes: [String] = [""],
    around base: ModelParameters = ModelParameters()
  ) -> [String] {
    varying(prefixes, around: base).map { ParameterCatalogue.standard.definitions[$0].name }
  }

  /// Draws an ensemble.
  ///
  /// - Parameters:
  ///   - prefixes: Beginnings of the names of the parameters that vary; the empty one stands for all.
  ///   - seed: The seed of the draws.
  ///   - count: The number of members.
  ///   - base: The parameters around which it draws; a value that differs there from its default is
  ///     taken as known and stays.
  ///   - check: Throws for parameters that make no model; those are drawn again. By default the
  ///     built-in subject must have a model.
  /// - Throws: The last error of `check` when a hundred draws of one member make no model.
  public init(
    varying prefixes: [String] = [""],
    seed: UInt64,
    count: Int,
    around base: ModelParameters = ModelParameters(),
    check: (ModelParameters) throws(ParameterError) -> Void =
      Self.checkStandardSubject
  ) throws(ParameterError) {
    precondition(count >= 0, "an ensemble of \(count)")
    self.seed = seed
    let places = Self.varying(prefixes, around: base)
    var members: [ModelParameters] = []
    members.reserveCapacity(count)
    var redraws = 0
    for member in 0..<count {
      var attempt = 0
      while true {
        let parameters = Self.draw(places, seed: seed, member: member, attempt, around: base)
        do throws(ParameterError) {
          try check(parameters)
          members.append(parameters)
          break
        } catch {
          attempt += 1
          redraws += 1
          if attempt == Self.attempts { throw error }
        }
      }
    }
    self.members = members
    self.redraws = redraws
  }

  /// Throws when the built-in subject has no model with some parameters.
  public static func checkStandardSubject(
    _ parameters: ModelParameters
  ) throws(ParameterError) {
    try HumanModel.check(Subject(standardIn: parameters), parameters: parameters)
  }

  private static func varying(_ prefixes: [String], around base: ModelParameters) -> [Int] {
    let definitions = ParameterCatalogue.standard.definitions
    return definitions.indices.filter { index in
      let definition = definitions[index]
      return definition.standard.spread != .none && !isKept(definition.name)
        && base.values[index] == definition.standard.value
        && prefixes.contains(where: definition.name.hasPrefix)
    }
  }

  /// One draw of the parameters at some places of the catalogue.
  private static func draw(
    _ places: [Int],
    seed: UInt64,
    member: Int,
    _ attempt: Int,
    around base: ModelParameters
  ) -> ModelParameters {
    let catalogue = ParameterCatalogue.standard
    var result = base
    for place in places {
      let definition = catalogue.definitions[place]
      let (mean, share) =
        definition.name == tiltName
        ? tiltGivenIncidence(in: result) : (definition.standard.value, 1)
      var random = SeededRandom(
        // The seed is mixed in by itself: beside the number of the member, small seeds would only
        // put the same members in another order.
        seed: [seed, UInt64(member), UInt64(attempt)].reduce(hash(stream(of: definition.name))) {
          var mixer = SplitMix64(seed: $0 ^ $1)
          return mixer.next()
        }
      )
      result[ParameterID(index: place)] = value(
        of: definition,
        mean: mean,
        share: share,
        using: &random
      )
    }
    return result
  }

  private static func value(
    of definition: ParameterDefinition,
    mean: Double,
    share: Double,
    using random: inout SeededRandom
  ) -> Double {
    let allowed = definition.allowed
    switch definition.standard.spread {
    case .none: return definition.standard.value
    case .range(let low, let high):
      let range = max(low, allowed.lowerBound)...min(high, allowed.upperBound)
      return range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()
    case .standardDeviation(let deviation):
      while true {
        let value = mean + share * deviation * random.normal()
        if allowed.contains(value) { return value }
      }
    }
  }

  /// Mean radiographic tilt at the incidence that is drawn already, in radians, and the share of its
  /// deviation that the incidence does not explain.
  private static func tiltGivenIncidence(in parameters: ModelParameters) -> (Double, Double) {
    let catalogue = ParameterCatalogue.standard
    let correlation = parameters[correlationName]
    func figures(_ name: String) -> (mean: Double, deviation: Double) {
      let standard = catalogue.definitions[catalogue.required(name).index].standard
      guard case .standardDeviation(let deviation) = standard.spread else {
        preconditionFailure("'\(name)' has no standard deviation")
      }
      return (standard.value, deviation)
    }
    let incidence = figures(incidenceName)
    let tilt = figures(tiltName)
    let score = (parameters[incidenceName] - incidence.mean) / incidence.deviation
    return (
      tilt.mean + correlation * tilt.deviation * score,
      (1 - correlation * correlation).squareRoot()
    )
  }

  /// The stream of random numbers from which a parameter is drawn: its name, but one for the same
  /// level in all groups of incidence.
  private static func stream(of name: String) -> String {
    guard name.hasPrefix("lordosis.") else { return name }
    return "lordosis." + (name.split(separator: ".").last ?? "")
  }

  /// The 64-bit hash FNV-1a of a text.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
