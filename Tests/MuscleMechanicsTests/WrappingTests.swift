// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

/// A surface and a pair of points, for sweeps over all shapes and sides.
struct WrapCase: Sendable, CustomTestStringConvertible {
  var shape: WrapShape
  var side: WrapSide
  var start: Vector3
  var end: Vector3
  var seed: UInt64

  var testDescription: String { "seed \(seed): \(shape), \(side)" }

  var surface: WrapSurface { WrapSurface(body: .ground, shape: shape, side: side) }

  static let all: [WrapCase] = (0..<150).map { random(seed: $0) }

  /// Ends 1 to 2.5 radii away, on roughly opposite sides so that most paths wrap.
  static func random(seed: UInt64) -> WrapCase {
    var generator = SeededGenerator(seed: 7_000 + seed)
    let radius = generator.number(in: 0.02...0.06)
    let shape: WrapShape
    switch seed % 3 {
    case 0: shape = .cylinder(radius: radius, length: 0.1)
    case 1: shape = .sphere(radius: radius)
    default:
      shape = .ellipsoid(
        radii: Vector3(
          radius * generator.number(in: 0.5...2),
          radius * generator.number(in: 0.5...2),
          radius * generator.number(in: 0.5...2)
        )
      )
    }
    let sided = (seed / 3) % 2 == 1
    let towards = Vector3(generator.number(in: -1...1), generator.number(in: -1...1), 0.1)
    var axis = generator.direction()
    if case .cylinder = shape { axis = .unitZ }
    // Both ends turned less than 85 degrees away from the side, so that no path is near the cut.
    let middle = sided ? towards.normalized : generator.direction()
    var across = middle - axis * middle.dot(axis)
    if across.length < 0.3 { across = middle.anyPerpendicular }
    across = across.normalized
    let a = Rotation(angle: generator.number(in: 0.4...1.4), axis: axis) * across
    let b = Rotation(angle: -generator.number(in: 0.4...1.4), axis: axis) * across
    let scale: Vector3
    switch shape {
    case .ellipsoid(let radii): scale = radii
    default: scale = Vector3(radius, radius, radius)
    }
    let lift = axis * generator.number(in: -0.3...0.3)
    return WrapCase(
      shape: shape,
      side: sided ? .toward(towards) : .any,
      start: (a * generator.number(in: 1.05...2.5) + lift).multiplied(by: scale),
      end: (b * generator.number(in: 1.05...2.5) - lift).multiplied(by: scale),
      seed: seed
    )
  }
}

@Suite("Wrapping")
struct WrappingTests {
  /// Lengths of some 0.1 m with rounding in a dozen operations.
  static let rounding = 1e-14
  /// Newton's method on an ellipsoid ends at rounding level, magnified by a few.
  static let newton = 1e-12
  /// Central differences with one extrapolation, step 2e-5 m against radii of 1e-2 m.
  static let difference = 1e-9

  @Test("a cylinder is wrapped by a helix whose length is known")
  func cylinderClosedForm() {
    let r = 0.05
    for rise in [0.0, 0.02, -0.13] {
      for distance in [0.05, 0.06, 0.2] {
        // Ends at +-100 degrees from X at the same distance.
        let angle = Angle.degrees(100)
        let surface = WrapSurface(body: .ground, shape: .cylinder(radius: r, length: 1))
        let path = surface.path(
          from: Vector3(distance * cos(angle), distance * sin(angle), 0),
          to: Vector3(distance * cos(angle), -distance * sin(angle), rise)
        )
        // The short way round passes behind, at 180 degrees: a turn of 160 degrees.
        let plane =
          2 * (distance * distance - r * r).squareRoot()
          + r * (Angle.degrees(160) - 2 * acos(r / distance))
        let expected = (plane * plane + rise * rise).squareRoot()
        let wraps = Angle.degrees(160) > 2 * acos(r / distance)
        #expect(path.contact == (wraps ? .wrapped : .straight))
        if wraps { #expect(isClose(path.length, expected, absolute: Self.rounding)) }

        // The other side: a turn of 200 degrees.
        let front = WrapSurface(
          body: .ground,
          shape: .cylinder(radius: r, length: 1),
          side: .positiveX
        ).path(
          from: Vector3(distance * cos(angle), distance * sin(angle), 0),
          to: Vector3(distance * cos(angle), -distance * sin(angle), rise)
        )
        let longPlane = plane + r * Angle.degrees(40)
        #expect(
          isClose(
            front.length,
            (longPlane * longPlane + rise * rise).squareRoot(),
            absolute: Self.rounding
          )
        )
      }
    }
  }

  @Test("a sphere is wrapped by a great circle whose length is known", arguments: 0..<20)
  func sphereClosedForm(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let turn = generator.rotation()
    let r = 0.03
    let d0 = generator.number(in: 0.03...0.1)
    let d1 = generator.number(in: 0.03...0.1)
    let angle = generator.number(in: 0...3)
    let path = WrapSurface(body: .ground, shape: .sphere(radius: r)).path(
      from: turn * Vector3(d0, 0, 0),
      to: turn * Vector3(d1 * cos(angle), d1 * sin(angle), 0)
    )
    let arc = angle - acos(r / d0) - acos(r / d1)
    let expected =
      arc > 0
      ? (d0 * d0 - r * r).squareRoot() + r * arc + (d1 * d1 - r * r).squareRoot()
      : (d0 * d0 + d1 * d1 - 2 * d0 * d1 * cos(angle)).squareRoot()
    #expect(isClose(path.length, expected, absolute: Self.rounding))
  }

  @Test("an ellipsoid with equal half axes is a sphere", arguments: 0..<60)
  func ellipsoidAsSphere(seed: UInt64) {
    let item = WrapCase.random(seed: 3 * seed + 1)
    guard case .sphere(let radius) = item.shape else { return }
    let sphere = item.surface.path(from: item.start, to: item.end)
    let ellipsoid = WrapSurface(
      body: .ground,
      shape: .ellipsoid(radii: Vector3(radius, radius, radius)),
      side: item.side
    ).path(from: item.start, to: item.end)
    #expect(sphere.contact == ellipsoid.contact)
    #expect(isClose(sphere.length, ellipsoid.length, absolute: Self.newton))
    #expect(isClose(sphere.pullAtStart, ellipsoid.pullAtStart, absolute: Self.newton))
    #expect(isClose(sphere.pullAtEnd, ellipsoid.pullAtEnd, absolute: Self.newton))
    if sphere.contact == .wrapped {
      let a = sphere.lateralCorrection
      let b = ellipsoid.lateralCorrection
      #expect(isClose(a.startStart, b.startStart, absolute: 1e-9, relative: 1e-9))
      #expect(isClose(a.startEnd, b.startEnd, absolute: 1e-9, relative: 1e-9))
      #expect(isClose(a.endEnd, b.endEnd, absolute: 1e-9, relative: 1e-9))
    }
  }

  @Test("pulls are minus the gradient of the length", arguments: WrapCase.all)
  func gradient(_ item: WrapCase) {
    let path = item.surface.path(from: item.start, to: item.end)
    #expect(path.contact != .unsolved)
    #expect(path.length >= (item.end - item.start).length - Self.rounding)
    #expect(isClose(path.pullAtStart.length, 1, absolute: Self.newton))
    for axis in [Vector3.unitX, .unitY, .unitZ] {
      let slope0 = centralDifference(
        of: { item.surface.path(from: item.start + axis * $0, to: item.end).length },
        at: 0,
        step: 2e-5
      )
      let slope1 = centralDifference(
        of: { item.surface.path(from: item.start, to: item.end + axis * $0).length },
        at: 0,
        step: 2e-5
      )
      // Across the first touch the second derivative jumps: the difference is first order there.
      let near = isNearTouch(item) ? 1e-3 : Self.difference
      #expect(isClose(slope0, -path.pullAtStart.dot(axis), absolute: near))
      #expect(isClose(slope1, -path.pullAtEnd.dot(axis), absolute: near))
    }
  }

  /// True when ends within the difference's step touch and clear the surface.
  func isNearTouch(_ item: WrapCase) -> Bool {
    var contacts: Set<WrappedPath.Contact> = []
    for axis in [Vector3.unitX, .unitY, .unitZ] {
      for shift in [-2.1e-5, 2.1e-5] {
        contacts.insert(item.surface.path(from: item.start + axis * shift, to: item.end).contact)
        contacts.insert(item.surface.path(from: item.start, to: item.end + axis * shift).contact)
      }
    }
    return contacts.count > 1
  }

  @Test("a path read backwards, or in a mirror, is the same path", arguments: WrapCase.all)
  func symmetries(_ item: WrapCase) {
    let path = item.surface.path(from: item.start, to: item.end)
    let back = item.surface.path(from: item.end, to: item.start)
    #expect(isClose(path.length, back.length, absolute: Self.newton))
    #expect(isClose(path.pullAtStart, back.pullAtEnd, absolute: 1e-10))
    var mirroredSide = item.side
    if case .toward(let direction) = item.side { mirroredSide = .toward(direction.mirrored) }
    let mirror = WrapSurface(body: .ground, shape: item.shape, side: mirroredSide).path(
      from: item.start.mirrored,
      to: item.end.mirrored
    )
    #expect(isClose(path.length, mirror.length, absolute: Self.newton))
    #expect(isClose(path.pullAtStart.mirrored, mirror.pullAtStart, absolute: 1e-10))
    #expect(isClose(path.pullAtEnd.mirrored, mirror.pullAtEnd, absolute: 1e-10))
  }

  @Test("pieces are tangent and touch the surface", arguments: WrapCase.all)
  func tangency(_ item: WrapCase) {
    let path = item.surface.path(from: item.start, to: item.end)
    guard path.contact == .wrapped else { return }
    for (contact, normal, pull) in [
      (path.firstContact, path.normalAtStart, path.pullAtStart),
      (path.lastContact, path.normalAtEnd, path.pullAtEnd),
    ] {
      #expect(abs(pull.dot(normal)) < 1e-11)
      let share: Double
      switch item.shape {
      case .cylinder(let radius, _):
        share = (contact.x * contact.x + contact.y * contact.y).squareRoot() / radius
      case .sphere(let radius): share = contact.length / radius
      case .ellipsoid(let radii): share = contact.divided(by: radii).length
      }
      #expect(isClose(share, 1, absolute: 1e-12))
    }
    let first = path.firstContact - item.start
    let last = path.lastContact - item.end
    #expect(first.cross(path.pullAtStart).length < 1e-12)
    #expect(last.cross(path.pullAtEnd).length < 1e-12)
  }

  @Test("second derivatives agree with differences of the pulls", arguments: WrapCase.all)
  func secondDerivatives(_ item: WrapCase) {
    guard !isNearTouch(item) else { return }
    let path = item.surface.path(from: item.start, to: item.end)
    var generator = SeededGenerator(seed: item.seed)
    for _ in 0..<4 {
      let d0 = generator.direction()
      let d1 = generator.direction()
      let numeric = centralDifference(
        of: { s in
          let moved = item.surface.path(from: item.start + d0 * s, to: item.end + d1 * s)
          return -moved.pullAtStart.dot(d0) - moved.pullAtEnd.dot(d1)
        },
        at: 0,
        step: 2e-5
      )
      let l0 = (path.firstContact - item.start).length
      let l1 = (path.lastContact - item.end).length
      func across(_ d: Vector3, _ pull: Vector3) -> Double {
        d.squaredLength - d.dot(pull) * d.dot(pull)
      }
      let b0 = path.normalAtStart.cross(path.pullAtStart)
      let b1 = path.normalAtEnd.cross(-path.pullAtEnd)
      let exact =
        across(d0, path.pullAtStart) / l0 + across(d1, path.pullAtEnd) / l1
        + path.lateralCorrection.value(d0.dot(b0), d1.dot(b1), d0.dot(b0), d1.dot(b1))
        + path.normalCorrection.value(
          d0.dot(path.normalAtStart),
          d1.dot(path.normalAtEnd),
          d0.dot(path.normalAtStart),
          d1.dot(path.normalAtEnd)
        )
      // In 1/m, where values are some 10 to 1000; short pieces make the differences coarse.
      let tolerance = 1e-5 * max(1, 1e-2 / min(l0, l1)) * max(1, abs(exact))
      #expect(isClose(numeric, exact, absolute: tolerance))
    }
  }
}
