// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import NumericalMethods

/// What states of the tissue of psoas and iliacus do to the postures of one person.
///
/// Every tissue is put into the person's model, every posture settles with it from its own start, and
/// an ensemble of the model's constants says how sure the result is. No result depends on another, so
/// rows are the same in any order and on any number of threads.
public struct TightnessStudy: Sendable {
  /// The person.
  public let subject: Subject

  /// The model's constants.
  public let parameters: ModelParameters

  /// The choices of the analysis.
  public let settings: PostureSettings

  /// The states of the tissue.
  public let tissues: [TissueChoice]

  /// The postures.
  public let postures: [NamedPosture]

  /// Describes a study.
  ///
  /// - Precondition: the person has a model with the parameters, and each posture exists with them.
  public init(
    of subject: Subject,
    parameters: ModelParameters = ModelParameters(),
    settings: PostureSettings = PostureSettings(),
    tissues: [TissueChoice],
    postures: [NamedPosture]
  ) {
    self.subject = subject
    self.parameters = parameters
    self.settings = settings
    self.tissues = tissues
    self.postures = postures
  }

  /// The same study with another form of the model.
  public func with(_ form: ModelForm) -> TightnessStudy {
    TightnessStudy(
      of: subject,
      parameters: form.parameters(around: parameters),
      settings: form.settings,
      tissues: tissues,
      postures: postures
    )
  }

  /// Draws an ensemble of the model's constants around those of the study.
  ///
  /// The question stays: this person in these postures. Stature, mass, the angles of pelvis and
  /// lordosis, the angles of the postures and what carries the body are not drawn.
  ///
  /// - Parameters:
  ///   - count: The number of members.
  ///   - seed: The seed of the draws.
  /// - Returns: Members of which each has a model of the person and every posture.
  /// - Throws: `ParameterError` when a hundred draws of one member make no model.
  public func ensemble(_ count: Int, seed: UInt64) throws(ParameterError) -> ParameterEnsemble {
    let names = ParameterEnsemble.varyingNames(around: parameters).filter { name in
      !Self.keptPrefixes.contains { name.hasPrefix($0) }
    }
    return try ParameterEnsemble(
      varying: names,
      seed: seed,
      count: count,
      around: parameters
    ) { (member) throws(ParameterError) in
      try HumanModel.check(subject, parameters: member)
      for posture in postures { try posture.check(member) }
    }
  }

  /// Beginnings of the names of parameters that belong to the question, not to its doubt.
  private static let keptPrefixes = [
    "subject.", "spinopelvic.", "lordosis.", "posture.", "landmark.", "support.",
  ]

  /// What may move in a posture: in one that people settle into by themselves whatever the sides
  /// ask for; in one that is a moment of a motion only tilt and flexions, since bends and turns
  /// are those of the motion.
  private static func options(of posture: BodyPosture) -> EquilibriumOptions {
    var options = EquilibriumOptions()
    options.inThreeDimensions = posture.settles ? nil : false
    return options
  }

  /// The tissue of each choice with the modified Thomas test on both sides.
  ///
  /// - Parameter map: The threads.
  /// - Returns: The tissues in their order.
  /// - Throws: ``TissueFromExtensionError`` of the first choice that no tissue shows.
  public func testedTissues(
    using map: ParallelMap = ParallelMap()
  ) throws(TissueFromExtensionError) -> [TestedTissue] {
    let model = HumanModel(of: subject, parameters: parameters)
    let results = map.results(tissues.count) { index in
      Result { () throws(TissueFromExtensionError) in
        try TestedTissue(tissues[index].tissue(in: model), in: model)
      }
    }
    var tested: [TestedTissue] = []
    for result in results { tested.append(try result.get()) }
    return tested
  }

  /// Each posture settled with each tissue: all tissues of the first posture, then of the next.
  ///
  /// - Parameters:
  ///   - tested: The tissues.
  ///   - map: The threads.
  /// - Returns: By posture, then by tissue.
  public func settled(
    with tested: [TestedTissue],
    using map: ParallelMap = ParallelMap()
  ) -> [[TightPosture]] {
    let model = HumanModel(of: subject, parameters: parameters)
    let places = postures.map { $0.posture(in: parameters) }
    let count = tested.count
    let results = map.results(places.count * count) { index in
      TightPosture(
        places[index / count],
        of: model.with(tested[index % count].tissue),
        settings: settings,
        options: Self.options(of: places[index / count])
      )
    }
    return places.indices.map { Array(results[$0 * count..<($0 + 1) * count]) }
  }

  /// The bands of each posture with each tissue, in the order of ``settled(with:using:)``.
  ///
  /// A member whose posture cannot be held counts in no band of that posture and tissue.
  ///
  /// - Parameters:
  ///   - settled: The results of the parameters as given.
  ///   - ensemble: The members.
  ///   - map: The threads.
  /// - Returns: By posture, then by tissue.
  public func bands(
    of settled: [[TightPosture]],
    over ensemble: ParameterEnsemble,
    using map: ParallelMap = ParallelMap()
  ) -> [[TightnessBand]] {
    let members = map.results(ensemble.members.count) { index in
      samples(ensemble.members[index])
    }
    return postures.indices.map { posture in
      tissues.indices.map { tissue in
        TightnessBand(settled[posture][tissue], members: members.map { $0[posture][tissue] })
      }
    }
  }

  /// The numbers of one member for each posture and tissue; nil where there are none.
  private func samples(_ member: ModelParameters) -> [[TightnessSample?]] {
    let model = HumanModel(of: subject, parameters: member)
    let changed = tissues.map { choice in
      (try? choice.tissue(in: model)).map { model.with($0) }
    }
    return postures.map { named in
      let posture = named.posture(in: member)
      return changed.map { model in
        guard let model else { return nil }
        var solver = PostureSolver(model: model, posture: posture, settings: settings)
        var solution = PostureSolution(for: model)
        _ = solver.settle(into: &solution, options: Self.options(of: posture))
        return solution.status == .ok ? TightnessSample(solution) : nil
      }
    }
  }
}

/// A state of the tissue with the modified Thomas test on both sides of a model that has it.
public struct TestedTissue: Sendable {
  /// The tissue.
  public let tissue: HipFlexorTissue

  /// Available passive extension of the right and of the left hip, or why the test has no result.
  public let tests: [Result<ThomasTestResult, ThomasTestError>]

  /// Tests a tissue in a model, whose own state of the tissue is not used.
  public init(_ tissue: HipFlexorTissue, in model: HumanModel) {
    self.tissue = tissue
    let changed = model.with(tissue)
    tests = Muscle.Side.allCases.map { side in
      Result { () throws(ThomasTestError) in
        try ThomasTest(parameters: model.parameters).result(of: changed, side: side)
      }
    }
  }
}
