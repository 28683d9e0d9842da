// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics

/// A force or torque in proportion to a control: a reserve on a coordinate, or a residual on a body.
public struct IdealActuator: Sendable {
  /// Where an actuator acts.
  public enum Action: Sendable {
    /// On a coordinate.
    case coordinate(CoordinateID)

    /// At a point of a body along a direction of length one; each in ground or in the body.
    ///
    /// The point is in metres.
    case point(
      body: BodyID,
      point: Vector3,
      isPointInGround: Bool,
      direction: Vector3,
      isDirectionInGround: Bool
    )

    /// A torque on one body and its opposite on another, about an axis of length one in ground or in the
    /// first body.
    case torque(on: BodyID, against: BodyID, axis: Vector3, isAxisInGround: Bool)
  }

  /// The name.
  public var name: String

  /// Where it acts.
  public var action: Action

  /// The force or torque at a control of one, in N or N m.
  public var optimalForce: Double

  /// The range of the control, dimensionless; may be infinite.
  public var controls: ClosedRange<Double>

  /// An actuator from its name, action, optimal force (N or N m) and controls (dimensionless).
  public init(
    name: String,
    action: Action,
    optimalForce: Double,
    controls: ClosedRange<Double> = -.infinity ... .infinity
  ) {
    precondition(optimalForce.isFinite, "the optimal force of '\(name)' is \(optimalForce)")
    self.name = name
    self.action = action
    self.optimalForce = optimalForce
    self.controls = controls
  }

  /// Adds the forces of an actuation on bodies and coordinates.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - actuation: The force or torque, in N or N m.
  ///   - bodies: By body, in ground axes about the ground origin.
  ///   - coordinates: By coordinate, in N m or N.
  ///   - workspace: A workspace of the model with positions up to date.
  func add(
    _ actuation: Double,
    toBodies bodies: inout [SpatialForce],
    coordinates: inout [Double],
    using workspace: borrowing DynamicsWorkspace
  ) {
    switch action {
    case .coordinate(let coordinate): coordinates[coordinate.index] += actuation
    case .point(let body, let point, let isPointInGround, let direction, let isDirectionInGround):
      let frame = workspace.transform(of: body)
      bodies[body.index] += SpatialForce(
        force: (isDirectionInGround ? direction : frame.rotation * direction) * actuation,
        at: isPointInGround ? point : frame * point
      )
    case .torque(let first, let second, let axis, let isAxisInGround):
      let turned = isAxisInGround ? axis : workspace.transform(of: first).rotation * axis
      let torque = SpatialForce(moment: turned * actuation, force: .zero)
      bodies[first.index] += torque
      bodies[second.index] -= torque
    }
  }

  /// Adds what an actuation does to the forces of the coordinates.
  ///
  /// Performs no heap allocation.
  func addGeneralizedForces(
    _ actuation: Double,
    to coordinates: inout [Double],
    of model: MultibodyModel,
    using workspace: borrowing DynamicsWorkspace
  ) {
    switch action {
    case .coordinate(let coordinate): coordinates[coordinate.index] += actuation
    case .point(let body, let point, let isPointInGround, let direction, let isDirectionInGround):
      let frame = workspace.transform(of: body)
      let force = SpatialForce(
        force: (isDirectionInGround ? direction : frame.rotation * direction) * actuation,
        at: isPointInGround ? point : frame * point
      )
      model.addGeneralizedForces(of: force, on: body, to: &coordinates, using: workspace)
    case .torque(let first, let second, let axis, let isAxisInGround):
      let turned = isAxisInGround ? axis : workspace.transform(of: first).rotation * axis
      let torque = SpatialForce(moment: turned * actuation, force: .zero)
      model.addGeneralizedForces(of: torque, on: first, to: &coordinates, using: workspace)
      model.addGeneralizedForces(of: -torque, on: second, to: &coordinates, using: workspace)
    }
  }
}
