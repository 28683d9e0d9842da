// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import Iliopsoas
internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics
internal import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The equations of motion of a leg swing.
///
/// State: coordinates of the chain, their rates, the activation of each group, the work done on the
/// chain by all moments and by the motion of the hip, and the length of every fibre whose tendon
/// stretches. Time counts from toe-off, in seconds.
struct SwingDynamics: DifferentialSystem, ~Copyable {
  let leg: SwingLeg
  let program: SwingProgram
  let hip: PrescribedHip
  private let bursts: [ExcitationBurst]
  /// The first group that is excited as each is: psoas and iliacus usually are alike.
  let alike: [Int]
  private var chain: MultibodyModel
  private let baseGravity: Vector3
  private let foot: BodyID
  /// 1 where the chain begins with the standing leg, else 0.
  let first: Int
  let coordinateCount: Int
  private var state: MultibodyState
  private var accelerations: [Double]
  private var forces: [Double]
  private var workspace: DynamicsWorkspace
  /// Moments at hip, knee and ankle of each source that is one, in newton metres.
  private(set) var moments: [Double]
  /// Forces of the fascicles where they were computed last.
  private(set) var tensions: [FascicleForce]
  /// The fascicles with a fibre in the state, and the law and place of each; -1 for a rigid tendon.
  private let compliant: [Int]
  private let compliantLaws: [CompliantTendonMuscle]
  private let fibrePlaces: [Int]
  private let rigidLaws: [RigidTendonMuscle]
  /// Path and group of each fascicle.
  private let paths: [PathTable]
  private let groups: [SwingGroup]

  let events: [IntegrationEvent]

  /// The places of the events.
  enum Event: Int {
    /// The heel comes down to the ground.
    case heelStrike
    /// The ball of the foot comes down to the ground.
    case ballContact
    /// The ball of the foot is lowest.
    case lowestBall
    /// The knee is bent most.
    case kneeBentMost
    /// The knee reaches its stop.
    case kneeExtended
    /// The hip has sunk to half the length of the standing leg.
    case fall
  }

  init(_ leg: SwingLeg, _ program: SwingProgram, endsAtContact: Bool) {
    events = [
      IntegrationEvent(.falling, isTerminal: endsAtContact),
      IntegrationEvent(.falling, isTerminal: endsAtContact),
      IntegrationEvent(.rising),
      IntegrationEvent(.falling),
      IntegrationEvent(.falling),
      IntegrationEvent(.falling, isTerminal: true),
    ]
    self.leg = leg
    self.program = program
    hip = PrescribedHip(leg.start, speedRatio: program.speedRatio)
    let bursts = SwingGroup.allCases.map(program.burst)
    self.bursts = bursts
    alike = bursts.map { burst in bursts.firstIndex(of: burst) ?? 0 }
    let stands = program.hipMotion == .stanceLeg
    chain = stands ? leg.chains.stanceLeg : leg.chains.prescribed
    foot = stands ? leg.foot.stanceLeg : leg.foot.prescribed
    baseGravity = chain.gravity
    first = stands ? 1 : 0
    coordinateCount = chain.coordinateCount
    state = chain.neutralState()
    accelerations = [Double](repeating: 0, count: chain.coordinateCount)
    forces = accelerations
    workspace = DynamicsWorkspace(for: chain)
    moments = [Double](repeating: 0, count: 3 * SwingSource.momentCount)
    tensions = [FascicleForce](repeating: FascicleForce(), count: leg.fascicles.count)
    paths = leg.fascicles.map(\.path)
    groups = leg.fascicles.map(\.group)
    // Without passive tissue the curve is too low to be seen: 1e-12 of the greatest force.
    let factor = program.hasPassiveTissue ? 1 : 1e-12
    rigidLaws = leg.fascicles.map { fascicle in
      var law = fascicle.law
      law.passiveCurve = law.passiveCurve.stiffened(by: factor)
      return law
    }
    var compliant: [Int] = []
    var laws: [CompliantTendonMuscle] = []
    var places = [Int](repeating: -1, count: leg.fascicles.count)
    for (index, fascicle) in leg.fascicles.enumerated() where program.tendon == .compliant {
      guard var law = fascicle.compliant else { continue }
      law.muscle = rigidLaws[index]
      places[index] = compliant.count
      compliant.append(index)
      laws.append(law)
    }
    self.compliant = compliant
    compliantLaws = laws
    fibrePlaces = places
  }

  // Places in the state.
  var activationStart: Int { 2 * coordinateCount }
  var workPlace: Int { activationStart + SwingGroup.count }
  var fibreStart: Int { workPlace + 1 }
  var stateCount: Int { fibreStart + compliant.count }

  /// Hip flexion, knee flexion and dorsiflexion, in radians, and their rates, in rad/s.
  func angles(_ y: [Double]) -> LegAngles {
    let n = coordinateCount
    let lean = first == 1 ? (y[0], y[n]) : (0, 0)
    return LegAngles(
      hip: y[first] - lean.0,
      knee: y[first + 1],
      ankle: y[first + 2],
      hipRate: y[n + first] - lean.1,
      kneeRate: y[n + first + 1],
      ankleRate: y[n + first + 2]
    )
  }

  mutating func computeRates(at time: Double, of y: [Double], into rates: inout [Double]) {
    let n = coordinateCount
    guard place(y, at: time), computeMoments(at: time, y) else {
      for i in rates.indices { rates[i] = .nan }
      return
    }
    for i in 0..<n { forces[i] = 0 }
    for source in 0..<SwingSource.momentCount {
      for joint in 0..<3 { forces[first + joint] += moments[3 * source + joint] }
    }
    do {
      try chain.computeAccelerations(
        state,
        generalizedForces: forces,
        into: &accelerations,
        using: &workspace
      )
    } catch {
      accelerations[0] = .nan
    }
    var power = 0.0
    for i in 0..<n {
      rates[i] = y[n + i]
      rates[n + i] = accelerations[i]
      power += forces[i] * y[n + i]
    }
    if first == 0 {
      let acceleration = hip.acceleration(time)
      let momentum = chain.momentum(using: workspace).linear
      power -= acceleration.forward * momentum.x + acceleration.upward * momentum.y
    }
    for group in SwingGroup.allCases {
      let place = activationStart + group.rawValue
      let same = activationStart + alike[group.rawValue]
      // One law for all: alike excitations from alike activations have one rate.
      if same != place && y[same] == y[place] {
        rates[place] = rates[same]
        continue
      }
      rates[place] = leg.activation.rate(
        activation: y[place],
        excitation: excitation(of: group, at: time)
      )
    }
    rates[workPlace] = power
    for (place, index) in compliant.enumerated() {
      rates[fibreStart + place] = tensions[index].fibreSpeed
    }
  }

  /// The excitation of a group, dimensionless in 0...1.
  func excitation(of group: SwingGroup, at time: Double) -> Double {
    guard program.hasExcitation && !program.isBallistic else { return 0 }
    return bursts[group.rawValue].excitation(at: time)
  }

  /// Moves the chain to a state and time; false for a state that is not finite.
  private mutating func place(_ y: [Double], at time: Double) -> Bool {
    let n = coordinateCount
    var sum = 0.0
    for i in 0..<2 * n { sum += y[i] * 0 }
    guard sum == 0 else { return false }
    for i in 0..<n {
      state.coordinates[i] = y[i]
      state.speeds[i] = y[n + i]
    }
    if first == 0 {
      // In axes that move with the hip its acceleration acts like a weight.
      chain.updateGravity(baseGravity - hipAcceleration(time))
    }
    return true
  }

  /// Acceleration of the hip's centre in axes of the ground, in m/s2.
  private func hipAcceleration(_ time: Double) -> Vector3 {
    let acceleration = hip.acceleration(time)
    return Vector3(acceleration.forward, acceleration.upward, 0)
  }

  /// The moments of muscles, tissue, knee stop and ankle; false outside the range of the tables.
  private mutating func computeMoments(at time: Double, _ y: [Double]) -> Bool {
    for i in moments.indices { moments[i] = 0 }
    let a = angles(y)
    guard let place = TablePlace(hip: a.hip, knee: a.knee) else { return false }
    func add(_ source: SwingSource, _ joint: Int, _ moment: Double) {
      moments[3 * source.rawValue + joint] += moment
    }
    let stop = leg.kneeStop
    add(
      .kneeStop,
      1,
      stop.moment(atFlexion: a.knee)
        - leg.kneeStopDamping * stop.stiffness(atFlexion: a.knee) * a.kneeRate
    )
    add(
      .ankle,
      2,
      leg.ankle.stiffness * (leg.ankle.rest - a.ankle) - leg.ankle.damping * a.ankleRate
    )
    guard !program.isBallistic else { return true }
    if program.hasPassiveTissue {
      add(.capsule, 0, leg.model.hipCapsule.moment(atFlexion: a.hip))
      let energy = leg.passiveEnergy(at: place)
      add(.otherPassive, 0, -energy.hip)
      add(.otherPassive, 1, -energy.knee)
    }
    for index in paths.indices {
      let group = groups[index]
      let path = paths[index](at: place)
      let strength = group == .psoas ? program.psoasStrength : 1
      let activation = min(max(y[activationStart + group.rawValue], 0), 1) * strength
      let speed = path.hip * a.hipRate + path.knee * a.kneeRate
      var force = FascicleForce()
      force.pathLength = path.value
      force.pathSpeed = speed
      let fibre = fibrePlaces[index]
      if fibre >= 0 {
        let c = compliantLaws[fibre].contraction(
          fibreLength: y[fibreStart + fibre],
          pathLength: path.value,
          activation: activation
        )
        force.active = c.activeForce
        force.passive = c.tendonForce - c.activeForce
        force.fibreSpeed = c.fibreSpeed
      } else {
        // Below a billionth of the strength there is nothing to see.
        (force.active, force.passive) = rigidLaws[index].forces(
          pathLength: path.value,
          pathSpeed: speed,
          activation: activation > 1e-9 ? activation : 0
        )
      }
      tensions[index] = force
      let sources = Self.sources[group.rawValue]
      add(sources.active, 0, -path.hip * force.active)
      add(sources.active, 1, -path.knee * force.active)
      add(sources.passive, 0, -path.hip * force.passive)
      add(sources.passive, 1, -path.knee * force.passive)
    }
    return true
  }

  private static let sources: [(active: SwingSource, passive: SwingSource)] = [
    (.psoasActive, .psoasPassive), (.iliacusActive, .iliacusPassive),
    (.rectusFemorisActive, .otherPassive), (.hamstringsActive, .otherPassive),
  ]

  mutating func computeEventValues(at time: Double, of y: [Double], into values: inout [Double]) {
    guard place(y, at: time) else { return }
    chain.updateKinematics(state, in: &workspace)
    let foot = footPlace(at: time)
    values[Event.heelStrike.rawValue] = foot.heelHeight
    values[Event.ballContact.rawValue] = foot.ballHeight + leg.start.toeTolerance
    values[Event.lowestBall.rawValue] = foot.ballVelocity
    let a = angles(y)
    values[Event.kneeBentMost.rawValue] = a.kneeRate
    values[Event.kneeExtended.rawValue] = a.knee - leg.kneeStop.engagement
    values[Event.fall.rawValue] =
      first == 1 ? cos(state.coordinates[0]) - 0.5 : 1
  }

  /// Where the foot is, with the chain where it was placed last.
  private func footPlace(at time: Double) -> FootPlace {
    let heel = workspace.position(of: leg.heel, in: foot)
    let ball = workspace.position(of: leg.ball, in: foot)
    let velocity = workspace.velocity(of: leg.ball, in: foot).y
    guard first == 1 else {
      let height = leg.toeOffHeight + hip.rise(time)
      return FootPlace(
        heelHeight: heel.y + height,
        ballHeight: ball.y + height,
        ballVelocity: velocity + hip.velocity(time),
        heelAhead: heel.x,
        ballAhead: ball.x
      )
    }
    let forward = leg.standingLength * sin(state.coordinates[0])
    return FootPlace(
      heelHeight: heel.y,
      ballHeight: ball.y,
      ballVelocity: velocity,
      heelAhead: heel.x - forward,
      ballAhead: ball.x - forward
    )
  }

  /// Where the foot is in a state at a time; nil for a state that is not finite.
  mutating func footPlace(_ y: [Double], at time: Double) -> FootPlace? {
    guard place(y, at: time) else { return nil }
    chain.updateKinematics(state, in: &workspace)
    return footPlace(at: time)
  }

  /// Kinetic energy, and potential energy in the field of gravity alone, in joules.
  mutating func energy(_ y: [Double], at time: Double) -> Double {
    guard place(y, at: time) else { return .nan }
    chain.updateKinematics(state, in: &workspace)
    chain.updateGravity(baseGravity)
    return chain.kineticEnergy(using: workspace) + chain.potentialEnergy(using: workspace)
  }

  /// Accelerations of hip flexion, knee flexion and dorsiflexion by source, in rad/s2, and all
  /// together as the equations of motion give them; nil outside the range of the tables.
  mutating func inducedAccelerations(_ y: [Double], at time: Double) -> SwingAccelerations? {
    guard place(y, at: time), computeMoments(at: time, y) else { return nil }
    let n = coordinateCount
    chain.updateGravity(baseGravity)
    var lu = LUWorkspace(order: n)
    do {
      try lu.factor(chain.massMatrix(at: state))
    } catch {
      return nil
    }
    /// The accelerations of the joints by generalized forces.
    func joints(_ forces: [Double]) -> [Double] {
      let a = lu.solution(of: forces)
      return [a[first] - (first == 1 ? a[0] : 0), a[first + 1], a[first + 2]]
    }
    var bySource: [[Double]] = []
    for source in 0..<SwingSource.momentCount {
      var forces = [Double](repeating: 0, count: n)
      for joint in 0..<3 { forces[first + joint] = moments[3 * source + joint] }
      bySource.append(joints(forces))
    }
    let weight = chain.staticForces(at: state)
    let bias = chain.biasForces(at: state)
    bySource.append(joints(weight.map { -$0 }))
    bySource.append(joints(zip(bias, weight).map { $1 - $0 }))
    if first == 0 {
      chain.updateGravity(-hipAcceleration(time))
      bySource.append(joints(chain.staticForces(at: state).map { -$0 }))
    } else {
      bySource.append([0, 0, 0])
    }
    var rates = [Double](repeating: 0, count: stateCount)
    computeRates(at: time, of: y, into: &rates)
    let total = [
      rates[n + first] - (first == 1 ? rates[n] : 0), rates[n + first + 1], rates[n + first + 2],
    ]
    return SwingAccelerations(bySource: bySource, total: total)
  }

  /// Gives every fibre of a state the length at which it is at rest beside its tendon.
  func setFibresAtRest(_ y: inout [Double]) {
    let a = angles(y)
    guard let angles = TablePlace(hip: a.hip, knee: a.knee) else { return }
    for (place, index) in compliant.enumerated() {
      let fascicle = leg.fascicles[index]
      let path = fascicle.path(at: angles)
      let strength = fascicle.group == .psoas ? program.psoasStrength : 1
      y[fibreStart + place] =
        compliantLaws[place].equilibrium(
          pathLength: path.value,
          activation: y[activationStart + fascicle.group.rawValue] * strength
        ).fibreLength
    }
  }
}
