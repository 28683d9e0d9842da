// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// The name and the mass distribution of a rigid body.
public struct BodyDescription: Sendable, Hashable, Codable {
  /// The name, unique in a model.
  public var name: String

  /// Mass, in kilograms; zero is allowed.
  public var mass: Double

  /// The mass centre in the body frame, in metres.
  public var massCenter: Vector3

  /// The inertia about the mass centre along the body axes, in kilogram square metres.
  ///
  /// Entry (0, 0) is the moment of inertia about X; entry (0, 1) is minus the sum of m x y.
  public var inertia: Matrix3

  /// Describes a body.
  ///
  /// - Parameters:
  ///   - name: The name, unique in a model.
  ///   - mass: Mass, in kilograms.
  ///   - massCenter: The mass centre in the body frame, in metres.
  ///   - inertia: Inertia about the mass centre along the body axes, in kg m2.
  public init(
    name: String,
    mass: Double,
    massCenter: Vector3 = .zero,
    inertia: Matrix3 = .zero
  ) {
    self.name = name
    self.mass = mass
    self.massCenter = massCenter
    self.inertia = inertia
  }

  /// True when no principal moment of inertia exceeds the sum of the other two.
  ///
  /// Every real body satisfies this. Bodies that do not are accepted, since published models
  /// contain some.
  public var satisfiesTriangleInequality: Bool {
    // With the principal moments I1, I2, I3, trace / 2 - I has the eigenvalues (I2 + I3 - I1) / 2
    // and so on; none may be negative.
    BodyDescription.isPositiveSemidefinite(
      Matrix3.identity * (0.5 * inertia.trace) - inertia,
      scale: inertia.trace
    )
  }

  /// Throws when the mass, the mass centre or the inertia is impossible.
  ///
  /// The inertia must be symmetric and must have no negative principal moment, both to 1e-9 of
  /// its trace (chosen: files are printed with six to ten digits).
  public func validate() throws(MultibodyModelError) {
    try BodyDescription.validate(
      name: name,
      mass: mass,
      massCenter: massCenter,
      inertia: inertia
    )
  }

  static func validate(
    name: String,
    mass: Double,
    massCenter: Vector3,
    inertia: Matrix3
  ) throws(MultibodyModelError) {
    guard mass.isFinite, mass >= 0 else {
      throw MultibodyModelError(
        .invalidMass,
        element: "body '\(name)'",
        found: "a mass of \(mass) kg",
        allowed: "a finite mass of at least 0 kg"
      )
    }
    guard massCenter.isFinite else {
      throw MultibodyModelError(
        .invalidMassCenter,
        element: "body '\(name)'",
        found: "a mass centre at \(massCenter)",
        allowed: "finite coordinates in metres"
      )
    }
    let allowed = "a finite symmetric matrix without a negative principal moment, in kg m2"
    guard inertia.row0.isFinite, inertia.row1.isFinite, inertia.row2.isFinite else {
      throw MultibodyModelError(
        .invalidInertia,
        element: "body '\(name)'",
        found: "an inertia that is not finite",
        allowed: allowed
      )
    }
    let scale = abs(inertia.row0.x) + abs(inertia.row1.y) + abs(inertia.row2.z)
    let asymmetry = max(
      abs(inertia.row0.y - inertia.row1.x),
      abs(inertia.row0.z - inertia.row2.x),
      abs(inertia.row1.z - inertia.row2.y)
    )
    guard asymmetry <= 1e-9 * scale, isPositiveSemidefinite(inertia, scale: scale) else {
      throw MultibodyModelError(
        .invalidInertia,
        element: "body '\(name)'",
        found: "the inertia \(inertia)",
        allowed: allowed
      )
    }
  }

  /// Sylvester's criterion with all principal minors, each to a small multiple of the scale.
  private static func isPositiveSemidefinite(_ m: Matrix3, scale: Double) -> Bool {
    let tolerance = 1e-9
    let first = -tolerance * scale
    let second = first * scale
    let third = second * scale
    return m.row0.x >= first && m.row1.y >= first && m.row2.z >= first
      && m.row0.x * m.row1.y - m.row0.y * m.row0.y >= second
      && m.row0.x * m.row2.z - m.row0.z * m.row0.z >= second
      && m.row1.y * m.row2.z - m.row1.z * m.row1.z >= second
      && m.determinant >= third
  }
}
