// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
public import LumbarSpine

/// What the compression of one level owes to the psoas, and what to the demand for stability.
///
/// The direct parts are the psoas' own force. Where it pulls, other muscles must balance it, or are
/// spared: the whole difference that it makes is found by sharing the load once more at the same
/// angles without it.
public struct PsoasLoad: Sendable, Equatable {
  /// The level.
  public let level: LumbarLevel

  /// Compression by the active force of the psoas, in newtons.
  public let active: Double

  /// Compression by the passive force of the psoas, in newtons.
  public let passive: Double

  /// The compression less that without a psoas at the same angles, in newtons.
  ///
  /// Direct parts and antagonists together; nil where the posture cannot be held without a psoas.
  public let induced: Double?

  /// The compression less that of least effort alone at the same angles, in newtons.
  ///
  /// What the muscles do together to make the column stable; zero where that is not asked of them,
  /// nil where they cannot.
  public let cocontraction: Double?
}

/// The load sharings besides the settled one: without a psoas, and without stability.
struct PsoasLoads {
  private var active: [Double]
  private var passive: [Double]
  private var withoutPsoas: PostureSolution?
  private var leastEffort: PostureSolution?

  /// Shares the load again at the settled angles, at which the analysis stands.
  init(_ analysis: PostureAnalysis, _ solution: PostureSolution) {
    let model = analysis.model
    active = [Double](repeating: 0, count: LumbarLevel.count)
    passive = active
    for share in analysis.fascicleShares(of: solution)
    where model.muscles[share.muscle].group == .psoas {
      let force = solution.muscleForces[share.muscle]
      guard force != 0 else { continue }
      let resting = share.compression * (analysis.geometry.passiveForces[share.muscle] / force)
      passive[share.level.rawValue] += resting
      active[share.level.rawValue] += share.compression - resting
    }
    guard solution.status == .ok else { return }
    var other = solution
    var settings = analysis.settings
    settings.psoasTension = 0
    let bare = PostureAnalysis(model: model, posture: analysis.posture, settings: settings)
    bare.solve(at: solution.coordinates, passiveForces: [], into: &other)
    if other.status == .ok { withoutPsoas = other }
    guard analysis.needsStability else {
      leastEffort = solution
      return
    }
    analysis.restartSharing()
    analysis.collect(analysis.recruit(stable: false), into: &other)
    if other.status == .ok { leastEffort = other }
  }

  /// The parts at one level of the settled solution.
  subscript(level: LumbarLevel, solution: PostureSolution) -> PsoasLoad {
    let whole = solution[level].compression
    return PsoasLoad(
      level: level,
      active: active[level.rawValue],
      passive: passive[level.rawValue],
      induced: withoutPsoas.map { whole - $0[level].compression },
      cocontraction: leastEffort.map { whole - $0[level].compression }
    )
  }
}
