// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Which passive tissue resists the rotation of a level.
public enum PassiveTissue: String, Sendable, Codable, CaseIterable {
  /// The whole motion segment: disc, ligaments and facets.
  case segment
  /// The disc alone, the low case.
  case disc
  /// Nothing.
  case none
}

/// How a change of the lordosis is shared by the levels; two published rhythms with opposite trends.
public enum RhythmChoice: String, Sendable, Codable, CaseIterable {
  /// Most motion at L4-L5, as in the model whose geometry is used.
  case lfb
  /// Most motion at L1-L2, as in Christophy 2012.
  case christophy

  /// The prefix of its parameters.
  package var parameterPrefix: String { "rhythm.\(rawValue)" }
}

/// What the effort of a muscle is weighted with in load sharing.
public enum EffortWeights: String, Sendable, Codable, CaseIterable {
  /// All muscles alike.
  case unity
  /// By the volume of the fibres.
  case volume
  /// By the maximum force.
  case strength
}
