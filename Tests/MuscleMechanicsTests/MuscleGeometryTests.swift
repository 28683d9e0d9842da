// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

@Suite("Compiled muscle geometry")
struct MuscleGeometryTests {
  /// Central differences of fourth order, step 3e-5 rad, lengths of some 0.3 m.
  static let difference = 1e-9

  @Test("moment arms are minus the derivative of length", arguments: 0..<12)
  func momentArms(seed: UInt64) throws {
    let sample = try RandomMuscles(seed: seed)
    let geometry = sample.geometry
    let exact = evaluate(geometry, sample.model, sample.state)
    let h = 3e-5
    for column in 0..<geometry.coordinateCount {
      let shifted = [-h, -h / 2, h / 2, h].map { step in
        var state = sample.state
        state.coordinates[column] += step
        return evaluate(geometry, sample.model, state).lengths
      }
      for muscle in 0..<geometry.muscleCount {
        let coarse = (shifted[3][muscle] - shifted[0][muscle]) / (2 * h)
        let fine = (shifted[2][muscle] - shifted[1][muscle]) / h
        let numeric = -(4 * fine - coarse) / 3
        let arm = exact.momentArms[muscle * geometry.coordinateCount + column]
        #expect(
          isClose(arm, numeric, absolute: Self.difference),
          "seed \(seed), muscle \(muscle), column \(column): \(arm) against \(numeric)"
        )
      }
    }
  }

  @Test("line forces do the work of the tension and balance", arguments: 0..<12)
  func virtualWork(seed: UInt64) throws {
    let sample = try RandomMuscles(seed: seed)
    let geometry = sample.geometry
    var generator = SeededGenerator(seed: seed)
    var state = sample.state
    for index in state.speeds.indices { state.speeds[index] = generator.number(in: -1...1) }
    var dynamics = DynamicsWorkspace(for: sample.model)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    sample.model.updateKinematics(state, in: &dynamics)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    for muscle in 0..<geometry.muscleCount {
      var power = 0.0
      for k in geometry.transitions(of: muscle) {
        let w = workspace.lineForce(of: k)
        let bodies = geometry.transitionBodies[k]
        power += dynamics.velocity(of: bodies.first).dot(w)
        power -= dynamics.velocity(of: bodies.second).dot(w)
        if !workspace.hasEndInside(geometry, muscle) {
          #expect(isClose(w.force.length, 1, absolute: 1e-12))
        }
      }
      var rate = 0.0
      for column in 0..<geometry.coordinateCount {
        rate -= workspace.momentArm(of: muscle, column: column) * state.speeds[column]
      }
      // Power of a unit tension is minus the rate of lengthening; velocities of some 1 m/s.
      #expect(isClose(power, -rate, absolute: 1e-13))
    }
  }

  @Test("a mirrored model has mirrored muscles", arguments: 0..<10)
  func mirror(seed: UInt64) throws {
    // Mirror everything in the plane Z = 0: points, surfaces, and the pose of free bodies.
    var generator = SeededGenerator(seed: seed)
    func build(_ mirrored: Bool, _ generator: inout SeededGenerator) throws -> (
      MuscleGeometry, MultibodyModel
    ) {
      func flip(_ v: Vector3) -> Vector3 { mirrored ? v.mirrored : v }
      var builder = MultibodyModelBuilder()
      var bodies = [BodyID.ground]
      for index in 0..<4 {
        bodies.append(
          try builder.addBody(
            BodyDescription(
              name: "b\(index)",
              mass: 1,
              inertia: Matrix3(diagonal: Vector3(1, 1, 1))
            ),
            parent: bodies[index],
            joint: .threeAxes(.unitX, .unitY, .unitZ),
            parentFrame: RigidTransform(
              translation: flip(generator.vector(in: -0.1...0.1))
            ),
            coordinates: ["x\(index)", "y\(index)", "z\(index)"]
          )
        )
      }
      let model = try builder.build()
      var surfaces: [WrapSurface] = []
      var paths: [MusclePath] = []
      for index in 0..<12 {
        let shape: WrapShape
        switch index % 3 {
        case 0: shape = .cylinder(radius: 0.03, length: 0.1)
        case 1: shape = .sphere(radius: 0.04)
        default: shape = .ellipsoid(radii: Vector3(0.03, 0.05, 0.04))
        }
        let side: WrapSide = index < 6 ? .any : .toward(flip(Vector3(1, 0.2, 0)))
        surfaces.append(
          WrapSurface(
            body: bodies[1 + index % 4],
            placement: RigidTransform(translation: flip(generator.vector(in: -0.05...0.05))),
            shape: shape,
            side: side
          )
        )
        let x = generator.number(in: 0...0.03)
        paths.append(
          MusclePath(
            name: "m\(index)",
            points: [
              .fixed(bodies[0], flip(Vector3(x, 0.15, 0.02))),
              .fixed(bodies[4], flip(Vector3(x, -0.2, -0.03))),
            ],
            wraps: [PathWrap(after: 0, surface: index)]
          )
        )
      }
      return (
        MuscleGeometry(
          paths: paths,
          surfaces: surfaces,
          model: model,
          coordinates: (0..<model.coordinateCount).map(CoordinateID.init(index:))
        ),
        model
      )
    }
    var twin = generator
    let (right, rightModel) = try build(false, &generator)
    let (left, leftModel) = try build(true, &twin)
    let angles = (0..<12).map { _ in generator.number(in: -0.4...0.4) }
    // A mirror in Z reverses rotations about X and Y and keeps those about Z.
    let signs = (0..<12).map { $0 % 3 == 2 ? 1.0 : -1.0 }
    let a = evaluate(right, rightModel, MultibodyState(coordinates: angles))
    let b = evaluate(
      left,
      leftModel,
      MultibodyState(coordinates: zip(angles, signs).map { $0 * $1 })
    )
    for muscle in 0..<12 {
      #expect(isClose(a.lengths[muscle], b.lengths[muscle], absolute: 1e-13))
      for column in 0..<12 {
        let arm = a.momentArms[muscle * 12 + column]
        let other = b.momentArms[muscle * 12 + column] * signs[column]
        #expect(isClose(arm, other, absolute: 1e-11))
      }
    }
  }

  @Test("the course of a straight path adds up to its length", arguments: 0..<6)
  func course(seed: UInt64) throws {
    let sample = try RandomMuscles(seed: seed)
    let geometry = sample.geometry
    var dynamics = DynamicsWorkspace(for: sample.model)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    sample.model.updateKinematics(sample.state, in: &dynamics)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    for muscle in 0..<geometry.muscleCount where !workspace.hasEndInside(geometry, muscle) {
      let course = geometry.course(of: muscle, using: dynamics, in: workspace)
      let bends = geometry.wrappedPaths(of: muscle, in: workspace).filter {
        $0.contact == .wrapped
      }
      #expect(course.count == sample.paths[muscle].points.count + 2 * bends.count)
      var length = 0.0
      for index in 1..<course.count { length += (course[index] - course[index - 1]).length }
      for bend in bends {
        // A chord in place of the arc, which is what the length has beyond its straight pieces.
        length -= (bend.lastContact - bend.firstContact).length
        length += bend.arcLength
      }
      #expect(isClose(length, workspace.length(of: muscle), absolute: 1e-12))
    }
  }

  @Test("an arc of a muscle over a pulley has the pulley's radius as its arm")
  func pulley() throws {
    var builder = MultibodyModelBuilder()
    let body = try builder.addBody(
      BodyDescription(name: "arm", mass: 1, inertia: Matrix3(diagonal: Vector3(1, 1, 1))),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["angle"]
    )
    let model = try builder.build()
    let geometry = MuscleGeometry(
      paths: [
        MusclePath(
          name: "flexor",
          points: [.fixed(.ground, Vector3(0.02, 0.3, 0)), .fixed(body, Vector3(0.02, -0.3, 0))],
          wraps: [PathWrap(after: 0, surface: 0)]
        )
      ],
      surfaces: [
        WrapSurface(
          body: .ground,
          shape: .cylinder(radius: 0.05, length: 0.1),
          side: .positiveX
        )
      ],
      model: model,
      coordinates: [CoordinateID(index: 0)]
    )
    for degrees in stride(from: -60.0, through: 60, by: 10) {
      let result = evaluate(
        geometry,
        model,
        MultibodyState(coordinates: [Angle.degrees(degrees)])
      )
      // Positive rotation about Z takes the insertion forward and shortens the muscle in front.
      let arm = result.momentArms[0]
      if degrees <= 0 { #expect(isClose(arm, 0.05, absolute: 1e-15)) }
    }
  }
}
