// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

@Suite("Geodesics of ellipsoids")
struct EllipsoidTests {
  static let ellipsoids: [WrapCase] = (0..<12).map { WrapCase.random(seed: 6 * $0 + 2) }

  @Test("the series agree with small steps of an independent method", arguments: ellipsoids)
  func geodesic(_ item: WrapCase) {
    guard case .ellipsoid(let radii) = item.shape else { return }
    let a = Vector3(1, 1, 1).divided(by: radii.multiplied(by: radii))
    var generator = SeededGenerator(seed: item.seed)
    let start = generator.direction().multiplied(by: radii)
    let normal = start.multiplied(by: a).normalized
    let direction = normal.anyPerpendicular
    let length = 3 * radii.x
    var series = EllipsoidGeodesic(a: a, point: start, direction: direction)
    let arrived = series.advance(by: length)
    #expect(arrived)

    // x'' = -(x'Ax' / |Ax|^2) Ax by the classical Runge-Kutta method, with half the step as a check.
    func integrate(steps: Int) -> (Vector3, Vector3) {
      var x = start
      var v = direction
      let h = length / Double(steps)
      func slope(_ x: Vector3, _ v: Vector3) -> Vector3 {
        let g = x.multiplied(by: a)
        return g * (-v.dot(v.multiplied(by: a)) / g.squaredLength)
      }
      for _ in 0..<steps {
        let k1 = slope(x, v)
        let k2 = slope(x + v * (h / 2), v + k1 * (h / 2))
        let k3 = slope(x + v * (h / 2) + k1 * (h * h / 4), v + k2 * (h / 2))
        let k4 = slope(x + v * h + k2 * (h * h / 2), v + k3 * h)
        x += v * h + (k1 + k2 + k3) * (h * h / 6)
        v += (k1 + k2 * 2 + k3 * 2 + k4) * (h / 6)
      }
      return (x, v)
    }
    let (x, v) = integrate(steps: 8000)
    // Fourth order with 8000 steps leaves about 1e-12 of the size.
    #expect(isClose(series.point, x, absolute: 1e-11))
    #expect(isClose(series.direction, v, absolute: 1e-9))
    #expect(isClose(series.direction.length, 1, absolute: 1e-13))
    #expect(isClose(series.point.divided(by: radii).length, 1, absolute: 1e-13))
    let t = series.transfer
    #expect(isClose(t.even * t.oddRate - t.odd * t.evenRate, 1, absolute: 1e-11))
  }

  @Test("no discretised path outside the surface is shorter", arguments: ellipsoids)
  func discretisedMinimum(_ item: WrapCase) {
    guard case .ellipsoid(let radii) = item.shape else { return }
    let path = item.surface.path(from: item.start, to: item.end)
    guard path.contact == .wrapped else { return }
    let a = Vector3(1, 1, 1).divided(by: radii.multiplied(by: radii))

    // Relaxation of an elastic string with nodes outside the surface, from coarse to fine. It
    // starts on the same side as the path: at its contact points.
    var nodes = [item.start, path.firstContact, path.lastContact, item.end]
    func outside(_ point: Vector3) -> Vector3 {
      var p = point
      for _ in 0..<8 {
        let g = p.multiplied(by: a)
        let excess = p.dot(g) - 1
        guard excess < 0 else { return p }
        p += g * (-excess / (2 * g.squaredLength))
      }
      return p
    }
    for _ in 0..<6 {
      var finer: [Vector3] = []
      for index in 0..<(nodes.count - 1) {
        finer.append(nodes[index])
        finer.append(outside((nodes[index] + nodes[index + 1]) * 0.5))
      }
      finer.append(nodes[nodes.count - 1])
      nodes = finer
      for _ in 0..<(6 * nodes.count) {
        for index in 1..<(nodes.count - 1) {
          let average = (nodes[index - 1] + nodes[index + 1]) * 0.5
          nodes[index] = outside(nodes[index] + (average - nodes[index]) * 1.7)
        }
      }
    }
    var length = 0.0
    for index in 1..<nodes.count { length += (nodes[index] - nodes[index - 1]).length }
    // Chords of 190 pieces cut corners by some h^2 / 24 of the length: 1e-5 of it.
    #expect(isClose(length, path.length, absolute: 0, relative: 3e-5))
  }

  @Test("slender and flat ellipsoids are solved")
  func extremeShapes() {
    var generator = SeededGenerator(seed: 99)
    var unsolved = 0
    for _ in 0..<400 {
      let radii = Vector3(
        generator.number(in: 0.01...0.08),
        generator.number(in: 0.01...0.08),
        generator.number(in: 0.01...0.08)
      )
      let surface = WrapSurface(body: .ground, shape: .ellipsoid(radii: radii))
      let start = (generator.direction() * generator.number(in: 1...3)).multiplied(by: radii)
      let end = (generator.direction() * generator.number(in: 1...3)).multiplied(by: radii)
      let path = surface.path(from: start, to: end)
      #expect(path.length.isFinite && path.pullAtStart.isFinite && path.pullAtEnd.isFinite)
      if path.contact == .unsolved { unsolved += 1 }
    }
    // Ends nearly opposite one another on ellipsoids of up to 8 to 1.
    #expect(unsolved <= 4, "\(unsolved) of 400 unsolved")
  }
}
