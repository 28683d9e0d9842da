// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import NumericalMethods
import TestSupport
import Testing

/// The product of two coordinates.
private struct Product: MultivariateFunction {
  func sample(at q: Vector3) -> MultivariateSample {
    MultivariateSample(
      value: q.x * q.y,
      gradient: Vector3(q.y, q.x, 0),
      hessian: Matrix3(rows: Vector3(0, 1, 0), Vector3(1, 0, 0), .zero)
    )
  }
}

/// 0.3 x + 0.2 sin(y) z, with a mixed second derivative.
private struct Mixed: MultivariateFunction {
  func sample(at q: Vector3) -> MultivariateSample {
    let (s, c) = (sin(q.y), cos(q.y))
    return MultivariateSample(
      value: 0.3 * q.x + 0.2 * s * q.z,
      gradient: Vector3(0.3, 0.2 * c * q.z, 0.2 * s),
      hessian: Matrix3(
        rows: .zero,
        Vector3(0, -0.2 * s * q.z, 0.2 * c),
        Vector3(0, 0.2 * c, 0)
      )
    )
  }
}

@Suite("Functions of several coordinates")
struct MultivariateFunctionTests {
  /// Sums of a few products of numbers of size one.
  private let tolerance = 1e-13

  @Test("A point on a line whose place is a product of two coordinates obeys Lagrange")
  func product() throws {
    var builder = MultibodyModelBuilder(gravity: .zero)
    try builder.addBody(
      BodyDescription(name: "point", mass: 2),
      parent: .ground,
      joint: .transformAxes(
        rotations: [],
        translations: [TransformAxis(axis: .unitX, coordinates: [0, 1], function: Product())]
      ),
      coordinates: ["a", "b"]
    )
    let model = try builder.build()
    let (a, b, va, vb, aa, ab) = (0.7, -1.3, 0.4, 0.9, -0.6, 0.2)
    let state = MultibodyState(coordinates: [a, b], speeds: [va, vb])
    let forces = model.inverseDynamics(of: state, accelerations: [aa, ab])
    // x = a b, so x'' = a'' b + 2 a' b' + a b'', and the forces are m x'' b and m x'' a.
    let acceleration = aa * b + 2 * va * vb + a * ab
    #expect(isClose(forces[0], 2 * acceleration * b, absolute: tolerance))
    #expect(isClose(forces[1], 2 * acceleration * a, absolute: tolerance))
  }

  @Test("Motion axes and velocity products are derivatives of the place")
  func derivatives() throws {
    var builder = MultibodyModelBuilder()
    let first = try builder.addBody(
      BodyDescription(name: "first", mass: 1, massCenter: Vector3(0.1, 0, 0), inertia: .identity),
      parent: .ground,
      joint: .transformAxes(
        rotations: [
          TransformAxis(axis: Vector3(1, 2, 0), coordinates: [2, 0, 1], function: Mixed()),
          TransformAxis(axis: .unitZ, coordinate: 1),
        ],
        translations: [
          TransformAxis(axis: .unitY, coordinates: [0, 1, 2], function: Mixed()),
          TransformAxis(axis: .unitX, coordinates: [1, 2], function: Product()),
        ]
      ),
      parentFrame: RigidTransform(
        rotation: Rotation(angle: 0.3, axis: .unitX),
        translation: Vector3(0.1, 0.2, 0.3)
      ),
      coordinates: ["a", "b", "c"]
    )
    let second = try builder.addBody(
      BodyDescription(name: "second", mass: 1, massCenter: Vector3(0, 0.2, 0), inertia: .identity),
      parent: first,
      joint: .revolute(Vector3(0, 1, 1)),
      coordinates: ["d"]
    )
    let model = try builder.build()
    let q = [0.5, -0.4, 0.8, 0.3]
    let u = [0.2, -0.7, 0.5, 1.1]
    var workspace = DynamicsWorkspace(for: model)
    func center(at time: Double) -> Vector3 {
      // q(t) = q + u t, so the second derivative has no part from accelerations.
      let state = MultibodyState(
        coordinates: zip(q, u).map { $0 + $1 * time },
        speeds: u
      )
      model.updatePositions(state, in: &workspace)
      return workspace.transform(of: second) * Vector3(0, 0.2, 0)
    }
    let step = 1e-3
    let velocity = (center(at: step) - center(at: -step)) / (2 * step)
    let acceleration =
      (center(at: step) + center(at: -step) - center(at: 0) * 2) / (step * step)
    model.updateKinematics(MultibodyState(coordinates: q, speeds: u), in: &workspace)
    let point = workspace.transform(of: second) * Vector3(0, 0.2, 0)
    let motion = workspace.velocity(of: second)
    // Differences of numbers of size one: 1e-6 from the step, 1e-10 from rounding over its square.
    #expect(((motion.linear + motion.angular.cross(point)) - velocity).length < 2e-6)
    // The same mass centre through the dynamics: a point mass needs the force m x''.
    let massless = try pointMass(like: model, at: second)
    var forces = [Double](repeating: 0, count: 4)
    forces = massless.inverseDynamics(
      of: MultibodyState(coordinates: q, speeds: u),
      accelerations: [0, 0, 0, 0]
    )
    for c in 0..<4 {
      var moved = q
      moved[c] += step
      var other = q
      other[c] -= step
      let slope =
        (place(massless, second, moved) - place(massless, second, other)) / (2 * step)
      #expect(isClose(forces[c], slope.dot(acceleration), absolute: 5e-6))
    }
  }

  private func place(_ model: MultibodyModel, _ body: BodyID, _ q: [Double]) -> Vector3 {
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(
      MultibodyState(coordinates: q, speeds: [Double](repeating: 0, count: q.count)),
      in: &workspace
    )
    return workspace.transform(of: body) * Vector3(0, 0.2, 0)
  }

  /// The model with all its mass, one kilogram, in the mass centre of a body and no gravity.
  private func pointMass(like model: MultibodyModel, at body: BodyID) throws -> MultibodyModel {
    var copy = model
    copy.updateGravity(.zero)
    for index in 1..<model.bodyCount {
      let other = BodyID(index: index)
      try copy.updateBody(other, mass: other == body ? 1 : 0, inertia: .zero)
    }
    return copy
  }

  @Test("A spline moves a joint as its formula says, also beyond its ends")
  func piecewise() throws {
    let pieces = PiecewisePolynomial(
      breaks: [0, 1],
      pieces: [
        PiecewisePolynomial.Piece(origin: 0, coefficients: [0.5, 1]),
        PiecewisePolynomial.Piece(origin: 0, coefficients: [0.5, 1, 0, 2]),
        PiecewisePolynomial.Piece(origin: 1, coefficients: [3.5, 7]),
      ]
    )
    var builder = MultibodyModelBuilder(gravity: .zero)
    try builder.addBody(
      BodyDescription(name: "point", mass: 1),
      parent: .ground,
      joint: .transformAxes(
        rotations: [],
        translations: [
          TransformAxis(axis: .unitX, coordinate: 0, function: .piecewisePolynomial(pieces))
        ]
      ),
      coordinates: ["a"]
    )
    let model = try builder.build()
    // x' = f' u and the force is m (f' a + f'' u^2) f'.
    for (q, first, second) in [(-1.0, 1.0, 0.0), (0.5, 2.5, 6.0), (3.0, 7.0, 0.0)] {
      let state = MultibodyState(coordinates: [q], speeds: [0.3])
      let force = model.inverseDynamics(of: state, accelerations: [2])[0]
      #expect(isClose(force, (first * 2 + second * 0.09) * first, absolute: 1e-12))
    }
  }

  @Test("Places that the joint does not have are refused")
  func unknownCoordinate() throws {
    var builder = MultibodyModelBuilder()
    let error = try #require(throws: MultibodyModelError.self) {
      try builder.addBody(
        BodyDescription(name: "point", mass: 1),
        parent: .ground,
        joint: .transformAxes(
          rotations: [],
          translations: [TransformAxis(axis: .unitX, coordinates: [0, 2], function: Product())]
        ),
        coordinates: ["a", "b"]
      )
    }
    #expect(error.code == .unknownCoordinate)
  }
}
