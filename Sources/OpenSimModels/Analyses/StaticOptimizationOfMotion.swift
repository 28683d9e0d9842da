// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics
internal import MuscleMechanics
public import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Which muscle activations move a model along a recorded motion with least effort.
///
///     minimise    sum_i |a_i|^p
///     subject to  sum_i r_ji F_i a_i = tau_j      every free coordinate j
///                 lower_i <= a_i <= upper_i
///
/// F_i is the active force of muscle i at full activation with a tendon that does not stretch, or its greatest
/// isometric force; r_ji is its moment arm; tau_j is inverse dynamics with external loads and passive forces. Reserves and
/// residuals are actuators with F_i their optimal force. Couplers are carried through their slopes, so a free
/// coordinate balances the work of all that follow it; a released coupler's coordinate has an equation of its
/// own. This is OpenSim's static optimisation: Anderson and Pandy (2001), Journal of Biomechanics 34:153-161.
public struct StaticOptimizationOfMotion: Sendable {
  /// The choices of an optimisation.
  public struct Settings: Sendable, Hashable, Codable {
    /// The exponent p of the effort, dimensionless, above one.
    public var exponent: Double

    /// True when a muscle is as strong as its length and speed allow; false for its greatest isometric force.
    public var usesMusclePhysiology: Bool

    /// Which moment arms muscles have where they wrap.
    public var pulls: MusclePulls

    /// How exactly each frame is solved.
    public var solver: SeparableConvexSolver.Settings

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - exponent: Dimensionless, above one.
    ///   - usesMusclePhysiology: Whether length and speed of a muscle count.
    ///   - pulls: Which moment arms muscles have where they wrap.
    ///   - solver: How exactly each frame is solved.
    public init(
      exponent: Double = 2,
      usesMusclePhysiology: Bool = true,
      pulls: MusclePulls = .alongPieces,
      solver: SeparableConvexSolver.Settings = .init()
    ) {
      precondition(exponent > 1, "the exponent of the effort must exceed 1, not \(exponent)")
      self.exponent = exponent
      self.usesMusclePhysiology = usesMusclePhysiology
      self.pulls = pulls
      self.solver = solver
    }
  }

  /// The model that moves, with all of its couplers.
  public let model: MultibodyModel

  /// The model whose couplers hold in the equations; the others are released.
  public let balanced: MultibodyModel

  /// The coordinates with an equation, in the order of the model.
  public let equations: [CoordinateID]

  /// How it moves.
  public let motion: RecordedMotion

  /// What pushes it; nil for nothing.
  public let loads: RecordedLoads?

  /// The muscles.
  public let muscles: OpenSimMuscles

  /// Reserves and residuals.
  public let reserves: [IdealActuator]

  /// Springs, ligaments, bushings and limits that act; nil for none.
  public let passive: OpenSimPassiveForces?

  /// The choices.
  public var settings: Settings

  /// The place of each equation among the independent coordinates of `balanced`.
  private let places: [Int]

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - model: The model with all of its couplers.
  ///   - balanced: The same tree without the couplers that are released; nil to release none.
  ///   - held: Coordinates that are locked or prescribed and have no equation.
  ///   - motion: How the model moves.
  ///   - loads: What pushes it; nil for nothing.
  ///   - muscles: The muscles.
  ///   - reserves: Reserves and residuals.
  ///   - passive: Springs, ligaments, bushings and limits that act; nil for none.
  ///   - settings: The choices.
  public init(
    model: MultibodyModel,
    balanced: MultibodyModel? = nil,
    held: [CoordinateID] = [],
    motion: RecordedMotion,
    loads: RecordedLoads? = nil,
    muscles: OpenSimMuscles,
    reserves: [IdealActuator] = [],
    passive: OpenSimPassiveForces? = nil,
    settings: Settings = Settings()
  ) {
    precondition(
      motion.coordinateCount == model.coordinateCount,
      "the motion has \(motion.coordinateCount) coordinates, the model \(model.coordinateCount)"
    )
    self.model = model
    let balanced = balanced ?? model
    self.balanced = balanced
    self.motion = motion
    self.loads = loads
    self.muscles = muscles
    self.reserves = reserves
    self.passive = passive
    self.settings = settings
    let held = Set(held)
    places = balanced.independentCoordinates.indices.filter {
      !held.contains(balanced.independentCoordinates[$0])
    }
    equations = places.map { balanced.independentCoordinates[$0] }
  }

  /// The names of the actuators in the order of every result: muscles, then reserves.
  public var actuatorNames: [String] {
    muscles.geometry.muscleNames + reserves.map(\.name)
  }

  /// The number of actuators, dimensionless.
  public var actuatorCount: Int { muscles.geometry.muscleCount + reserves.count }

  // MARK: Solving

  /// Storage for one thread.
  struct Workspace: ~Copyable {
    var mechanics: MotionWorkspace
    var geometry: MuscleGeometryWorkspace
    var program: SeparableProgramWorkspace
    var demands: [Double]
    /// By coordinate, and by independent coordinate.
    var full: [Double]
    var reduced: [Double]
    /// By actuator: the force at an activation of one, in N or N m.
    var strengths: [Double]
  }

  func makeWorkspace() -> Workspace {
    var program = SeparableProgramWorkspace(variables: actuatorCount, equations: equations.count)
    program.exponent = settings.exponent
    let ranges = muscles.controls + reserves.map(\.controls)
    for (index, range) in ranges.enumerated() {
      program.setVariable(index, weight: 1, lower: range.lowerBound, upper: range.upperBound)
    }
    return Workspace(
      mechanics: MotionWorkspace(for: balanced, passive: passive),
      geometry: MuscleGeometryWorkspace(for: muscles.geometry),
      program: program,
      demands: [Double](repeating: 0, count: balanced.coordinateCount),
      full: [Double](repeating: 0, count: balanced.coordinateCount),
      reduced: [Double](repeating: 0, count: balanced.independentCoordinates.count),
      strengths: [Double](repeating: 0, count: actuatorCount)
    )
  }

  /// The activations at given times.
  ///
  /// - Parameters:
  ///   - times: In seconds.
  ///   - map: On how many threads; the result is the same bytes on any number.
  ///   - progress: Is called once for each frame that is done, from any thread.
  /// - Returns: One frame for each time.
  public func solution(
    at times: [Double],
    using map: ParallelMap = ParallelMap(),
    progress: @Sendable () -> Void = {}
  ) -> [StaticOptimizationFrame] {
    map.results(times.count, makeWorkspace: { makeWorkspace() }) {
      (index, workspace: inout Workspace) in
      let frame = solve(at: times[index], using: &workspace)
      progress()
      return frame
    }
  }

  /// The activations at one time, in seconds.
  func solve(at time: Double, using workspace: inout Workspace) -> StaticOptimizationFrame {
    workspace.mechanics.move(to: time, along: motion, loads: loads, of: balanced, coupled: model)
    muscles.geometry.computeLengthsAndMomentArms(
      at: workspace.mechanics.state,
      using: workspace.mechanics.dynamics,
      in: &workspace.geometry,
      pulls: settings.pulls.ofConstruction
    )
    balanced.computeInverseDynamics(
      workspace.mechanics.state,
      accelerations: workspace.mechanics.accelerations,
      externalForces: workspace.mechanics.external,
      into: &workspace.demands,
      using: &workspace.mechanics.dynamics
    )
    workspace.mechanics.subtract(passive, of: balanced, from: &workspace.demands)
    balanced.computeReducedGeneralizedForces(
      workspace.demands,
      into: &workspace.reduced,
      using: workspace.mechanics.dynamics
    )
    var largestDemand = 0.0
    for (equation, place) in places.enumerated() {
      workspace.program.setDemand(equation, workspace.reduced[place])
      largestDemand = max(largestDemand, abs(workspace.reduced[place]))
    }
    setMuscles(&workspace)
    let leastReserve = setReserves(&workspace)
    // A reserve without bounds carries any demand at a marginal price of p a^(p - 1) / strength; what is
    // unmet must cost more (a thousand times, chosen), or the reserve would not be used.
    if leastReserve > 0 {
      let activation = max(1, largestDemand / leastReserve)
      workspace.program.unmetPenalty =
        1000 * settings.exponent * pow(activation, settings.exponent - 1) / leastReserve
    }
    workspace.program.resetMultipliers()
    let report = workspace.program.solve(settings: settings.solver)
    return frame(at: time, report, workspace)
  }
}

extension StaticOptimizationOfMotion {
  /// Writes the columns of the muscles: what each does to the equations at full activation.
  private func setMuscles(_ workspace: inout Workspace) {
    let geometry = muscles.geometry
    let speeds = workspace.mechanics.state.speeds
    for muscle in 0..<geometry.muscleCount {
      for index in workspace.full.indices { workspace.full[index] = 0 }
      var speed = 0.0
      for (column, coordinate) in geometry.coordinates.enumerated() {
        let arm = workspace.geometry.momentArm(of: muscle, column: column)
        workspace.full[coordinate.index] = arm
        speed -= arm * speeds[coordinate.index]
      }
      let law = muscles.laws[muscle]
      let strength =
        !muscles.isApplied[muscle]
        ? 0
        : settings.usesMusclePhysiology
          ? law.staticOptimizationForce(
            pathLength: workspace.geometry.length(of: muscle),
            pathSpeed: speed
          ) : law.maximumIsometricForce
      workspace.strengths[muscle] = strength
      setColumn(muscle, strength: strength, &workspace)
    }
  }

  /// Writes the columns of the reserves; returns the least strength of one without bounds, or zero.
  private func setReserves(_ workspace: inout Workspace) -> Double {
    var least = Double.infinity
    for (place, reserve) in reserves.enumerated() {
      for index in workspace.full.indices { workspace.full[index] = 0 }
      reserve.addGeneralizedForces(
        1,
        to: &workspace.full,
        of: balanced,
        using: workspace.mechanics.dynamics
      )
      let actuator = muscles.geometry.muscleCount + place
      workspace.strengths[actuator] = reserve.optimalForce
      setColumn(actuator, strength: reserve.optimalForce, &workspace)
      if !reserve.controls.lowerBound.isFinite || !reserve.controls.upperBound.isFinite {
        least = min(least, abs(reserve.optimalForce))
      }
    }
    return least.isFinite ? least : 0
  }

  /// Writes a column from the moment arms about all coordinates, which are in `full`.
  private func setColumn(_ actuator: Int, strength: Double, _ workspace: inout Workspace) {
    balanced.computeReducedGeneralizedForces(
      workspace.full,
      into: &workspace.reduced,
      using: workspace.mechanics.dynamics
    )
    let column = workspace.program.coefficients(ofVariable: actuator)
    for (equation, place) in places.enumerated() {
      column[equation] = workspace.reduced[place] * strength
    }
    workspace.program.updateRange(ofVariable: actuator)
  }

  private func frame(
    at time: Double,
    _ report: SeparableProgramReport,
    _ workspace: borrowing Workspace
  ) -> StaticOptimizationFrame {
    let activations = (0..<actuatorCount).map { workspace.program.variable($0) }
    let isMet = report.status != .infeasible
    return StaticOptimizationFrame(
      time: time,
      status: report.status,
      activations: activations,
      forces: zip(activations, workspace.strengths).map { $0 * $1 },
      unmetForces: equations.indices.map { isMet ? 0 : workspace.program.unmetDemand($0) },
      objective: activations.reduce(0) { $0 + pow(abs($1), settings.exponent) }
    )
  }
}
