// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A source of acceleration in one frame of a walk.
public enum AccelerationSource: Sendable, Equatable, Hashable {
  /// Weight of all bodies.
  case gravity
  /// Speeds: centrifugal and Coriolis terms.
  case velocity
  /// The force of the ground on the right or left foot.
  case ground(Muscle.Side)
  /// Pressure in the abdomen.
  case abdominalPressure
  /// A muscle by its place in the model, active and passive.
  case muscle(Int)
  /// Passive tissue of levels and hips.
  case passiveTissue
  /// What holds the arms, and what muscles left unmet.
  case heldJoints
  /// The residual on the pelvis.
  case residual
}

/// What one source alone does to the joints in one frame.
public struct InducedAcceleration: Sendable, Equatable {
  /// The source.
  public let source: AccelerationSource

  /// Acceleration of each balanced coordinate of the model, by its order, in rad/s2.
  public let accelerations: [Double]
}

/// Splits the accelerations of all joints in one frame by what causes them.
///
///     M(q) q'' = sum over sources of their generalized forces
///
/// Each source is applied alone to the whole body, so that a muscle accelerates joints that it does
/// not cross. The ground's forces are a source of their own, as recorded; what part of them a muscle
/// calls forth is not asked. The accelerations of all sources sum to those of the motion: inverse
/// dynamics and the mass matrix reach that sum by two ways.
struct InducedAccelerationSplit {
  /// Sources with their accelerations, and those of the motion.
  let parts: [InducedAcceleration]

  init(_ analysis: WalkingAnalysis, of frame: GaitMotion.Frame) {
    var solution = WalkingFrameSolution(for: analysis.model)
    analysis.solve(frame, into: &solution)
    let forces = SourceForces(analysis, frame, solution)
    let model = analysis.model
    let multibody = model.skeleton.multibody
    let count = multibody.coordinateCount
    // The abdomen has no mass and follows the levels: its rows are left out.
    let free = multibody.independentCoordinates.map(\.index)
    var full = [Double](repeating: 0, count: count * count)
    full.withUnsafeMutableBufferPointer { buffer in
      guard let pointer = buffer.baseAddress else { return }
      multibody.computeMassMatrix(into: pointer, using: &analysis.geometry.dynamics)
    }
    var matrix = Matrix(rows: free.count, columns: free.count)
    for (column, j) in free.enumerated() {
      for (row, i) in free.enumerated() { matrix[row, column] = full[i + count * j] }
    }
    var factors = LUWorkspace(order: free.count)
    do {
      try factors.factor(matrix)
    } catch {
      preconditionFailure("the mass matrix of the body is singular: \(error)")
    }
    let balanced = model.balancedCoordinates.map { coordinate in
      free.firstIndex(of: coordinate.index) ?? 0
    }
    parts = forces.all.map { source, generalized in
      var rates = free.map { generalized[$0] }
      var span = rates.mutableSpan
      factors.solve(&span)
      return InducedAcceleration(source: source, accelerations: balanced.map { rates[$0] })
    }
  }
}

/// The generalized forces of every source in one frame, by coordinate of the multibody model.
private struct SourceForces {
  private(set) var all: [(source: AccelerationSource, forces: [Double])] = []

  init(
    _ analysis: WalkingAnalysis,
    _ frame: GaitMotion.Frame,
    _ solution: WalkingFrameSolution
  ) {
    let model = analysis.model
    let multibody = model.skeleton.multibody
    let count = multibody.coordinateCount
    let zero = [Double](repeating: 0, count: count)
    let needed = Array(analysis.generalizedForces)
    func add(_ source: AccelerationSource, from first: [Double], to second: [Double]) {
      all.append((source, zip(first, second).map { $0 - $1 }))
    }
    // An outside force is what the body needs less when it acts.
    let still = analysis.holdingForces(moving: false, external: analysis.noForces)
    let moving = analysis.holdingForces(moving: true, external: analysis.noForces)
    add(.gravity, from: zero, to: still)
    add(.velocity, from: still, to: moving)
    for (side, name) in [Muscle.Side.right, .left].enumerated() {
      let forces = analysis.groundForces(frame.feet[side], side: side)
      add(.ground(name), from: still, to: analysis.holdingForces(moving: false, external: forces))
    }
    let pressure = analysis.pressureForces()
    add(
      .abdominalPressure,
      from: still,
      to: analysis.holdingForces(moving: false, external: pressure)
    )
    var remaining = needed
    func take(_ source: AccelerationSource, _ forces: [Double]) {
      for index in 0..<count { remaining[index] -= forces[index] }
      all.append((source, forces))
    }
    for muscle in model.muscles.indices {
      let tension = solution.muscleForces[muscle]
      take(.muscle(muscle), analysis.armsByCoordinate(of: muscle).map { $0 * tension })
    }
    take(.passiveTissue, analysis.passiveMoments())
    var residual = zero
    for coordinate in model.skeleton.pelvisCoordinates {
      residual[coordinate.index] = remaining[coordinate.index]
      remaining[coordinate.index] = 0
    }
    all.append((.residual, residual))
    all.append((.heldJoints, remaining))
  }
}

extension WalkingSolver {
  /// What each source alone does to the joints in one frame.
  ///
  /// - Parameter frame: Motion and ground reaction; all numbers finite.
  /// - Returns: Gravity, velocity, ground right and left, pressure, every muscle, passive tissue, the residual
  ///   on the pelvis, and what holds the arms; their accelerations sum to those of the motion.
  public mutating func inducedAccelerations(of frame: GaitMotion.Frame) -> [InducedAcceleration] {
    InducedAccelerationSplit(analysis, of: frame).parts
  }
}
