// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import NumericalMethods

/// Evenly spaced angles, in radians.
struct AngleGrid: Sendable {
  let start: Double
  let step: Double
  let count: Int

  /// Angles from one to another, both in degrees, by a step in degrees.
  init(from: Double, through end: Double, by step: Double) {
    start = from * .pi / 180
    self.step = step * .pi / 180
    count = Int(((end - from) / step).rounded()) + 1
  }

  /// The angle at a place, in radians.
  subscript(index: Int) -> Double { start + Double(index) * step }

  /// The first and the last angle, in radians.
  var range: ClosedRange<Double> { start...self[count - 1] }

  /// The cell that holds an angle, and the share of the cell before it; nil outside the grid.
  @inline(__always)
  func cell(of angle: Double) -> (index: Int, share: Double)? {
    let place = (angle - start) / step
    guard place >= 0 && place <= Double(count - 1) else { return nil }
    let index = min(Int(place), count - 2)
    return (index, place - Double(index))
  }

  /// The slopes, per radian, of the not-a-knot spline through values at the angles.
  func slopes(of values: [Double]) -> [Double] {
    let knots = (0..<count).map { self[$0] }
    guard let spline = try? CubicSpline(knots: knots, values: values, ends: .notAKnot) else {
      preconditionFailure("values at angles do not make a spline")
    }
    return knots.map { knot in
      guard let sample = try? spline.sample(at: knot) else {
        preconditionFailure("a knot outside its own spline")
      }
      return sample.firstDerivative
    }
  }
}

/// A quantity of hip and knee with its slopes.
struct TableValue: Sendable {
  var value: Double
  /// Derivative by hip flexion, per radian.
  var hip: Double
  /// Derivative by knee flexion, per radian.
  var knee: Double
}

/// A function of hip flexion alone, or of hip and knee flexion, as piecewise cubics with continuous
/// slopes.
///
/// The slopes at the nodes are those of splines through the values, so that the value is exact at the
/// nodes and the slopes that are returned are exactly those of the value everywhere.
struct PathTable: Sendable {
  private let hips: AngleGrid
  /// Nil where the function does not depend on the knee.
  private let knees: AngleGrid?
  /// Value, slope by hip, slope by knee and mixed derivative of every node, hip by hip.
  private let nodes: [Double]

  /// A function of hip flexion; `values` at the angles of the grid.
  init(hips: AngleGrid, values: [Double]) {
    self.hips = hips
    knees = nil
    let slopes = hips.slopes(of: values)
    var nodes: [Double] = []
    for index in values.indices { nodes += [values[index], slopes[index], 0, 0] }
    self.nodes = nodes
  }

  /// A function of hip and knee flexion; `values[i][j]` at hip angle i and knee angle j.
  init(hips: AngleGrid, knees: AngleGrid, values: [[Double]]) {
    self.hips = hips
    self.knees = knees
    var byHip = values
    for j in 0..<knees.count {
      let slopes = hips.slopes(of: values.map { $0[j] })
      for i in 0..<hips.count { byHip[i][j] = slopes[i] }
    }
    let byKnee = values.map(knees.slopes)
    let mixed = byHip.map(knees.slopes)
    var nodes: [Double] = []
    nodes.reserveCapacity(4 * hips.count * knees.count)
    for i in 0..<hips.count {
      for j in 0..<knees.count {
        nodes += [values[i][j], byHip[i][j], byKnee[i][j], mixed[i][j]]
      }
    }
    self.nodes = nodes
  }

  /// The value with its slopes at two angles in radians; nil outside the table.
  func callAsFunction(hip: Double, knee: Double) -> TableValue? {
    guard let (i, s) = hips.cell(of: hip) else { return nil }
    let a = HermiteBasis(share: s, step: hips.step)
    return nodes.withUnsafeBufferPointer { nodes -> TableValue? in
      guard let knees else {
        let low = 4 * i
        let high = low + 4
        return TableValue(
          value: a.value(nodes[low], nodes[low + 1], nodes[high], nodes[high + 1]),
          hip: a.slope(nodes[low], nodes[low + 1], nodes[high], nodes[high + 1]),
          knee: 0
        )
      }
      guard let (j, t) = knees.cell(of: knee) else { return nil }
      let b = HermiteBasis(share: t, step: knees.step)
      let low = 4 * (i * knees.count + j)
      let high = low + 4 * knees.count
      /// Along the knee at one hip angle: a quantity and its slope by the knee.
      func along(_ node: Int, _ offset: Int) -> (value: Double, slope: Double) {
        let f = nodes[node + offset]
        let g = nodes[node + offset + 2]
        let nextF = nodes[node + 4 + offset]
        let nextG = nodes[node + 4 + offset + 2]
        return (b.value(f, g, nextF, nextG), b.slope(f, g, nextF, nextG))
      }
      let f0 = along(low, 0)
      let f1 = along(high, 0)
      let h0 = along(low, 1)
      let h1 = along(high, 1)
      return TableValue(
        value: a.value(f0.value, h0.value, f1.value, h1.value),
        hip: a.slope(f0.value, h0.value, f1.value, h1.value),
        knee: a.value(f0.slope, h0.slope, f1.slope, h1.slope)
      )
    }
  }
}

/// The cubic on one cell from values and slopes at its ends.
private struct HermiteBasis {
  let s: Double
  let step: Double

  init(share: Double, step: Double) {
    s = share
    self.step = step
  }

  @inline(__always)
  func value(_ f0: Double, _ g0: Double, _ f1: Double, _ g1: Double) -> Double {
    let r = 1 - s
    let start: Double = (1 + 2 * s) * f0 + s * step * g0
    let end: Double = (1 + 2 * r) * f1 - r * step * g1
    return r * r * start + s * s * end
  }

  @inline(__always)
  func slope(_ f0: Double, _ g0: Double, _ f1: Double, _ g1: Double) -> Double {
    let r = 1 - s
    let chord: Double = 6 * s * r * (f1 - f0) / step
    return chord + r * (1 - 3 * s) * g0 + s * (3 * s - 2) * g1
  }
}
