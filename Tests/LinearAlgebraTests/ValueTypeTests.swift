// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// A few roundings of numbers near one.
private let tolerance = 1e-14

@Suite("Vectors, rotations and transforms")
struct ValueTypeTests {
  @Test(arguments: 0..<20)
  func crossProductIdentities(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let a = random.vector(in: -1...1)
    let b = random.vector(in: -1...1)
    let c = random.vector(in: -1...1)
    #expect(isClose(a.cross(b), -(b.cross(a)), absolute: tolerance))
    #expect(isClose(a.dot(a.cross(b)), 0, absolute: tolerance))
    // a x (b x c) = b (a.c) - c (a.b)
    #expect(isClose(a.cross(b.cross(c)), b * a.dot(c) - c * a.dot(b), absolute: tolerance))
    #expect(isClose(Matrix3(crossProductOf: a) * b, a.cross(b), absolute: tolerance))
    #expect(isClose(Matrix3(outerProductOf: a, b) * c, a * b.dot(c), absolute: tolerance))
    #expect(
      isClose(Matrix3(rows: a, b, c).determinant, a.dot(b.cross(c)), absolute: tolerance)
    )
    #expect(isClose(a.normalized.length, 1, absolute: tolerance))
    #expect(a.mirrored.mirrored == a)
    // The mirror turns a cross product into minus the mirrored cross product.
    #expect(
      isClose(a.mirrored.cross(b.mirrored), -(a.cross(b).mirrored), absolute: tolerance)
    )
  }

  @Test(arguments: 0..<20)
  func matrixIdentities(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let a = Matrix3(rows: random.vector(in: -1...1), random.vector(in: -1...1), .unitX)
    let b = Matrix3(rows: random.vector(in: -1...1), .unitY, random.vector(in: -1...1))
    let v = random.vector(in: -1...1)
    #expect(isClose((a * b) * v, a * (b * v), absolute: tolerance))
    #expect(isClose((a + b) * v, a * v + b * v, absolute: tolerance))
    #expect(isClose((a - b) * v, a * v - b * v, absolute: tolerance))
    #expect(isClose((a * b).determinant, a.determinant * b.determinant, absolute: tolerance))
    #expect((a * b).transposed == b.transposed * a.transposed)
    #expect(isClose((a * b).trace, (b * a).trace, absolute: tolerance))
    for i in 0..<3 { for j in 0..<3 { #expect(a[i, j] == a.transposed[j, i]) } }
  }

  @Test(arguments: 0..<20)
  func rotationsAreOrthogonalAndKeepTheirAxis(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let axis = random.direction()
    let angle = random.number(in: 0...Double.pi)
    let rotation = Rotation(angle: angle, axis: axis)
    let identity = rotation.matrix * rotation.matrix.transposed
    for i in 0..<3 {
      for j in 0..<3 { #expect(isClose(identity[i, j], i == j ? 1 : 0, absolute: tolerance)) }
    }
    #expect(isClose(rotation * axis, axis, absolute: tolerance))
    #expect(isClose(rotation.angle, angle, absolute: 1e-7))
    let v = random.vector(in: -1...1)
    #expect(isClose(rotation.inverseRotate(rotation * v), v, absolute: tolerance))
    #expect(isClose(rotation.inverse * (rotation * v), v, absolute: tolerance))
    let other = random.rotation()
    #expect(isClose((rotation * other) * v, rotation * (other * v), absolute: tolerance))
  }

  @Test func rotationAboutZTurnsXTowardsY() {
    let quarter = Rotation(angle: .pi / 2, axis: .unitZ)
    #expect(isClose(quarter * .unitX, .unitY, absolute: tolerance))
    // Body-fixed X then Y: the second turn is about the axis that the first has moved.
    let both = Rotation(bodyFixedXYZ: Vector3(.pi / 2, .pi / 2, 0))
    #expect(isClose(both * .unitX, .unitY, absolute: tolerance))
    #expect(isClose(both * .unitZ, .unitX, absolute: tolerance))
  }

  @Test func rotationAngleIsAccurateAtBothEnds() {
    for angle in [0, 1e-9, 1e-4, .pi - 1e-6, .pi] {
      #expect(isClose(Rotation(angle: angle, axis: .unitY).angle, angle, absolute: 1e-15))
    }
  }

  @Test(arguments: 0..<20)
  func transformsCompose(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let left = RigidTransform(
      rotation: random.rotation(),
      translation: random.vector(in: -1...1)
    )
    let right = RigidTransform(
      rotation: random.rotation(),
      translation: random.vector(in: -1...1)
    )
    let point = random.vector(in: -1...1)
    #expect(isClose((left * right) * point, left * (right * point), absolute: tolerance))
    #expect(isClose(left.inverse * (left * point), point, absolute: tolerance))
    #expect(isClose(left.inverseTransform(left * point), point, absolute: tolerance))
  }

  @Test(arguments: 0..<20)
  func spatialIdentities(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let motion = SpatialMotion(
      angular: random.vector(in: -1...1),
      linear: random.vector(in: -1...1)
    )
    let other = SpatialMotion(
      angular: random.vector(in: -1...1),
      linear: random.vector(in: -1...1)
    )
    let point = random.vector(in: -1...1)
    let newtons = random.vector(in: -1...1)
    let force = SpatialForce(force: newtons, at: point)
    // The power of a force is force times the velocity of the point where it acts.
    #expect(
      isClose(motion.dot(force), motion.velocity(at: point).dot(newtons), absolute: tolerance)
    )
    #expect(isClose(force.moment(about: point), .zero, absolute: tolerance))
    // Power does not change when both sides are carried along: (m x v).f + v.(m x f) = 0.
    #expect(
      isClose(
        motion.cross(other).dot(force) + other.dot(motion.cross(force)),
        0,
        absolute: tolerance
      )
    )
    let itself = motion.cross(motion)
    #expect(isClose(itself.angular, .zero, absolute: tolerance))
    #expect(isClose(itself.linear, .zero, absolute: tolerance))
  }

  @Test func degreesAndRadians() {
    #expect(isClose(Angle.degrees(180), .pi, absolute: tolerance))
    #expect(isClose(Angle.inDegrees(Angle.degrees(31)), 31, absolute: 1e-13))
  }

  @Test func codingRoundTrips() throws {
    var random = SeededGenerator(seed: 5)
    let transform = RigidTransform(
      rotation: random.rotation(),
      translation: random.vector(in: -1...1)
    )
    let data = try JSONEncoder().encode(transform)
    #expect(try JSONDecoder().decode(RigidTransform.self, from: data) == transform)
  }
}
