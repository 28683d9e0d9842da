// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine
public import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Compares the built-in subject with everything that was measured in people.
///
/// The bands are those of an ensemble of all parameters, and for tasks with a load in the hands those
/// of the conditions of the task alone. Same bytes for the same settings on any number of threads.
public struct ValidationStudy: Sendable {
  /// The parameters around which the ensemble is drawn.
  public let parameters: ModelParameters

  /// The choices of the analysis.
  public let settings: PostureSettings

  /// The targets, in the order of the rows.
  public let targets: [ValidationTarget]

  /// The number of members of each ensemble.
  public let members: Int

  /// The seed of the draws.
  public let seed: UInt64

  /// What a walk does to the discs: the least and the greatest compression over the cycle by level, in newtons,
  /// of the subject that parameters make; nil where muscles cannot balance every frame.
  public typealias Walk = @Sendable (ModelParameters) -> PerLevel<ClosedRange<Double>>?

  /// The walk for targets about walking, which have no result without one.
  public let walk: Walk?

  /// Describes a study.
  public init(
    parameters: ModelParameters = ModelParameters(),
    settings: PostureSettings = PostureSettings(),
    targets: [ValidationTarget] = ValidationTarget.all,
    members: Int = 40,
    seed: UInt64 = 1,
    walk: Walk? = nil
  ) {
    precondition(members >= 0, "an ensemble of \(members)")
    self.parameters = parameters
    self.settings = settings
    self.targets = targets
    self.members = members
    self.seed = seed
    self.walk = walk
  }

  /// A quantity at a level: what one model is asked for.
  struct Query: Hashable, Sendable {
    let quantity: TargetQuantity
    let level: LumbarLevel?
  }

  /// The answers of one model to its queries, in their order.
  typealias Answers = [Result<Double, ProbeFailure>]

  /// One model with what it is asked for.
  private struct Job: Sendable {
    let parameters: ModelParameters
    let settings: PostureSettings
    let queries: [Query]
    let walk: Walk?

    func answers() -> Answers {
      let probe = ModelProbe(parameters: parameters, settings: settings, walk: walk)
      return queries.map { query in
        Result { () throws(ProbeFailure) in
          let value = try probe.value(of: query.quantity, at: query.level)
          guard value.isFinite else { throw ProbeFailure(reason: "the result is not finite") }
          return value
        }
      }
    }
  }

  /// Runs all models.
  ///
  /// - Parameter map: The threads.
  /// - Returns: The rows with what belongs beside them.
  /// - Throws: `ParameterError` when parameters or a hundred draws of one member make no model.
  public func report(
    using map: ParallelMap = ParallelMap()
  ) throws(ParameterError) -> ValidationReport {
    try check(parameters)
    let queries = unique(targets.flatMap(self.queries))
    let ensemble = try ParameterEnsemble(
      seed: seed,
      count: members,
      around: parameters,
      check: check
    )
    let tasks = unique(targets.filter { $0.rule == .insideTaskBand }.flatMap(self.queries))
    let forms = ModelForm.all(around: settings)
    let pressures = unique(targets.filter(\.isPressure).flatMap(self.queries))
    func job(
      _ parameters: ModelParameters,
      _ queries: [Query],
      _ settings: PostureSettings
    ) -> Job {
      Job(parameters: parameters, settings: settings, queries: queries, walk: walk)
    }
    var jobs = [job(parameters, queries, settings)]
    jobs += ensemble.members.map { job($0, queries, settings) }
    for task in tasks {
      jobs += try taskMembers(task).map { job($0, [task], settings) }
    }
    jobs += forms.map { job($0.parameters(around: parameters), pressures, $0.settings) }
    let all = jobs
    let answers = map.results(all.count) { all[$0].answers() }
    let own = AnswerTable(queries, members: [answers[0]])
    let drawn = AnswerTable(queries, members: Array(answers[1..<1 + members]))
    var conditions: [Query: AnswerTable] = [:]
    for (place, task) in tasks.enumerated() {
      let first = 1 + members * (1 + place)
      conditions[task] = AnswerTable([task], members: Array(answers[first..<first + members]))
    }
    let ofForms = AnswerTable(pressures, members: Array(answers[(answers.count - forms.count)...]))
    let rows = targets.map { target in
      let query = Query(quantity: target.quantity, level: target.level)
      return row(target, own: own, ensemble: conditions[query] ?? drawn)
    }
    return ValidationReport(
      rows: rows,
      members: members,
      redraws: ensemble.redraws,
      forms: pressures.compactMap { FormSpread($0, forms.map(\.name), ofForms) }
    )
  }

  /// Throws when parameters make no model, or not every posture.
  private func check(_ parameters: ModelParameters) throws(ParameterError) {
    try ParameterEnsemble.checkStandardSubject(parameters)
    for posture in NamedPosture.all { try posture.check(parameters) }
  }

  /// What every model is asked for a target.
  private func queries(for target: ValidationTarget) -> [Query] {
    target.quantity.parts.map { Query(quantity: $0, level: target.level) }
  }

  private func unique(_ queries: [Query]) -> [Query] {
    var seen: Set<Query> = []
    return queries.filter { seen.insert($0).inserted }
  }

  /// Members in which only the conditions of a task vary: the fields of its posture, and the pressure
  /// in the abdomen.
  private func taskMembers(_ task: Query) throws(ParameterError) -> [ModelParameters] {
    let prefixes = task.quantity.postures.compactMap { name in
      NamedPosture.named(name).map { $0.parameterPrefix + "." }
    }
    let pressure = "abdomen.lifting_pressure"
    return try ParameterEnsemble(
      varying: prefixes + [pressure],
      seed: seed,
      count: members,
      around: parameters,
      check: check
    ).members.map { drawn in
      var member = drawn
      member["abdomen.pressure"] = drawn[pressure]
      return member
    }
  }

  private func row(
    _ target: ValidationTarget,
    own: AnswerTable,
    ensemble: AnswerTable
  ) -> ValidationRow {
    if case .correlation(let first, let second) = target.quantity {
      let pairs = ensemble.pairs(
        Query(quantity: first, level: target.level),
        Query(quantity: second, level: target.level)
      )
      let band = Correlation(of: pairs)?.band
      return ValidationRow(
        target: target,
        result: band,
        failure: band == nil ? "too few members have a result" : nil,
        failedMembers: members - pairs.count
      )
    }
    let query = Query(quantity: target.quantity, level: target.level)
    let values = ensemble.values(query)
    switch own.answer(query) {
    case .success(let value):
      return ValidationRow(
        target: target,
        result: ResultBand(value, members: values),
        failure: nil,
        failedMembers: members - values.count
      )
    case .failure(let failure):
      return ValidationRow(
        target: target,
        result: nil,
        failure: failure.reason,
        failedMembers: members - values.count
      )
    }
  }
}

/// The answers of some models to the same queries.
struct AnswerTable {
  private let places: [ValidationStudy.Query: Int]
  private let members: [ValidationStudy.Answers]

  init(_ queries: [ValidationStudy.Query], members: [ValidationStudy.Answers]) {
    places = Dictionary(uniqueKeysWithValues: queries.enumerated().map { ($1, $0) })
    self.members = members
  }

  /// The answer of the first model.
  func answer(_ query: ValidationStudy.Query) -> Result<Double, ProbeFailure> {
    guard let place = places[query] else { preconditionFailure("nobody was asked for \(query)") }
    return members[0][place]
  }

  /// The answers of the models that have one, in their order, with the numbers of the models.
  func numbered(_ query: ValidationStudy.Query) -> [(member: Int, value: Double)] {
    guard let place = places[query] else { preconditionFailure("nobody was asked for \(query)") }
    return members.enumerated().compactMap { member, answers in
      (try? answers[place].get()).map { (member, $0) }
    }
  }

  /// The answers of the models that have one, in their order.
  func values(_ query: ValidationStudy.Query) -> [Double] { numbered(query).map(\.value) }

  /// The answers of the models that have both.
  func pairs(
    _ first: ValidationStudy.Query,
    _ second: ValidationStudy.Query
  ) -> [(Double, Double)] {
    let others = Dictionary(uniqueKeysWithValues: numbered(second).map { ($0.member, $0.value) })
    return numbered(first).compactMap { member, value in others[member].map { (value, $0) } }
  }
}
