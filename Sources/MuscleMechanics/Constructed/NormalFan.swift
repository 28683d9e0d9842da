// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The sum of the directions from points of a chord to the nearest points of an ellipsoid, and its derivatives.
///
/// OpenSim takes 298 of 300 equal steps of the chord. The direction is smooth along it but where the chord
/// crosses the set of points with two nearest points, a part of the plane across the shortest axis: there
/// it jumps, and the sum jumps where a step crosses. So does this one. On either side of the crossing the
/// directions are added by `EightPointSum` over pieces, halved until the last coefficients of their
/// polynomials are small; short pieces are added point by point.
struct NormalFan {
  /// The sum, dimensionless.
  private(set) var sum = Vector3.zero

  /// The derivatives of the sum by the chord's first and last point, in 1/m.
  private(set) var byFirst = Matrix3.zero
  private(set) var byLast = Matrix3.zero

  private let radii: Vector3
  private let first: Vector3
  private let chord: Vector3

  /// The mean direction; zero where the directions cancel, on a line through the centre.
  var direction: Vector3 {
    let length = sum.length
    return length > 1e-9 ? sum * (1 / length) : .zero
  }

  private static var steps: Int { 300 }

  /// Pieces of no more points are added point by point.
  ///
  /// The nodes of a longer piece lie between its first and its last point.
  private static var longestDirect: Int { 25 }

  /// Coefficients of the polynomials of degree 6 and 7 below which a piece is not halved; chosen: in the
  /// tests the sum of 298 directions is then within 1e-6.
  private static var smallCoefficient: Double { 1e-5 }

  /// Adds up the directions along a chord from a point, in metres.
  init(radii: Vector3, first: Vector3, chord: Vector3) {
    self.radii = radii
    self.first = first
    self.chord = chord
    let tolerance = EllipsoidProjection.planeTolerance * (radii.x + radii.y + radii.z) / 3
    let last = first + chord
    let isFlat =
      (abs(first.x) <= tolerance && abs(last.x) <= tolerance)
      || (abs(first.y) <= tolerance && abs(last.y) <= tolerance)
      || (abs(first.z) <= tolerance && abs(last.z) <= tolerance)
    let end = Self.steps - 1
    if isFlat {
      addFlat(1..<end)
    } else if let jump {
      // A step on the plane itself has no direction.
      let before = min(max(1, Int(jump.rounded(.up))), end)
      let after = min(max(before, Int(jump.rounded(.down)) + 1), end)
      add(1..<before)
      add(after..<end)
    } else {
      add(1..<end)
    }
  }

  /// The place, in steps, where the chord crosses the points that have two nearest points, if it does.
  ///
  /// With half axes a, b > c these are z = 0 and (a x / (a^2 - c^2))^2 + (b y / (b^2 - c^2))^2 < 1.
  private var jump: Double? {
    var short = 0
    for axis in 1..<3 where radii[axis] < radii[short] { short = axis }
    let share = -first[short] / chord[short]
    guard share > 0, share < 1 else { return nil }
    let crossing = first + chord * share
    var sum = 0.0
    for axis in 0..<3 where axis != short && crossing[axis] != 0 {
      let focal = (radii[axis] * radii[axis] - radii[short] * radii[short]) / radii[axis]
      let ratio = crossing[axis] / focal
      sum += ratio * ratio
    }
    return sum < 1 ? share * Double(Self.steps) : nil
  }

  /// The polynomial of degree 7 through the roots of a piece that was too long, as a guess for its parts.
  private struct Guess {
    let middle: Double
    let half: Double
    let coefficients: SIMD8<Double>

    func roots(at steps: SIMD8<Double>) -> SIMD8<Double> {
      let x = (steps - middle) / half
      var sum = SIMD8(repeating: coefficients[7])
      for power in stride(from: 6, through: 0, by: -1) { sum = sum * x + coefficients[power] }
      return sum
    }
  }

  /// Adds the directions at a range of steps.
  private mutating func add(_ steps: Range<Int>, near guess: Guess? = nil) {
    let count = steps.count
    guard count > Self.longestDirect else { return addDirectly(steps, near: guess) }
    let half = Double(count) / 2
    let middle = Double(steps.lowerBound) + half - 0.5
    let places = EightPointSum.nodes * half + middle
    let group = group(at: places, near: guess)
    let sixth = group.directions.sum(times: EightPointSum.sixth)
    let seventh = group.directions.sum(times: EightPointSum.seventh)
    if sixth.length + seventh.length < Self.smallCoefficient {
      add(group, at: places, times: EightPointSum.weights(count: count))
    } else {
      let own = Guess(
        middle: middle,
        half: half,
        coefficients: EightPointSum.coefficients(group.roots)
      )
      let cut = steps.lowerBound + count / 2
      add(steps.lowerBound..<cut, near: own)
      add(cut..<steps.upperBound, near: own)
    }
  }

  private mutating func addDirectly(_ steps: Range<Int>, near guess: Guess?) {
    let order = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7)
    for start in stride(from: steps.lowerBound, to: steps.upperBound, by: 8) {
      // Beyond the range the last step is repeated, with no weight.
      let step = order + Double(start)
      let isBeyond = step .>= Double(steps.upperBound)
      let places = step.replacing(with: Double(steps.upperBound - 1), where: isBeyond)
      let weights = SIMD8<Double>(repeating: 1).replacing(with: 0, where: isBeyond)
      add(group(at: places, near: guess), at: places, times: weights)
    }
  }

  private func group(at steps: SIMD8<Double>, near guess: Guess?) -> NormalGroup {
    let shares = steps / Double(Self.steps)
    let points = EightVectors(
      x: first.x + shares * chord.x,
      y: first.y + shares * chord.y,
      z: first.z + shares * chord.z
    )
    return NormalGroup(points, radii: radii, near: guess?.roots(at: steps))
  }

  private mutating func add(
    _ group: NormalGroup,
    at steps: SIMD8<Double>,
    times weights: SIMD8<Double>
  ) {
    sum += group.directions.sum(times: weights)
    let own = group.derivatives(times: weights, shares: steps / Double(Self.steps))
    byFirst = byFirst + own.byFirst
    byLast = byLast + own.byLast
  }

  /// Adds the directions of a chord in a plane of symmetry, whose projections are within that plane.
  private mutating func addFlat(_ steps: Range<Int>) {
    for step in steps {
      let share = Double(step) / Double(Self.steps)
      let s = first + chord * share
      let projection = EllipsoidProjection(s, onto: radii)
      let blade = projection.point - s
      let length = blade.length
      guard length > 0 else { continue }
      let unit = blade * (1 / length)
      sum += unit
      let across = Matrix3.identity - Matrix3(outerProductOf: unit, unit)
      let own = across * (projection.jacobian - .identity) * (1 / length)
      byFirst = byFirst + own * (1 - share)
      byLast = byLast + own * share
    }
  }
}
