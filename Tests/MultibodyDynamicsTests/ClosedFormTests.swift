// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// Sums of a few dozen terms of size one to a hundred.
private let rounding = 1e-11

@Suite struct ClosedFormTests {
  /// Two links that swing in the X-Y plane under gravity along -Y.
  struct DoublePendulum {
    var mass = (7.5, 4.575)
    /// Distance of each mass centre from its joint, in metres.
    var center = (0.190953, 0.2604)
    /// About the mass centres, in kg m2.
    var inertia = (0.152175, 0.15359)
    var length = 0.441
    var gravity = 9.81

    func model() throws -> MultibodyModel {
      var builder = MultibodyModelBuilder(gravity: Vector3(0, -gravity, 0))
      func link(_ name: String, _ m: Double, _ c: Double, _ i: Double) -> BodyDescription {
        BodyDescription(
          name: name,
          mass: m,
          massCenter: Vector3(0, -c, 0),
          inertia: Matrix3(diagonal: Vector3(i, 0, i))
        )
      }
      let thigh = try builder.addBody(
        link("thigh", mass.0, center.0, inertia.0),
        parent: .ground,
        joint: .revolute(.unitZ),
        coordinates: ["hip"]
      )
      try builder.addBody(
        link("shank", mass.1, center.1, inertia.1),
        parent: thigh,
        joint: .revolute(.unitZ),
        parentFrame: RigidTransform(translation: Vector3(0, -length, 0)),
        coordinates: ["knee"]
      )
      return try builder.build()
    }

    /// Angular accelerations of the links from their angles from the vertical and rates.
    ///
    /// Lagrange's equations of two links with absolute angles a and b.
    func accelerations(_ angle: (Double, Double), _ rate: (Double, Double)) -> (Double, Double) {
      let coupling = mass.1 * length * center.1
      let m11 = inertia.0 + mass.0 * center.0 * center.0 + mass.1 * length * length
      let m22 = inertia.1 + mass.1 * center.1 * center.1
      let m12 = coupling * cos(angle.0 - angle.1)
      let s = coupling * sin(angle.0 - angle.1)
      let f1 =
        -s * rate.1 * rate.1
        - (mass.0 * center.0 + mass.1 * length) * gravity * sin(angle.0)
      let f2 = s * rate.0 * rate.0 - mass.1 * center.1 * gravity * sin(angle.1)
      let determinant = m11 * m22 - m12 * m12
      return ((m22 * f1 - m12 * f2) / determinant, (m11 * f2 - m12 * f1) / determinant)
    }

    /// The state of the model for angles from the vertical.
    func state(_ angle: (Double, Double), _ rate: (Double, Double)) -> MultibodyState {
      MultibodyState(
        coordinates: [angle.0, angle.1 - angle.0],
        speeds: [rate.0, rate.1 - rate.0]
      )
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func doublePendulumFollowsLagrange(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pendulum = DoublePendulum()
    let angle = (generator.number(in: -3...3), generator.number(in: -3...3))
    let rate = (generator.number(in: -5...5), generator.number(in: -5...5))
    let expected = pendulum.accelerations(angle, rate)
    let found = try pendulum.model().accelerations(
      of: pendulum.state(angle, rate),
      generalizedForces: [0, 0]
    )
    #expect(isClose(found[0], expected.0, absolute: rounding, relative: rounding))
    #expect(isClose(found[0] + found[1], expected.1, absolute: rounding, relative: rounding))
  }

  @Test(.enabled(if: ReferenceTrajectory.exists))
  func doublePendulumFollowsTheReferenceTrajectory() throws {
    let rows = try ReferenceTrajectory.rows()
    let pendulum = DoublePendulum()
    let model = try pendulum.model()
    // The segment data are known to four or five digits: 0.0001 of 0.26 m.
    let tolerance = 2e-3
    for index in stride(from: 3, to: rows.count - 3, by: 5) {
      let row = rows[index]
      let found = try model.accelerations(
        of: pendulum.state((row[1], row[2]), (row[3], row[4])),
        generalizedForces: [0, 0]
      )
      // Sixth-order differences of the rates at 0.01 s.
      func slope(_ column: Int) -> Double {
        func difference(_ k: Int) -> Double { rows[index + k][column] - rows[index - k][column] }
        return (45 * difference(1) - 9 * difference(2) + difference(3)) / 0.6
      }
      let scale = 10.0  // rad/s2, the size of the accelerations
      #expect(isClose(found[0], slope(3), absolute: tolerance * scale), "row \(index)")
      #expect(isClose(found[0] + found[1], slope(4), absolute: 2 * tolerance * scale))
    }
  }

  @Test(arguments: [5, 6, 7] as [UInt64])
  func freeBodyFollowsEuler(seed: UInt64) throws {
    // I w' = -w x I w in body axes; the mass centre falls with g.
    var generator = SeededGenerator(seed: seed)
    let description = RandomModel.body("stone", &generator)
    var builder = MultibodyModelBuilder()
    let body = try builder.addBody(
      description,
      parent: .ground,
      joint: .free,
      coordinates: ["z", "x", "y", "tx", "ty", "tz"]
    )
    let model = try builder.build()
    let state = MultibodyState(
      coordinates: (0..<6).map { _ in generator.number(in: -1...1) },
      speeds: (0..<6).map { _ in generator.number(in: -3...3) }
    )
    var workspace = DynamicsWorkspace(for: model)
    var a = [Double](repeating: 0, count: 6)
    try model.computeAccelerations(
      state,
      generalizedForces: [0, 0, 0, 0, 0, 0],
      into: &a,
      using: &workspace
    )
    let r = workspace.transform(of: body).rotation
    let w = r.inverseRotate(workspace.velocity(of: body).angular)
    let turn = r.inverseRotate(workspace.acceleration(of: body).angular)
    let residual = description.inertia * turn + w.cross(description.inertia * w)
    #expect(isClose(residual, .zero, absolute: rounding), "seed \(seed)")
    let fall = workspace.acceleration(of: description.massCenter, in: body)
    #expect(isClose(fall, MultibodyModel.standardGravity, absolute: rounding))
  }

  @Test(arguments: [0.2, 0.7, 1.4])
  func spinningTopPrecessesSteadily(tilt: Double) throws {
    // A symmetric top on its tip, tilted by t, precessing at p and spinning at s, stays so when
    //   m g l = p (I3 (s + p cos t) - I1 p cos t),   I1 about the tip.
    let (mass, height, axial, across) = (0.6, 0.08, 4e-4, 3e-4)
    let gravity = 9.806_65
    let precession = 2.5
    let aboutTip = across + mass * height * height
    let spin =
      (mass * gravity * height / precession + (aboutTip - axial) * precession * cos(tilt)) / axial
    var builder = MultibodyModelBuilder()
    try builder.addBody(
      BodyDescription(
        name: "top",
        mass: mass,
        massCenter: Vector3(0, height, 0),
        inertia: Matrix3(diagonal: Vector3(across, axial, across))
      ),
      parent: .ground,
      joint: .threeAxes(.unitY, .unitX, .unitY),
      coordinates: ["precession", "tilt", "spin"]
    )
    let model = try builder.build()
    let state = MultibodyState(coordinates: [0.3, tilt, -0.9], speeds: [precession, 0, spin])
    let a = try model.accelerations(of: state, generalizedForces: [0, 0, 0])
    // Terms of up to 1e3 rad/s2 cancel.
    for value in a { #expect(isClose(value, 0, absolute: 1e-9), "\(a)") }
    // Without the spin it falls.
    let still = MultibodyState(coordinates: [0.3, tilt, -0.9])
    let falling = try model.accelerations(of: still, generalizedForces: [0, 0, 0])
    let expected = mass * gravity * height * sin(tilt) / aboutTip
    #expect(isClose(falling[1], expected, absolute: 1e-9))
  }

  @Test func projectileAndSliderKeepTheirMassCentre() throws {
    // A slider at 30 degrees needs m g sin 30 and carries m g cos 30 across.
    var builder = MultibodyModelBuilder()
    let axis = Vector3(cos(.pi / 6), 0.5, 0)
    let body = try builder.addBody(
      BodyDescription(name: "sled", mass: 3),
      parent: .ground,
      joint: .slider(axis),
      coordinates: ["way"]
    )
    let model = try builder.build()
    var workspace = DynamicsWorkspace(for: model)
    model.updatePositions(MultibodyState(coordinates: [2]), in: &workspace)
    #expect(isClose(workspace.transform(of: body).translation, axis * 2, absolute: 1e-15))
    var tau = [0.0]
    model.computeStaticForces(externalForces: nil, into: &tau, using: &workspace)
    #expect(isClose(tau[0], 3 * 9.806_65 * 0.5, absolute: 1e-12))
    #expect(
      isClose(workspace.jointForce(of: body).force, Vector3(0, 3 * 9.806_65, 0), absolute: 1e-12)
    )
  }
}

/// The passive thigh and shank that two integrators agree on to 8e-12.
enum ReferenceTrajectory {
  private static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(
      path: "../shared/reference/gait/computed_passive_double_pendulum_reference.csv"
    )

  static var exists: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// Time, angles of thigh and shank from the vertical, and their rates.
  static func rows() throws -> [[Double]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").compactMap { Double($0) }
    }
  }
}
