// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics
public import MuscleMechanics
public import OpenSimFormats

/// The forces of a model file that follow from its posture and speeds alone: ligaments, springs,
/// bushings and limits.
///
/// | class | force |
/// |---|---|
/// | `Ligament` | tension F0 f(L / L0) for L > L0 |
/// | `PathSpring` | tension k (L - L0) (1 + c dL/dt) for L > L0, not negative |
/// | `PointToPointSpring` | tension k (L - L0), negative when it pushes |
/// | `SpringGeneralizedForce` | -k (q - q0) - c dq/dt |
/// | `CoordinateLimitForce` | -s k (q - limit) - s c dq/dt beyond a limit, s a smooth step over the transition |
/// | `BushingForce` | -k x - c dx/dt for the angles about X, the new Y and the new Z and the place of a frame in another |
///
/// Muscles and actuators are not among them, nor are forces that the file switches off.
public struct OpenSimPassiveForces: Sendable {
  /// The names of the forces, in the order of the document.
  public let names: [String]

  /// What was left out, since that was allowed by name.
  public let neglected: [UnsupportedPart]

  /// The paths of those forces that have one.
  public let geometry: MuscleGeometry

  private let elements: [PassiveElement]

  /// The classes that are known, and those that are no passive forces.
  private static let others: Set<String> = [
    "CoordinateActuator", "ActivationCoordinateActuator", "PointActuator", "TorqueActuator",
    "PointToPointActuator", "PathActuator", "BodyActuator",
  ]

  /// Makes the passive forces of a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - allowed: The names or kinds of forces and surfaces that may be left out though results then differ
  ///     from OpenSim's.
  /// - Throws: `DocumentError` with line and element when a force cannot be made.
  public init(
    _ model: OpenSimModel,
    neglecting allowed: Set<String> = []
  ) throws(DocumentError) {
    var names: [String] = []
    var elements: [PassiveElement] = []
    var leftOut: [UnsupportedPart] = []
    var paths = PathBuilder(model, neglecting: allowed)
    do throws(DocumentError) {
      for force in model.document.forces
      where force.isApplied && !force.isMuscle && !Self.others.contains(force.kind) {
        do throws(DocumentError) {
          let element = try PassiveElement(force, model, &paths)
          names.append(force.name)
          elements.append(element)
        } catch {
          guard error.code == .unsupported,
            allowed.contains(force.name) || allowed.contains(force.kind)
          else { throw error }
          leftOut.append(UnsupportedPart(name: force.name, kind: force.kind, error: error))
        }
      }
    } catch {
      throw error.inFile(model.document.path)
    }
    self.names = names
    self.elements = elements
    neglected = leftOut + paths.neglected
    geometry = MuscleGeometry(
      paths: paths.paths,
      constructedSurfaces: paths.surfaces,
      model: model.multibody,
      coordinates: (0..<model.multibody.coordinateCount).map(CoordinateID.init(index:))
    )
  }

  /// The number of forces, dimensionless.
  public var count: Int { names.count }

  /// Adds the generalized forces of all passive forces about all coordinates.
  ///
  /// Coordinates that follow others have forces of their own, as in the tree. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: A state of the tree with couplings applied.
  ///   - model: The tree.
  ///   - dynamics: A workspace of the tree with positions and velocities up to date for the state.
  ///   - workspace: A workspace of `geometry`.
  ///   - forces: By coordinate, in N m or N (`count == coordinateCount`); grows by the forces.
  public func addGeneralizedForces(
    at state: borrowing MultibodyState,
    of model: MultibodyModel,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    to forces: inout [Double]
  ) {
    precondition(
      forces.count == model.coordinateCount && state.speeds.count == model.coordinateCount,
      "\(forces.count) forces and \(state.speeds.count) speeds given, the tree has "
        + "\(model.coordinateCount) coordinates"
    )
    computePaths(at: state, using: dynamics, in: &workspace)
    for element in elements {
      switch force(of: element, at: state, using: dynamics, along: workspace) {
      case .coordinate(let coordinate, let force): forces[coordinate] += force
      case .path(let path, let tension):
        for column in forces.indices {
          forces[column] += tension * workspace.momentArm(of: path, column: column)
        }
      case .bodies(let first, let second, let onSecond):
        model.addGeneralizedForces(of: onSecond, on: second, to: &forces, using: dynamics)
        model.addGeneralizedForces(of: -onSecond, on: first, to: &forces, using: dynamics)
      }
    }
  }

  /// Adds all passive forces, on bodies where they act on bodies and else on coordinates.
  ///
  /// Paths pull along lines whose work is that of their moment arms. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: A state of the tree with couplings applied.
  ///   - dynamics: A workspace of the tree with positions and velocities up to date for the state.
  ///   - workspace: A workspace of `geometry`.
  ///   - bodies: By body, in N and N m, in ground axes about the ground origin; grows by the forces.
  ///   - coordinates: By coordinate, in N m or N; grows by the forces.
  func add(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace,
    toBodies bodies: inout [SpatialForce],
    coordinates: inout [Double]
  ) {
    computePaths(at: state, using: dynamics, in: &workspace)
    for element in elements {
      switch force(of: element, at: state, using: dynamics, along: workspace) {
      case .coordinate(let coordinate, let force): coordinates[coordinate] += force
      case .path(let path, let tension):
        for transition in geometry.transitions(of: path) {
          let pull = workspace.lineForce(of: transition) * tension
          let ends = geometry.transitionBodies[transition]
          bodies[ends.first.index] += pull
          bodies[ends.second.index] -= pull
        }
      case .bodies(let first, let second, let onSecond):
        bodies[second.index] += onSecond
        bodies[first.index] -= onSecond
      }
    }
  }

  /// What one of the forces is.
  private enum Force {
    case coordinate(Int, Double)
    /// The tension of a path.
    case path(Int, Double)
    /// On two bodies, that on the second.
    case bodies(BodyID, BodyID, SpatialForce)
  }

  private func computePaths(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    guard geometry.muscleCount > 0 else { return }
    geometry.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
  }

  private func force(
    of element: PassiveElement,
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    along paths: borrowing MuscleGeometryWorkspace
  ) -> Force {
    switch element {
    case .spring(let spring):
      let place = spring.coordinate
      return .coordinate(place, spring.force(state.coordinates[place], state.speeds[place]))
    case .limit(let limit):
      let place = limit.coordinate
      return .coordinate(place, limit.force(state.coordinates[place], state.speeds[place]))
    case .path(let path, let law):
      var speed = 0.0
      for column in state.speeds.indices {
        speed -= paths.momentArm(of: path, column: column) * state.speeds[column]
      }
      return .path(path, law.tension(length: paths.length(of: path), speed: speed))
    case .bushing(let bushing):
      return .bodies(bushing.first.body, bushing.second.body, bushing.forceOnSecond(dynamics))
    }
  }
}
