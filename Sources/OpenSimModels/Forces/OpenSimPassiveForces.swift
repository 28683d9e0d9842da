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
    if geometry.muscleCount > 0 {
      geometry.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    }
    for index in elements.indices {
      switch elements[index] {
      case .spring(let spring):
        forces[spring.coordinate] += spring.force(
          state.coordinates[spring.coordinate],
          state.speeds[spring.coordinate]
        )
      case .limit(let limit):
        forces[limit.coordinate] += limit.force(
          state.coordinates[limit.coordinate],
          state.speeds[limit.coordinate]
        )
      case .path(let path, let law):
        var speed = 0.0
        for column in forces.indices {
          speed -= workspace.momentArm(of: path, column: column) * state.speeds[column]
        }
        let tension = law.tension(length: workspace.length(of: path), speed: speed)
        for column in forces.indices {
          forces[column] += tension * workspace.momentArm(of: path, column: column)
        }
      case .bushing(let bushing):
        let wrench = bushing.forceOnSecond(dynamics)
        model.addGeneralizedForces(
          of: wrench,
          on: bushing.second.body,
          to: &forces,
          using: dynamics
        )
        model.addGeneralizedForces(
          of: -wrench,
          on: bushing.first.body,
          to: &forces,
          using: dynamics
        )
      }
    }
  }
}
