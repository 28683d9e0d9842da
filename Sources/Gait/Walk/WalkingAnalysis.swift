// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import MuscleRecruitment
internal import NumericalMethods

/// The analysis of one frame after another: everything that ``WalkingSolver`` owns.
///
/// A class, since the storage has one owner and one place; nothing outside holds it.
final class WalkingAnalysis {
  let model: HumanModel
  let settings: WalkingSettings
  let geometry: PostureGeometry
  let kinematics: WalkingKinematics
  let passive: PassiveMoments
  private let stiffness: ColumnStiffness
  private let sums: LevelLoadSums
  let equations: [Int]
  private let above: [BodyID]
  private(set) var abdomen: AbdominalPressure
  private(set) var recruitment: MuscleRecruitmentWorkspace
  private var forces: [SpatialForce]
  private var weights: [SpatialForce]
  let speeds: UnsafeMutableBufferPointer<Double>
  let accelerations: UnsafeMutableBufferPointer<Double>
  let generalizedForces: UnsafeMutableBufferPointer<Double>
  private let demands: UnsafeMutableBufferPointer<Double>

  init(model: HumanModel, settings: WalkingSettings) {
    precondition(
      model.musculature == .trunkAndLegs,
      "walking needs a model with the muscles of the whole leg: musculature .trunkAndLegs"
    )
    self.model = model
    self.settings = settings
    let skeleton = model.skeleton
    let coefficient =
      settings.muscleStiffness ?? model.parameters["muscle.stiffness_coefficient"]
    passive = PassiveMoments(model: model, tissue: settings.passiveTissue)
    geometry = PostureGeometry(
      model: model,
      stiffnessCoefficient: coefficient,
      imposedForces: PsoasTension.forces(in: model, perSide: settings.psoasTension)
    )
    stiffness = ColumnStiffness(geometry: geometry, passive: passive, coefficient: coefficient)
    sums = LevelLoadSums(model: model, passive: passive)
    kinematics = WalkingKinematics(model: model, rhythm: settings.rhythm)
    equations = model.balancedCoordinates.map(\.index)
    above = LumbarLevel.allCases.map { skeleton.bodyAbove[$0] }
    abdomen = AbdominalPressure(model: model, pressure: settings.abdominalPressure)
    let count = skeleton.multibody.coordinateCount
    forces = Array(repeating: .zero, count: skeleton.multibody.bodyCount)
    weights = Array(repeating: .zero, count: LumbarLevel.count)
    speeds = .filled(0, count: count)
    accelerations = .filled(0, count: count)
    generalizedForces = .filled(0, count: count)
    demands = .filled(0, count: equations.count)
    recruitment = MuscleRecruitmentWorkspace(
      muscles: model.muscles.count,
      coordinates: equations.count,
      stiffnessOrder: settings.requiresStability ? stiffness.coordinateCount : 0
    )
    recruitment.program.exponent = settings.exponent
    let effort = EffortScale.weights(of: model.muscles, settings.weights)
    for muscle in effort.indices {
      recruitment.program.setVariable(muscle, weight: effort[muscle], lower: 0, upper: 1)
    }
  }

  deinit {
    speeds.deallocate()
    accelerations.deallocate()
    generalizedForces.deallocate()
    demands.deallocate()
  }

  /// Forgets the frames before, so that the next one is the first of a walk.
  func reset() { recruitment.reset() }

  /// Analyses one frame; performs no heap allocation.
  func solve(_ frame: GaitMotion.Frame, into solution: inout WalkingFrameSolution) {
    place(frame)
    updateDynamics(frame.feet)
    guard let tau = generalizedForces.baseAddress, let demands = demands.baseAddress
    else { return }
    geometry.writeProgram(
      generalizedForces: tau,
      equations: equations,
      passive: passive,
      demands: demands,
      to: &recruitment
    )
    let report: MuscleRecruitmentReport
    if settings.requiresStability {
      stiffness.update()
      report = recruitment.solve(stableUnder: stiffness)
    } else {
      report = recruitment.solve()
    }
    collect(frame, report, into: &solution)
  }

  /// Moves the body to a frame, with its speeds.
  func place(_ frame: GaitMotion.Frame) {
    guard let q = geometry.coordinates.baseAddress, let u = speeds.baseAddress,
      let a = accelerations.baseAddress
    else { return }
    kinematics.write(frame.values, to: q)
    kinematics.write(frame.rates, to: u)
    kinematics.write(frame.accelerations, to: a)
    geometry.update()
    model.skeleton.multibody.updateVelocities(speeds: u, in: &geometry.dynamics)
    sums.updateDiscs(using: geometry.dynamics)
  }

  /// The generalized forces of the motion under weight, ground and pressure; the weight above each
  /// level on the way.
  private func updateDynamics(_ feet: [FootForce]) {
    let multibody = model.skeleton.multibody
    guard let tau = generalizedForces.baseAddress else { return }
    multibody.computeStaticForces(externalForces: nil, into: tau, using: &geometry.dynamics)
    for level in 0..<above.count {
      // The joint's force holds up the weight, which is its opposite.
      weights[level] = -geometry.dynamics.jointForce(of: above[level])
    }
    for side in 0..<2 { forces[model.skeleton.feet[side].index] = feet[side].spatial }
    abdomen.update(using: geometry.dynamics, into: &forces)
    forces.withUnsafeBufferPointer { external in
      multibody.computeInverseDynamics(
        accelerations: accelerations.baseAddress,
        externalForces: external.baseAddress,
        into: tau,
        using: &geometry.dynamics
      )
    }
  }

  private func collect(
    _ frame: GaitMotion.Frame,
    _ report: MuscleRecruitmentReport,
    into solution: inout WalkingFrameSolution
  ) {
    let curve = model.skeleton.neutralCurve
    solution.time = frame.time
    solution.pelvicTilt = frame[.pelvisTilt]
    solution.sacralSlope = curve.upperEndplateSlopes[0] + frame[.pelvisTilt]
    var flexion = 0.0
    for level in 0..<LumbarLevel.count - 1 {
      flexion += geometry.coordinates[equations[3 * level]]
    }
    solution.lumbarLordosis = curve.lordosis - flexion
    let activations = recruitment.activations()
    for muscle in 0..<geometry.muscleCount {
      let activation = activations[muscle]
      solution.activations[muscle] = activation
      solution.muscleForces[muscle] =
        activation * geometry.capacities[muscle] + geometry.passiveForces[muscle]
    }
    for equation in 0..<equations.count {
      solution.jointMoments[equation] = generalizedForces[equations[equation]]
      solution.jointAngles[equation] = geometry.coordinates[equations[equation]]
      solution.jointRates[equation] = speeds[equations[equation]]
      solution.unmetMoments[equation] = recruitment.unmetMoment(equation)
    }
    sums.start(muscleForces: solution.muscleForces, in: geometry)
    for level in 0..<LumbarLevel.count {
      // Weight, pressure and joint together make the body above move as it does.
      let transmitted = -geometry.dynamics.jointForce(of: above[level])
      sums[level, .gravity] = weights[level]
      sums[level, .abdominalPressure] = abdomen.onThorax
      sums[level, .inertia] = transmitted - weights[level] - abdomen.onThorax
      sums.write(
        level,
        unmet: solution.unmetMoments[3 * level],
        at: geometry.coordinates,
        into: &solution.levels[LumbarLevel.count - 1 - level]
      )
    }
    writeResidual(into: &solution)
    solution.smallestStiffness = report.stability?.smallestEigenvalueAfter
    solution.status =
      switch report.status {
      case .solved: .ok
      case .demandsUnmet: .unmet(report.unmetMoment)
      case .unstable: .unstable(solution.smallestStiffness ?? 0)
      default: .unfinished("\(report.status)")
      }
  }

  /// The wrench on the pelvis that nothing in the model exerts.
  private func writeResidual(into solution: inout WalkingFrameSolution) {
    let pelvis = model.skeleton.pelvis
    let wrench = geometry.dynamics.jointForce(of: pelvis)
    let frame = geometry.dynamics.transform(of: pelvis)
    let hips = frame * model.skeleton.multibody.childFrame(of: pelvis).translation
    solution.residualForce = wrench.force
    solution.residualMoment = wrench.moment - hips.cross(wrench.force)
  }
}
