// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

@Suite("Sweeps over engagement and release")
struct WrapSweepTests {
  static let shapes: [WrapShape] = [
    .cylinder(radius: 0.05, length: 0.1), .sphere(radius: 0.05),
    .ellipsoid(radii: Vector3(0.05, 0.05, 0.05)), .ellipsoid(radii: Vector3(0.06, 0.04, 0.09)),
  ]

  /// Start fixed, end on a circle about Z, through engagement and far past the straight line on the
  /// wrong side: -60 to 200 degrees from the start, the side in the middle.
  func path(_ shape: WrapShape, degrees: Double) -> WrappedPath {
    let angle = Angle.degrees(degrees)
    return WrapSurface(body: .ground, shape: shape, side: .positiveX).path(
      from: Vector3(0.01, -0.12, -0.02),
      to: Vector3(0.1 * sin(angle), -0.1 * cos(angle), 0.03)
    )
  }

  @Test("no jump of length or pull at steps of 0.1 degrees", arguments: shapes)
  func continuity(_ shape: WrapShape) {
    var contacts: Set<WrappedPath.Contact> = []
    var previous = path(shape, degrees: 20)
    contacts.insert(previous.contact)
    let step = Angle.degrees(0.1)
    // For the ellipsoids the sweep ends before the long way round, which is no minimum.
    let last: Int
    if case .ellipsoid = shape { last = 1550 } else { last = 1600 }
    for index in 1...last {
      let degrees = 20 + 0.1 * Double(index)
      let next = path(shape, degrees: degrees)
      contacts.insert(next.contact)
      func slope(_ path: WrappedPath, _ degrees: Double) -> Double {
        let angle = Angle.degrees(degrees)
        return -path.pullAtEnd.dot(Vector3(0.1 * cos(angle), 0.1 * sin(angle), 0))
      }
      let trapezoid = (slope(previous, degrees - 0.1) + slope(next, degrees)) / 2 * step
      // The trapezoid rule errs by h^3 L''' / 12, some 1e-10 m; a kink of the slope at release
      // adds h^2 times a jump of L'', some 1e-7 m.
      #expect(abs(next.length - previous.length - trapezoid) < 3e-7)
      #expect((next.pullAtEnd - previous.pullAtEnd).length < 0.02)
      #expect((next.pullAtStart - previous.pullAtStart).length < 0.02)
      previous = next
    }
    #expect(contacts == [.straight, .wrapped])
  }

  @Test("an end may sink into the surface without a jump", arguments: shapes)
  func insideIsContinuous(_ shape: WrapShape) {
    let surface = WrapSurface(body: .ground, shape: shape, side: .positiveX)
    // The end sinks from outside through the surface to the axis and out behind it.
    func path(_ s: Double) -> WrappedPath {
      surface.path(
        from: Vector3(0.01, -0.12, -0.02),
        to: Vector3(0.03 - 0.02 * s, 0.09 - 0.09 * s, 0.01)
      )
    }
    var previous = path(0)
    var seenInside = false
    for index in 1...400 {
      let s = Double(index) / 400
      let next = path(s)
      #expect(next.length.isFinite && next.pullAtStart.isFinite && next.pullAtEnd.isFinite)
      #expect(next.contact != .unsolved)
      seenInside = seenInside || next.endsInside
      // One step is 2.3e-4 m long; the projection magnifies it where the end nears the axis.
      if s < 0.85 { #expect(abs(next.length - previous.length) < 2e-3) }
      if next.endsInside && s < 0.85 && index % 8 == 0 {
        let slope = centralDifference(of: { path($0).length }, at: s, step: 1e-4)
        #expect(
          isClose(slope, next.pullAtEnd.dot(Vector3(0.02, 0.09, 0)), absolute: 1e-7)
        )
      }
      previous = next
    }
    #expect(seenInside)
    // Exactly in the centre, and both ends in one place.
    for point in [Vector3.zero, Vector3(0.1, 0, 0), Vector3(0, 0, 0.2)] {
      let same = surface.path(from: point, to: point)
      #expect(same.length == 0 && same.pullAtStart.isFinite && same.pullAtEnd.isFinite)
      let other = surface.path(from: point, to: Vector3(0.02, 0.1, 0))
      #expect(other.length.isFinite && other.pullAtStart.isFinite && other.pullAtEnd.isFinite)
    }
  }
}
