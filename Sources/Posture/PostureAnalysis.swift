// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import MuscleRecruitment
internal import NumericalMethods

/// One analysis of a posture and its neighbours: everything that ``PostureSolver`` owns.
///
/// A class, since the storage has one owner and one place; nothing outside holds it.
final class PostureAnalysis {
  /// The model.
  let model: HumanModel

  /// The choices of the analysis.
  let settings: PostureSettings

  /// The posture from which angles are taken.
  let posture: BodyPosture

  let geometry: PostureGeometry
  let passive: PassiveMoments
  /// The coordinate of each equation: the balanced ones, then the pelvis on supports.
  let equations: [Int]
  private(set) var recruitment: MuscleRecruitmentWorkspace
  private(set) var support: GroundSupport
  let contacts: ContactForces?
  let kinematics: PostureKinematics
  /// Keeps the feet that stand in place; nil where supports carry the body.
  let closure: StanceClosure?
  private let stiffness: ColumnStiffness
  private var tiltKinematics: TiltKinematics
  private var discFrames: DiscFrames
  private let splitter: LoadSplitter
  private let levelsBelow: [Int]
  private let generalizedForces: UnsafeMutableBufferPointer<Double>
  private let demands: UnsafeMutableBufferPointer<Double>
  private let sums: UnsafeMutableBufferPointer<SpatialForce>
  /// True where the muscles must also make the column stable.
  let needsStability: Bool
  private var stanceIsClosed = true
  private let flexions: [Int]

  /// The equations of the flexion of the hips.
  private static let rightHipFlexion = 3 * LumbarLevel.count
  private static let leftHipFlexion = rightHipFlexion + 3

  /// Moments below this, in newton metres, are rounding of the load sharing and count as met.
  private static let momentRounding = 1e-9

  /// Makes an analysis for a model and a posture, with its first solution.
  init(model: HumanModel, posture: BodyPosture, settings: PostureSettings) {
    self.model = model
    self.settings = settings
    self.posture = posture
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
    kinematics = PostureKinematics(model: model, settings: settings)
    tiltKinematics = TiltKinematics(model: model, settings: settings)
    discFrames = DiscFrames(model: model)
    splitter = LoadSplitter(model: model)
    levelsBelow = (0..<skeleton.multibody.bodyCount).map {
      skeleton.levelsBelow(BodyID(index: $0))
    }
    let balanced = skeleton.balancedCoordinates.map(\.index)
    switch posture.carrier {
    case .feet(let feet):
      equations = balanced
      contacts = nil
      support = GroundSupport(
        model: model,
        settings: settings,
        feet: feet,
        handLoad: posture.handLoad
      )
      closure = StanceClosure(
        model: model,
        feet: feet,
        handLoad: HandLoad(model: model, mass: posture.handLoad)
      )
    case .supports(let supports):
      let equations = balanced + skeleton.pelvisCoordinates.map(\.index)
      self.equations = equations
      contacts = ContactForces(model: model, supports: supports, equations: equations)
      support = GroundSupport(
        model: model,
        settings: settings,
        feet: [],
        handLoad: posture.handLoad
      )
      closure = nil
    }
    flexions = LumbarLevel.allCases.map { skeleton.lumbar[$0][0].index }
    generalizedForces = .filled(0, count: skeleton.multibody.coordinateCount)
    demands = .filled(0, count: equations.count)
    sums = .filled(.zero, count: LumbarLevel.count * LoadPart.count)
    needsStability = settings.requiresStability && posture.isFree
    recruitment = MuscleRecruitmentWorkspace(
      muscles: model.muscles.count,
      coordinates: equations.count,
      supports: contacts?.count ?? 0,
      stiffnessOrder: needsStability ? stiffness.coordinateCount : 0
    )
    recruitment.program.exponent = settings.exponent
    let weights = EffortScale.weights(of: model.muscles, settings.weights)
    for muscle in weights.indices {
      recruitment.program.setVariable(muscle, weight: weights[muscle], lower: 0, upper: 1)
    }
    stanceIsClosed = placeAsGiven()
    _ = recruit(stable: needsStability)
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
  ///   - tilt: Tilt from neutral standing, in radians; within ``PostureSolver/tiltRange``.
  ///   - solution: Receives the loads; made for the same model.
  func solve(tilt: Double, into solution: inout PostureSolution) {
    precondition(
      PostureSolver.tiltRange.contains(tilt),
      "a tilt of \(tilt) rad is outside \(PostureSolver.tiltRange)"
    )
    guard let q = geometry.coordinates.baseAddress else { return }
    tiltKinematics.write(tilt: tilt, to: q)
    update()
    recruitment.restart()
    collect(recruit(stable: needsStability), into: &solution)
  }

  /// Analyses the posture as it is given.
  func solve(into solution: inout PostureSolution) {
    stanceIsClosed = placeAsGiven()
    recruitment.restart()
    collect(recruit(stable: needsStability), into: &solution)
  }

  /// Analyses given coordinates, in radians or metres, with passive forces in newtons.
  func solve(
    at coordinates: [Double],
    passiveForces: [Double],
    into solution: inout PostureSolution
  ) {
    for (index, value) in coordinates.enumerated() { geometry.coordinates[index] = value }
    for (muscle, force) in passiveForces.enumerated() { geometry.relaxedForces[muscle] = force }
    update()
    recruitment.restart()
    collect(recruit(stable: needsStability), into: &solution)
  }

  /// Writes the angles of the posture and brings everything there; false when no stance was found.
  func placeAsGiven() -> Bool {
    kinematics.write(posture, to: geometry.coordinates)
    if closure != nil { flattenFeet() }
    return place()
  }

  /// Closes the stance from the angles that stand there and brings everything to them.
  func place() -> Bool {
    let isClosed = closure?.close(geometry.coordinates, using: &geometry.dynamics) ?? true
    update()
    return isClosed
  }

  /// A first guess of the ankles: flat feet under legs as they are given.
  private func flattenFeet() {
    let q = geometry.coordinates
    for side in 0..<2 {
      let leg = side == 0 ? posture.rightLeg : posture.leftLeg
      q[kinematics.places.ankles[side]] = leg.kneeFlexion - leg.thighElevation
    }
  }

  private func update() {
    geometry.update()
    discFrames.update(using: geometry.dynamics)
    support.update(model: model.skeleton.multibody, using: geometry.dynamics)
    updateProgram()
  }

  /// Load sharing at the angles that stand there, from the multipliers that stand there.
  func recruit(stable: Bool) -> MuscleRecruitmentReport {
    guard stable else { return recruitment.solve() }
    stiffness.update()
    return recruitment.solve(stableUnder: stiffness)
  }

  /// Settles the posture where the effort is least and analyses it there.
  func settle(_ options: EquilibriumOptions, into solution: inout PostureSolution)
    -> EquilibriumReport
  {
    let report = Settling(self, options: options).run(options)
    recruitment.restart()
    collect(recruit(stable: needsStability), into: &solution)
    if report.status != .settled { solution.status = PostureStatus(report.status.description) }
    return report
  }

  /// Lets the next load sharing start from what was kept at the making of the analysis.
  func restartSharing() { recruitment.restart() }

  /// The cost of a newton metre unmet, in units of effort; nil for the solver's own.
  func setUnmetPenalty(_ penalty: Double?) { recruitment.program.unmetPenalty = penalty }

  /// True where a muscle or a leg differs from its mirror image.
  var sidesDiffer: Bool {
    if posture.rightLeg != posture.leftLeg { return true }
    if case .feet(let feet) = posture.carrier, feet.count != 2 { return true }
    let count = model.muscles.count / 2
    return (0..<count).contains { model.muscles[$0].law != model.muscles[$0 + count].law }
  }

  /// The smallest eigenvalue of the column's stiffness under the last load sharing, in N m/rad.
  func columnStiffness() -> Double {
    let order = stiffness.coordinateCount
    stiffness.update()
    var matrix = Matrix(rows: order, columns: order)
    var eigen = SymmetricEigenWorkspace(order: order)
    let activations = UnsafeBufferPointer(
      start: recruitment.activations(),
      count: geometry.muscleCount
    )
    var elements = [Double](repeating: 0, count: order * order)
    var span = elements.mutableSpan
    stiffness.computeStiffness(activations: activations.span, into: &span)
    for j in 0..<order {
      for i in 0..<order { matrix[i, j] = elements[order * j + i] }
    }
    do {
      try eigen.decompose(matrix)
      return eigen.eigenvalue(0)
    } catch {
      preconditionFailure("the stiffness has no eigenvalues: \(error)")
    }
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
      demands[equation] = tau[equations[equation]]
      if equation < 3 * LumbarLevel.count {
        demands[equation] -= passive.moment(
          axis: equation % 3,
          at: geometry.coordinates[equations[equation]]
        )
      } else if equation == Self.rightHipFlexion || equation == Self.leftHipFlexion {
        demands[equation] -= passive.hipMoment(
          atFlexion: geometry.coordinates[equations[equation]]
        )
      }
    }
    let arms = geometry.arms
    for muscle in 0..<geometry.muscleCount where geometry.passiveForces[muscle] != 0 {
      let arm = arms + muscle * geometry.columns
      for equation in 0..<geometry.equations {
        demands[equation] -= arm[equation] * geometry.passiveForces[muscle]
      }
    }
    guard let forces = geometry.capacities.baseAddress, let demands = demands.baseAddress
    else { return }
    recruitment.setMoments(
      arms: arms,
      stride: geometry.columns,
      count: geometry.equations,
      forces: forces
    )
    recruitment.setDemands(demands)
    contacts?.write(to: &recruitment, using: geometry.dynamics)
  }

  /// Writes loads and status of the last load sharing.
  func collect(_ report: MuscleRecruitmentReport, into solution: inout PostureSolution) {
    let curve = model.skeleton.neutralCurve
    let tilt = geometry.coordinates[kinematics.places.pelvis[0]]
    for index in 0..<solution.coordinates.count {
      solution.coordinates[index] = geometry.coordinates[index]
    }
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
    sumContacts()
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
        -geometry.dynamics.jointForce(of: above) - support.onThorax - support.onHands
      sums[row + LoadPart.abdominalPressure.rawValue] = support.onThorax
      sums[row + LoadPart.external.rawValue] = support.onHands
      let frame = discFrames.frames[level]
      let tension = passive.ligamentTension(atFlexion: geometry.coordinates[flexions[level]])
      sums[row + LoadPart.passive.rawValue] = SpatialForce(
        force: frame.normal * -tension,
        at: frame.centre
      )
    }
  }

  /// Adds what the supports push on everything above each level.
  private func sumContacts() {
    let external = LoadPart.external.rawValue
    contacts?.forEachForce(in: recruitment, using: geometry.dynamics) { body, point, force in
      for level in 0..<levelsBelow[body] {
        sums[level * LoadPart.count + external] += SpatialForce(force: force, at: point)
      }
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
    guard stanceIsClosed else { return .noStance }
    return switch report.status {
    case .solved: .ok
    case .demandsUnmet: .unmet(report.unmetMoment)
    case .unstable: .unstable(solution.smallestStiffness ?? 0)
    default: PostureStatus("load sharing did not finish: \(report.status)")
    }
  }
}
