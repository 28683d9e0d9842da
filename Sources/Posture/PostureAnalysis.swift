// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import MuscleRecruitment
internal import NumericalMethods

/// One analysis: everything that ``PostureSolver`` owns.
///
/// A class, since the storage has one owner and one place; nothing outside holds it.
final class PostureAnalysis {
  /// The model.
  let model: HumanModel

  /// The choices of the analysis.
  let settings: PostureSettings

  private let geometry: PostureGeometry
  private let stiffness: ColumnStiffness
  private var recruitment: MuscleRecruitmentWorkspace
  private var kinematics: TiltKinematics
  private var discFrames: DiscFrames
  private let passive: PassiveMoments
  private var support: GroundSupport
  private let splitter: LoadSplitter
  private let generalizedForces: UnsafeMutableBufferPointer<Double>
  private let demands: UnsafeMutableBufferPointer<Double>
  private let sums: UnsafeMutableBufferPointer<SpatialForce>
  private let balanced: [Int]
  private let flexions: [Int]

  /// Moments below this, in newton metres, are rounding of the load sharing and count as met.
  private static let momentRounding = 1e-9

  /// Makes a solver for a model.
  init(model: HumanModel, settings: PostureSettings) {
    self.model = model
    self.settings = settings
    let coefficient =
      settings.muscleStiffness ?? model.parameters["muscle.stiffness_coefficient"]
    passive = PassiveMoments(model: model, tissue: settings.passiveTissue)
    geometry = PostureGeometry(
      model: model,
      stiffnessCoefficient: coefficient,
      imposedForces: PsoasTension.forces(in: model, perSide: settings.psoasTension)
    )
    stiffness = ColumnStiffness(geometry: geometry, passive: passive, coefficient: coefficient)
    kinematics = TiltKinematics(model: model, settings: settings)
    discFrames = DiscFrames(model: model)
    support = GroundSupport(model: model, settings: settings)
    splitter = LoadSplitter(model: model)
    balanced = model.skeleton.balancedCoordinates.map(\.index)
    flexions = LumbarLevel.allCases.map { model.skeleton.lumbar[$0][0].index }
    generalizedForces = .filled(0, count: model.skeleton.multibody.coordinateCount)
    demands = .filled(0, count: balanced.count)
    sums = .filled(.zero, count: LumbarLevel.count * LoadPart.count)
    recruitment = MuscleRecruitmentWorkspace(
      muscles: model.muscles.count,
      coordinates: balanced.count,
      stiffnessOrder: settings.requiresStability ? stiffness.coordinateCount : 0
    )
    recruitment.program.exponent = settings.exponent
    let weights = EffortScale.weights(of: model.muscles, settings.weights)
    for muscle in weights.indices {
      recruitment.program.setVariable(muscle, weight: weights[muscle], lower: 0, upper: 1)
    }
    _ = recruit(tilt: 0)
    recruitment.rememberStart()
  }

  deinit {
    generalizedForces.deallocate()
    demands.deallocate()
    sums.deallocate()
  }

  /// Analyses standing with the pelvis tilted by an angle in radians, forward positive.
  ///
  /// - Parameters:
  ///   - tilt: Tilt from neutral standing, in radians; within ``tiltRange``.
  ///   - solution: Receives the loads; made for the same model.
  func solve(tilt: Double, into solution: inout PostureSolution) {
    precondition(
      PostureSolver.tiltRange.contains(tilt),
      "a tilt of \(tilt) rad is outside \(PostureSolver.tiltRange)"
    )
    let report = recruit(tilt: tilt)
    collect(report, tilt: tilt, into: &solution)
  }

  private func recruit(tilt: Double) -> MuscleRecruitmentReport {
    guard let q = geometry.coordinates.baseAddress else { preconditionFailure("no coordinates") }
    kinematics.write(tilt: tilt, to: q)
    geometry.update()
    discFrames.update(using: geometry.dynamics)
    support.update(model: model.skeleton.multibody, using: geometry.dynamics)
    updateProgram()
    return recruit()
  }

  /// Load sharing, each time from the start kept at the making of the solver, so that a result
  /// does not depend on what was solved before.
  private func recruit() -> MuscleRecruitmentReport {
    recruitment.restart()
    guard settings.requiresStability else { return recruitment.solve() }
    stiffness.update()
    return recruitment.solve(stableUnder: stiffness)
  }

  /// What each fascicle does at each level that it crosses, in the posture solved last.
  ///
  /// Level by level from T12-L1 down, muscles in the model's order.
  func fascicleShares(of solution: borrowing PostureSolution) -> [FascicleShare] {
    guard let lines = geometry.workspace.lineForcesPointer else { return [] }
    let arms = geometry.arms
    let columns = geometry.columns
    var shares: [FascicleShare] = []
    for level in LumbarLevel.topToBottom {
      let frame = discFrames.frames[level.rawValue]
      for muscle in model.muscles.indices {
        guard let pull = splitter.pull(of: muscle, at: level.rawValue, lines: lines) else {
          continue
        }
        let force = solution.muscleForces[muscle]
        shares.append(
          FascicleShare(
            muscle: muscle,
            level: level,
            compression: -force * pull.force.dot(frame.normal),
            anteriorShear: force * pull.force.dot(frame.anterior),
            flexionMoment: force * arms[muscle * columns + 3 * level.rawValue]
          )
        )
      }
    }
    return shares
  }

  /// What the active muscles must balance about each coordinate, and what each can.
  private func updateProgram() {
    guard let tau = generalizedForces.baseAddress else { return }
    let multibody = model.skeleton.multibody
    support.forces.withUnsafeBufferPointer { forces in
      multibody.computeStaticForces(
        externalForces: forces.baseAddress,
        into: tau,
        using: &geometry.dynamics
      )
    }
    for equation in 0..<demands.count {
      demands[equation] = tau[balanced[equation]]
      if equation < 3 * LumbarLevel.count {
        demands[equation] -= passive.moment(
          axis: equation % 3,
          at: geometry.coordinates[balanced[equation]]
        )
      }
    }
    let arms = geometry.arms
    for muscle in 0..<geometry.muscleCount where geometry.passiveForces[muscle] != 0 {
      let arm = arms + muscle * geometry.columns
      for equation in 0..<demands.count {
        demands[equation] -= arm[equation] * geometry.passiveForces[muscle]
      }
    }
    guard let forces = geometry.capacities.baseAddress, let demands = demands.baseAddress
    else { return }
    recruitment.setMoments(arms: arms, stride: geometry.columns, forces: forces)
    recruitment.setDemands(demands)
  }

  private func collect(
    _ report: MuscleRecruitmentReport,
    tilt: Double,
    into solution: inout PostureSolution
  ) {
    let curve = model.skeleton.neutralCurve
    solution.pelvicTilt = tilt
    solution.sacralSlope = curve.upperEndplateSlopes[0] + tilt
    var flexion = 0.0
    for level in 0..<LumbarLevel.count - 1 { flexion += geometry.coordinates[flexions[level]] }
    solution.lumbarLordosis = curve.lordosis - flexion
    let activations = recruitment.activations()
    for muscle in 0..<geometry.muscleCount {
      let activation = activations[muscle]
      solution.activations[muscle] = activation
      solution.muscleForces[muscle] =
        activation * geometry.capacities[muscle] + geometry.passiveForces[muscle]
    }
    sumForces(solution.muscleForces)
    for level in 0..<LumbarLevel.count { write(level, into: &solution) }
    solution.sharingResidual = report.relativeResidual
    solution.smallestStiffness = report.stability?.smallestEigenvalueAfter
    solution.status = status(of: report, solution)
  }

  /// Forces on everything above each level by source, in ground axes about the ground origin.
  private func sumForces(_ forces: [Double]) {
    sums.update(repeating: .zero)
    guard let lines = geometry.workspace.lineForcesPointer, let first = sums.baseAddress
    else { return }
    forces.withUnsafeBufferPointer { pointer in
      guard let forces = pointer.baseAddress else { return }
      splitter.add(forces: forces, lines: lines, to: first)
    }
    for level in 0..<LumbarLevel.count {
      let row = level * LoadPart.count
      let above = model.skeleton.bodyAbove[LumbarLevel(index: level)]
      // The joint's force holds up weight and pressure, so theirs is its opposite.
      sums[row + LoadPart.gravity.rawValue] =
        -geometry.dynamics.jointForce(of: above) - support.onThorax
      sums[row + LoadPart.abdominalPressure.rawValue] = support.onThorax
      let frame = discFrames.frames[level]
      let tension = passive.ligamentTension(atFlexion: geometry.coordinates[flexions[level]])
      sums[row + LoadPart.passive.rawValue] = SpatialForce(
        force: frame.normal * -tension,
        at: frame.centre
      )
    }
  }

  private func write(_ level: Int, into solution: inout PostureSolution) {
    let frame = discFrames.frames[level]
    let place = LumbarLevel.count - 1 - level
    var load = solution.levels[place]
    var total = Vector3.zero
    for part in 0..<LoadPart.count {
      let force = sums[level * LoadPart.count + part].force
      total += force
      load.compressionParts[part] = -force.dot(frame.normal)
      load.anteriorShearParts[part] = force.dot(frame.anterior)
    }
    load.compression = load.compressionParts.total
    load.anteriorShear = load.anteriorShearParts.total
    load.lateralShear = total.dot(frame.right)
    let unmet = recruitment.unmetMoment(3 * level)
    load.unmetMoment = abs(unmet) < Self.momentRounding ? 0 : unmet
    // What is above bends the level by what its passive tissue and the unmet part hold.
    load.flexionMoment =
      -passive.moment(axis: 0, at: geometry.coordinates[flexions[level]]) - load.unmetMoment
    load.pressure = model.discs[load.level].pressure(atCompression: load.compression)
    solution.levels[place] = load
  }

  private func status(
    of report: MuscleRecruitmentReport,
    _ solution: PostureSolution
  ) -> PostureStatus {
    switch report.status {
    case .solved: .ok
    case .demandsUnmet: .unmet(report.unmetMoment)
    case .unstable: .unstable(solution.smallestStiffness ?? 0)
    default: PostureStatus("load sharing did not finish: \(report.status)")
    }
  }
}
