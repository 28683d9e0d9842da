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
  /// Whether the thigh of the right and of the left leg keeps its direction while the pelvis turns;
  /// a foot that stands leads its leg.
  let followingLegs: [Bool]
  private let stiffness: ColumnStiffness
  private var tiltKinematics: TiltKinematics
  let sums: LevelLoadSums
  private let generalizedForces: UnsafeMutableBufferPointer<Double>
  private let demands: UnsafeMutableBufferPointer<Double>
  /// True where the muscles must also make the column stable.
  let needsStability: Bool
  private(set) var stanceIsClosed = true
  let flexions: [Int]

  /// Makes an analysis for a model and a posture, with its first solution.
  init(model: HumanModel, posture: BodyPosture, settings: PostureSettings) {
    self.model = model
    self.settings = settings
    self.posture = posture
    let skeleton = model.skeleton
    let coefficient =
      settings.muscleStiffness ?? model.parameters["muscle.stiffness_coefficient"]
    passive = PassiveMoments(
      model: model,
      tissue: settings.passiveTissue,
      stiffensWithLoad: settings.stiffensWithLoad,
      holdTime: settings.holdTime
    )
    geometry = PostureGeometry(
      model: model,
      stiffnessCoefficient: coefficient,
      imposedForces: PsoasTension.forces(in: model, perSide: settings.psoasTension)
    )
    stiffness = ColumnStiffness(geometry: geometry, passive: passive, coefficient: coefficient)
    kinematics = PostureKinematics(model: model, settings: settings)
    tiltKinematics = TiltKinematics(model: model, settings: settings)
    sums = LevelLoadSums(model: model, passive: passive)
    let balanced = skeleton.balancedCoordinates.map(\.index)
    switch posture.carrier {
    case .feet(let feet):
      followingLegs = Muscle.Side.allCases.map { !feet.contains($0) }
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
      followingLegs = [true, true]
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
    placeAsGiven()
    _ = recruit(stable: needsStability)
    recruitment.rememberStart()
  }

  deinit {
    generalizedForces.deallocate()
    demands.deallocate()
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
    passive.unload()
    tiltKinematics.write(tilt: tilt, to: q)
    stanceIsClosed = true
    update()
    shareUnderLoad(into: &solution)
  }

  /// Analyses the posture as it is given.
  func solve(into solution: inout PostureSolution) {
    passive.unload()
    placeAsGiven()
    shareUnderLoad(into: &solution)
  }

  /// Analyses given coordinates, in radians or metres, with passive forces in newtons.
  func solve(
    at coordinates: [Double],
    passiveForces: [Double],
    into solution: inout PostureSolution
  ) {
    for (index, value) in coordinates.enumerated() { geometry.coordinates[index] = value }
    for (muscle, force) in passiveForces.enumerated() { geometry.relaxedForces[muscle] = force }
    passive.unload()
    stanceIsClosed = true
    update()
    shareUnderLoad(into: &solution)
  }

  /// Shares the loads at the angles that stand there, again and again where levels stiffen with their
  /// load, until their stiffness belongs to the loads that come out.
  private func shareUnderLoad(into solution: inout PostureSolution) {
    for _ in 0..<Self.loadPasses {
      recruitment.restart()
      collect(recruit(stable: needsStability), into: &solution)
      guard solution.status == .ok, passive.stiffen(under: solution.levels) > Self.loadTolerance
      else { return }
      updateProgram()
    }
    solution.status = .loadUnsettled
  }

  /// The most repetitions until the stiffness of the levels belongs to their load; chosen, four are
  /// usual.
  private static let loadPasses = 30

  /// The change of a level's factor of stiffness that counts as none, dimensionless; chosen, worth less
  /// than a newton of compression.
  private static let loadTolerance = 1e-4

  /// Writes the angles of the posture and brings everything there.
  func placeAsGiven() {
    kinematics.write(posture, to: geometry.coordinates)
    if closure != nil { flattenFeet() }
    place()
  }

  /// Closes the stance from the angles that stand there and brings everything to them; false when no
  /// stance was found.
  @discardableResult
  func place() -> Bool {
    stanceIsClosed = closure?.close(geometry.coordinates, using: &geometry.dynamics) ?? true
    update()
    return stanceIsClosed
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
    sums.updateDiscs(using: geometry.dynamics)
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
    passive.unload()
    var report = settleOnce(options, into: &solution)
    var passes = 1
    while solution.status == .ok, passive.stiffen(under: solution.levels) > Self.loadTolerance {
      report = settleOnce(options, into: &solution)
      passes += 1
      if passes == Self.loadPasses {
        solution.status = .loadUnsettled
        break
      }
    }
    return report
  }

  private func settleOnce(_ options: EquilibriumOptions, into solution: inout PostureSolution)
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

  /// The smallest eigenvalue of the column's stiffness under the last load sharing, in N m/rad; nil
  /// where the stiffness is not finite.
  func columnStiffness() -> Double? {
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
      return nil
    }
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
    guard let demands = demands.baseAddress else { return }
    geometry.writeProgram(
      generalizedForces: tau,
      equations: equations,
      passive: passive,
      demands: demands,
      to: &recruitment
    )
    contacts?.write(to: &recruitment, using: geometry.dynamics)
  }
}
