// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MuscleMechanics

/// The passive forces of all muscles as they relax.
struct RelaxingTensions {
  private let law: ViscoelasticRelaxation
  private var states: [ViscoelasticRelaxation.State]

  /// The forces now, in newtons; never negative.
  private(set) var forces: [Double]

  /// Muscles that have settled under elastic forces in newtons.
  init(law: ViscoelasticRelaxation, settledUnder elasticForces: [Double]) {
    self.law = law
    states = elasticForces.map(law.settledState(under:))
    forces = elasticForces
  }

  /// Takes every muscle on, in seconds, while its elastic force varies evenly to a new one in newtons.
  ///
  /// Performs no heap allocation.
  mutating func advance(to elasticForces: [Double], in duration: Double) {
    for muscle in states.indices {
      law.advance(&states[muscle], toElasticForce: elasticForces[muscle], in: duration)
      // A released muscle is longer than it was: slack, it does not push.
      forces[muscle] = max(0, law.force(in: states[muscle]))
    }
  }
}
