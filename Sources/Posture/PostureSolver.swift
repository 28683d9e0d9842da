// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics
internal import NumericalMethods

/// Finds muscle forces and disc loads in standing postures of one model.
///
///     sum_i r_ij F_i + passive_j = demand_j        each of the 24 coordinates j
///
/// Every level is balanced in three rotations on its own, and both hips with them, by the muscles
/// of least effort; the loads of the discs follow from all forces on everything above. Make one
/// solver per task; it holds the scratch storage.
public struct PostureSolver: ~Copyable {
  /// The model.
  public let model: HumanModel

  /// The choices of the analysis.
  public let settings: PostureSettings

  private var dynamics: DynamicsWorkspace
  private var muscleGeometry: MuscleGeometryWorkspace
  private var program: SeparableProgramWorkspace
  private var kinematics: TiltKinematics
  private var discFrames: DiscFrames
  private let passive: PassiveMoments
  private var support: GroundSupport
  private let splitter: LoadSplitter
  private let capacities: UnsafeMutableBufferPointer<Double>
  private let passiveForces: UnsafeMutableBufferPointer<Double>
  private let coordinates: UnsafeMutableBufferPointer<Double>
  private let generalizedForces: UnsafeMutableBufferPointer<Double>
  private let balanced: [Int]
  private let imposedForces: [Double]
  private let sums: UnsafeMutableBufferPointer<SpatialForce>

  /// Largest unmet moment, in newton metres, that still counts as balanced.
  public static let balanceTolerance = 0.01

  /// Makes a solver for a model.
  public init(model: HumanModel, settings: PostureSettings = PostureSettings()) {
    self.model = model
    self.settings = settings
    let multibody = model.skeleton.multibody
    let count = model.muscles.count
    dynamics = DynamicsWorkspace(for: multibody)
    muscleGeometry = MuscleGeometryWorkspace(for: model.geometry)
    program = SeparableProgramWorkspace(
      variables: count,
      equations: model.skeleton.balancedCoordinates.count
    )
    program.exponent = settings.exponent
    kinematics = TiltKinematics(model: model, settings: settings)
    discFrames = DiscFrames(model: model)
    passive = PassiveMoments(model: model, tissue: settings.passiveTissue)
    support = GroundSupport(model: model, settings: settings)
    splitter = LoadSplitter(model: model)
    capacities = .allocate(capacity: count)
    passiveForces = .allocate(capacity: count)
    coordinates = .allocate(capacity: multibody.coordinateCount)
    generalizedForces = .allocate(capacity: multibody.coordinateCount)
    capacities.initialize(repeating: 0)
    passiveForces.initialize(repeating: 0)
    coordinates.initialize(repeating: 0)
    generalizedForces.initialize(repeating: 0)
    sums = .allocate(capacity: LumbarLevel.count * LoadPart.allCases.count)
    sums.initialize(repeating: .zero)
    balanced = model.skeleton.balancedCoordinates.map(\.index)
    imposedForces = PsoasTension.forces(in: model, perSide: settings.psoasTension)
    let weights = EffortScale.weights(of: model.muscles, settings.weights)
    for muscle in 0..<count {
      program.setVariable(muscle, weight: weights[muscle], lower: 0, upper: 1)
    }
  }

  deinit {
    capacities.deallocate()
    passiveForces.deallocate()
    coordinates.deallocate()
    generalizedForces.deallocate()
    sums.deallocate()
  }

  /// Analyses standing with the pelvis tilted by an angle in radians, forward positive.
  ///
  /// - Parameters:
  ///   - tilt: Tilt from neutral standing, in radians; within ``tiltRange``.
  ///   - solution: Receives the loads; made for the same model.
  public mutating func solve(tilt: Double, into solution: inout PostureSolution) {
    precondition(
      Self.tiltRange.contains(tilt),
      "a tilt of \(tilt) rad is outside \(Self.tiltRange)"
    )
    guard let q = coordinates.baseAddress else { return }
    kinematics.write(tilt: tilt, to: q)
    model.skeleton.multibody.updatePositions(at: q, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &muscleGeometry)
    discFrames.update(using: dynamics)
    support.update(model: model.skeleton.multibody, using: dynamics)
    updateMuscles()
    updateDemands()
    let report = program.solve()
    collect(report, tilt: tilt, into: &solution)
  }

  /// What each fascicle does at each level that it crosses, in the posture solved last.
  ///
  /// Level by level from T12-L1 down, muscles in the model's order.
  public func fascicleShares(of solution: borrowing PostureSolution) -> [FascicleShare] {
    guard let lines = muscleGeometry.lineForcesPointer, let arms = muscleGeometry.momentArmsPointer
    else { return [] }
    let columns = model.geometry.coordinateCount
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

  /// The tilts that the model accepts, in radians: -20 to 30 degrees.
  public static let tiltRange = Angle.degrees(-20)...Angle.degrees(30)

  /// The force of each muscle at full activation and at rest, in newtons, at its present length.
  private mutating func updateMuscles() {
    guard let lengths = muscleGeometry.lengthsPointer, let arms = muscleGeometry.momentArmsPointer
    else { return }
    let equations = balanced.count
    let columns = model.geometry.coordinateCount
    for index in model.muscles.indices {
      let length = lengths[index]
      let law = model.muscles[index].law
      capacities[index] = law.maximumIsometricForce * law.activeForceFactor(pathLength: length)
      passiveForces[index] = law.passiveForce(pathLength: length)
      let arm = arms + index * columns
      foldAbdomen(arm)
      let row = program.coefficients(ofVariable: index)
      for equation in 0..<equations { row[equation] = arm[equation] * capacities[index] }
      program.updateRange(ofVariable: index)
    }
  }

  /// Adds the moment arms about the abdomen to those about the levels that it follows.
  private func foldAbdomen(_ arm: UnsafeMutablePointer<Double>) {
    let first = balanced.count
    for axis in 0..<3 where arm[first + axis] != 0 {
      for level in 0..<LumbarLevel.count { arm[3 * level + axis] += arm[first + axis] }
      arm[first + axis] = 0
    }
  }

  /// What the active muscles must balance about each coordinate, in newton metres.
  private mutating func updateDemands() {
    guard let tau = generalizedForces.baseAddress, let arms = muscleGeometry.momentArmsPointer
    else { return }
    let multibody = model.skeleton.multibody
    support.forces.withUnsafeBufferPointer { forces in
      multibody.computeStaticForces(
        externalForces: forces.baseAddress,
        into: tau,
        using: &dynamics
      )
    }
    let columns = model.geometry.coordinateCount
    for equation in balanced.indices {
      let coordinate = balanced[equation]
      var demand = tau[coordinate]
      if equation < 3 * LumbarLevel.count {
        demand -= passive.moment(axis: equation % 3, at: coordinates[coordinate])
      }
      for muscle in passiveForces.indices {
        demand -= arms[muscle * columns + equation] * passiveForces[muscle]
      }
      program.setDemand(equation, demand)
    }
  }

  private mutating func collect(
    _ report: SeparableProgramReport,
    tilt: Double,
    into solution: inout PostureSolution
  ) {
    let slope = model.skeleton.neutralCurve
    solution.pelvicTilt = tilt
    solution.sacralSlope = slope.upperEndplateSlopes[0] + tilt
    var extensionSum = 0.0
    for level in LumbarLevel.allCases.dropLast() {
      extensionSum -= coordinates[model.skeleton.lumbar[level][0].index]
    }
    solution.lumbarLordosis = slope.lordosis + extensionSum
    for muscle in capacities.indices {
      let activation = program.variable(muscle)
      solution.activations[muscle] = activation
      solution.muscleForces[muscle] = activation * capacities[muscle] + passiveForces[muscle]
    }
    sumForces(solution.muscleForces)
    for level in LumbarLevel.allCases { write(level, into: &solution) }
    solution.sharingResidual = report.relativeResidual
    solution.status = status(of: report, solution)
  }

  /// Forces on everything above each level by source, in ground axes about the ground origin.
  private mutating func sumForces(_ forces: [Double]) {
    sums.update(repeating: .zero)
    guard let lines = muscleGeometry.lineForcesPointer, let first = sums.baseAddress else { return }
    forces.withUnsafeBufferPointer { pointer in
      guard let forces = pointer.baseAddress else { return }
      splitter.add(forces: forces, lines: lines, to: first)
    }
    let parts = LoadPart.allCases.count
    for level in LumbarLevel.allCases {
      let row = level.rawValue * parts
      let above = model.skeleton.bodyAbove[level]
      // The joint's force holds up weight and pressure, so theirs is its opposite.
      sums[row + LoadPart.gravity.rawValue] = -dynamics.jointForce(of: above) - support.onThorax
      sums[row + LoadPart.abdominalPressure.rawValue] = support.onThorax
      let frame = discFrames.frames[level.rawValue]
      let flexion = coordinates[model.skeleton.lumbar[level][0].index]
      let tension = passive.ligamentTension(atFlexion: flexion)
      sums[row + LoadPart.passive.rawValue] = SpatialForce(
        force: frame.normal * -tension,
        at: frame.centre
      )
    }
  }

  private func write(_ level: LumbarLevel, into solution: inout PostureSolution) {
    let frame = discFrames.frames[level.rawValue]
    let parts = LoadPart.allCases.count
    var load = solution.levels[LumbarLevel.count - 1 - level.rawValue]
    var total = Vector3.zero
    for part in 0..<parts {
      let force = sums[level.rawValue * parts + part].force
      total += force
      load.compressionParts[part] = -force.dot(frame.normal)
      load.anteriorShearParts[part] = force.dot(frame.anterior)
    }
    load.compression = load.compressionParts.total
    load.anteriorShear = load.anteriorShearParts.total
    load.lateralShear = total.dot(frame.right)
    let coordinate = model.skeleton.lumbar[level][0].index
    load.unmetMoment = program.unmetDemand(3 * level.rawValue)
    // What is above bends the level by what its passive tissue and the unmet part hold.
    load.flexionMoment =
      -passive.moment(axis: 0, at: coordinates[coordinate]) - load.unmetMoment
    load.pressure = model.discs[level].pressure(atCompression: load.compression)
    solution.levels[LumbarLevel.count - 1 - level.rawValue] = load
  }

  private func status(
    of report: SeparableProgramReport,
    _ solution: PostureSolution
  ) -> PostureStatus {
    if report.status == .solved { return .ok }
    return PostureStatus("load sharing: \(report.status)")
  }
}
