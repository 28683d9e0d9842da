// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine

/// A posture that has settled with the tissue that a model has, and what the psoas does in it.
///
///     let tight = try HipFlexorTissue(shortening: 0.1)
///     let standing = TightPosture(BodyPosture(name: "standing"), of: model.with(tight))
///     standing.solution.pelvicTilt
///
/// The same model and posture give the same values, whatever was computed before.
public struct TightPosture: Sendable {
  /// Angles, loads and status at the equilibrium.
  public let solution: PostureSolution

  /// How the settling ended.
  public let equilibrium: EquilibriumReport

  /// Flexion of the right and of the left hip from neutral standing, in radians.
  public let hipFlexion: [Double]

  /// Pitch of the thorax from neutral standing, forward positive, in radians.
  public let thoraxPitch: Double

  /// Turn of the pelvis about the vertical from neutral standing, in radians; to the left positive.
  public let pelvicTurn: Double

  /// What the psoas and the demand for stability do at each level, from T12-L1 down.
  public let levels: [PsoasLoad]

  /// Settles a posture and finds what its loads owe to the psoas.
  ///
  /// - Parameters:
  ///   - posture: The posture from which it settles.
  ///   - model: The model, with the tissue that it has.
  ///   - settings: The choices of the analysis.
  ///   - options: What may move.
  public init(
    _ posture: BodyPosture,
    of model: HumanModel,
    settings: PostureSettings = PostureSettings(),
    options: EquilibriumOptions = EquilibriumOptions()
  ) {
    let analysis = PostureAnalysis(model: model, posture: posture, settings: settings)
    var solution = PostureSolution(for: model)
    equilibrium = analysis.settle(options, into: &solution)
    let places = analysis.kinematics.places
    hipFlexion = places.hips.map { solution.coordinates[$0[0]] }
    thoraxPitch = solution.pelvicTilt + solution.coordinates[places.abdomen[0]]
    pelvicTurn = solution.coordinates[places.pelvis[2]]
    let loads = PsoasLoads(analysis, solution)
    levels = LumbarLevel.topToBottom.map { loads[$0, solution] }
    self.solution = solution
  }

  /// What the psoas does at one level.
  public subscript(level: LumbarLevel) -> PsoasLoad {
    levels[LumbarLevel.count - 1 - level.rawValue]
  }
}
