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

  /// The cubic of the cell that holds an angle in radians; nil outside the grid.
  @inline(__always)
  func cubic(at angle: Double) -> CellCubic? {
    let place = (angle - start) / step
    guard place >= 0 && place <= Double(count - 1) else { return nil }
    let index = min(Int(place), count - 2)
    return CellCubic(index: index, share: place - Double(index), step: step)
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

/// The cubic on one cell of a grid by the values and slopes at its ends: what each contributes at one angle.
struct CellCubic: Sendable {
  /// The place of the cell in its grid.
  let index: Int
  /// The parts of value and slope at the start and of value and slope at the end, in that order, in the value.
  let values: SIMD4<Double>
  /// The same parts in its derivative by the angle.
  let slopes: SIMD4<Double>

  init(index: Int, share s: Double, step: Double) {
    self.index = index
    let r = 1 - s
    let chord = 6 * s * r / step
    values = SIMD4(
      r * r * (1 + 2 * s),
      r * r * s * step,
      s * s * (1 + 2 * r),
      -(s * s * r * step)
    )
    slopes = SIMD4(-chord, r * (1 - 3 * s), chord, s * (3 * s - 2))
  }
}

/// Where hip and knee flexion lie in the grids of a leg's tables, found once for all of them.
struct TablePlace: Sendable {
  let hip: CellCubic
  /// In the finer grid of functions of the hip alone.
  let fineHip: CellCubic
  let knee: CellCubic

  /// Finds both angles, in radians; nil outside ``SwingLeg/hipRange`` and ``SwingLeg/kneeRange``.
  init?(hip: Double, knee: Double) {
    guard let a = SwingLeg.hipGrid.cubic(at: hip), let b = SwingLeg.fineHipGrid.cubic(at: hip),
      let c = SwingLeg.kneeGrid.cubic(at: knee)
    else { return nil }
    (self.hip, fineHip, self.knee) = (a, b, c)
  }
}

/// A function of hip flexion alone, or of hip and knee flexion, as piecewise cubics with continuous
/// slopes.
///
/// The slopes at the nodes are those of splines through the values, so that the value is exact at the
/// nodes and the slopes that are returned are exactly those of the value everywhere.
struct PathTable: Sendable {
  private let dependsOnKnee: Bool
  /// Value, slope by hip, slope by knee and mixed derivative of every node, hip by hip.
  private let nodes: [SIMD4<Double>]

  /// A function of hip flexion; `values` at the angles of ``SwingLeg/fineHipGrid``.
  init(alongHip values: [Double]) {
    dependsOnKnee = false
    let slopes = SwingLeg.fineHipGrid.slopes(of: values)
    nodes = zip(values, slopes).map { SIMD4($0, $1, 0, 0) }
  }

  /// A function of hip and knee flexion; `values[i][j]` at hip angle i of ``SwingLeg/hipGrid`` and knee angle j of
  /// ``SwingLeg/kneeGrid``.
  init(_ values: [[Double]]) {
    dependsOnKnee = true
    let (hips, knees) = (SwingLeg.hipGrid, SwingLeg.kneeGrid)
    var byHip = values
    for j in 0..<knees.count {
      let slopes = hips.slopes(of: values.map { $0[j] })
      for i in 0..<hips.count { byHip[i][j] = slopes[i] }
    }
    let byKnee = values.map(knees.slopes)
    let mixed = byHip.map(knees.slopes)
    nodes = (0..<hips.count).flatMap { i in
      (0..<knees.count).map { j in SIMD4(values[i][j], byHip[i][j], byKnee[i][j], mixed[i][j]) }
    }
  }

  /// The value with its slopes.
  @inline(__always)
  func callAsFunction(at place: TablePlace) -> TableValue {
    nodes.withUnsafeBufferPointer { nodes in
      guard dependsOnKnee else {
        let a = place.fineHip
        let ends = SIMD4(lowHalf: nodes[a.index].lowHalf, highHalf: nodes[a.index + 1].lowHalf)
        return TableValue(value: (a.values * ends).sum(), hip: (a.slopes * ends).sum(), knee: 0)
      }
      let (a, b) = (place.hip, place.knee)
      let kneeCount = SwingLeg.kneeGrid.count
      let low = a.index * kneeCount + b.index
      let high = low + kneeCount
      /// Along the knee at one hip angle: the function and its slope by the hip, by the parts of the knee's cubic.
      func along(_ node: Int, _ parts: SIMD4<Double>) -> SIMD2<Double> {
        let (start, end) = (nodes[node], nodes[node + 1])
        let first = parts.x * start.lowHalf + parts.y * start.highHalf
        return first + parts.z * end.lowHalf + parts.w * end.highHalf
      }
      let values = SIMD4(lowHalf: along(low, b.values), highHalf: along(high, b.values))
      let slopes = SIMD4(lowHalf: along(low, b.slopes), highHalf: along(high, b.slopes))
      return TableValue(
        value: (a.values * values).sum(),
        hip: (a.slopes * values).sum(),
        knee: (a.values * slopes).sum()
      )
    }
  }
}
