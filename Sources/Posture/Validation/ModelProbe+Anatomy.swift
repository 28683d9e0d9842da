// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics

/// Quantities of neutral standing: which levels muscles act on, with what arms and forces.
extension ModelProbe {
  private func names(_ fascicle: String, in beginnings: [String]) -> Bool {
    beginnings.contains(where: fascicle.hasPrefix)
  }

  /// What every fascicle does at every level it crosses, with an even stress imposed on the psoas.
  private func neutralShares() -> (shares: [FascicleShare], forces: [Double]) {
    var imposed = settings
    imposed.psoasTension = 100
    imposed.requiresStability = false
    var solver = PostureSolver(
      model: model,
      posture: BodyPosture(name: "neutral"),
      settings: imposed
    )
    var solution = PostureSolution(for: model)
    solver.solve(into: &solution)
    return (solver.fascicleShares(of: solution), solution.muscleForces)
  }

  /// The number of levels on which the muscles act, by the beginnings of their names.
  func levelsCrossed(by beginnings: [String]) -> Int {
    let shares = neutralShares().shares.filter {
      names(model.muscles[$0.muscle].fascicle, in: beginnings)
    }
    return Set(shares.map(\.level)).count
  }

  /// What a newton of psoas does at a level; see ``TargetQuantity/psoasPull(_:)``.
  ///
  /// The newton is that of the whole psoas of both sides, though not every fascicle crosses the
  /// level.
  func psoasPull(
    _ component: PullComponent,
    at level: LumbarLevel?
  ) throws(ProbeFailure) -> Double {
    guard let level else { throw ProbeFailure(reason: "the quantity has no level") }
    let (shares, forces) = neutralShares()
    let psoas = model.muscles.indices.filter { model.muscles[$0].group == .psoas }
    let force = psoas.reduce(0) { $0 + forces[$1] }
    let own = shares.filter { $0.level == level && model.muscles[$0.muscle].group == .psoas }
    let sum =
      switch component {
      case .compression: own.reduce(0) { $0 + $1.compression }
      case .shear: own.reduce(0) { $0 + $1.anteriorShear }
      case .moment: 1000 * own.reduce(0) { $0 + $1.flexionMoment }
      }
    return sum / force
  }

  /// Mean moment arm about the flexion of the right hip, in millimetres; flexing positive.
  func hipArm(of beginnings: [String]) -> Double {
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &dynamics)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    guard
      let column = model.skeleton.balancedCoordinates.firstIndex(of: model.skeleton.hips[0][0])
    else { preconditionFailure("the hip is not balanced") }
    var area = 0.0
    var sum = 0.0
    for (index, muscle) in model.muscles.enumerated()
    where muscle.side == .right && names(muscle.fascicle, in: beginnings) {
      area += muscle.crossSection
      sum += muscle.crossSection * workspace.momentArm(of: index, column: column)
    }
    precondition(area > 0, "no muscle begins with \(beginnings)")
    return 1000 * sum / area
  }
}
