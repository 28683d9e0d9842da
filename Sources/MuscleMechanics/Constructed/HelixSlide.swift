// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The sliding of tangent points along a cylinder until helix and straight pieces agree.
///
/// OpenSim does this for a path with several surfaces. Each round looks at the angles with the axis
/// of a straight piece and of the first chord of the helix; where they differ by more than 0.1
/// degree, the tangent point goes 1.5 times the way to where a straight line from the end to the
/// chord's far end would pass it.
struct HelixSlide {
  /// The straight piece at one end.
  struct Tangent {
    /// The height of the end, with its gradient.
    var z: Double
    var gradient: EndGradient
    /// The length of the piece across the axis.
    var length: Double
    /// 1 when the piece runs in the sense of positive angles, on the way from start to end, else -1.
    var sign: Double
  }

  /// The turn of one chord of the helix, in radians.
  private struct Turn {
    let sine: Double
    /// One less the cosine.
    let versine: Double
    /// The length of the chord of a circle of radius one.
    let chord: Double

    init(_ angle: Double) {
      let half = sin(angle / 2)
      sine = 2 * half * cos(angle / 2)
      versine = 2 * half * half
      chord = 2 * abs(half)
    }
  }

  let radius: Double
  /// The angle of the helix, with its gradient.
  let theta: Double
  let thetaGradient: EndGradient
  /// The helix turns by sense x theta.
  let sense: Double

  /// Chords are 2 mm long, piece and chord agree within 0.1 degree (of which this is the tangent), and there
  /// are 100 rounds, as in OpenSim 4.6.
  private static var chordLength: Double { 0.002 }
  private static let tolerance = tan(0.1 * .pi / 180)
  private static var roundLimit: Int { 100 }

  /// Slides both tangent points.
  mutating func settle(
    start: Tangent,
    startLengthGradient: EndGradient,
    end: Tangent,
    endLengthGradient: EndGradient,
    z0: inout Double,
    z1: inout Double,
    zGradient0: inout EndGradient,
    zGradient1: inout EndGradient
  ) {
    var chordCount = 0
    var turn = Turn(0)
    for _ in 0..<Self.roundLimit {
      let across = radius * theta
      let along = z1 - z0
      let chords = Int((across * across + along * along).squareRoot() / Self.chordLength)
      guard chords >= 2 else { return }
      let share = 1 / Double(chords)
      if chords != chordCount {
        chordCount = chords
        turn = Turn(sense * theta * share)
      }
      let turnGradient = sense * share * thetaGradient
      let alongGradient = zGradient1 - zGradient0
      var isChanged = false

      let near0 = z0 + share * along
      let nearGradient0 = zGradient0 + share * alongGradient
      if slides(start, z0, near0, turn) {
        let (part, partGradient) = passing(start, startLengthGradient, turn, turnGradient)
        let target = start.z + part * (near0 - start.z)
        let targetGradient =
          start.gradient + part * (nearGradient0 - start.gradient)
          + (near0 - start.z) * partGradient
        z0 += 1.5 * (target - z0)
        zGradient0 += 1.5 * (targetGradient - zGradient0)
        isChanged = true
      }
      // The other chord starts from the tangent point as it has just moved.
      let near1 = z0 + (1 - share) * along
      let nearGradient1 = zGradient0 + (1 - share) * alongGradient
      if slides(end, z1, near1, turn) {
        let (part, partGradient) = passing(end, endLengthGradient, turn, turnGradient)
        let target = end.z + part * (near1 - end.z)
        let targetGradient =
          end.gradient + part * (nearGradient1 - end.gradient)
          + (near1 - end.z) * partGradient
        z1 += 1.5 * (target - z1)
        zGradient1 += 1.5 * (targetGradient - zGradient1)
        isChanged = true
      }
      guard isChanged else { return }
    }
  }

  /// True when straight piece and chord make angles with the axis that differ too much.
  private func slides(_ tangent: Tangent, _ z: Double, _ near: Double, _ turn: Turn) -> Bool {
    let rise = z - tangent.z
    let chordRise = near - z
    let chordAcross = radius * turn.chord
    guard tangent.length > 0 || rise != 0, chordAcross > 0 || chordRise != 0 else { return false }
    let across = tangent.length * chordRise - rise * chordAcross
    let along = tangent.length * chordAcross + rise * chordRise
    return along <= 0 || abs(across) > Self.tolerance * along
  }

  /// The share of the line from the end to the chord's far end at which it passes the tangent point,
  /// seen along the axis: a.d / d.d with a the straight piece and d = a + chord.
  private func passing(
    _ tangent: Tangent,
    _ lengthGradient: EndGradient,
    _ turn: Turn,
    _ turnGradient: EndGradient
  ) -> (Double, EndGradient) {
    let t = tangent.length
    let sine = tangent.sign * turn.sine
    let above = t * t + t * radius * sine
    let below = t * t + 2 * t * radius * sine + 2 * radius * radius * turn.versine
    let aboveByLength = 2 * t + radius * sine
    let belowByLength = 2 * t + 2 * radius * sine
    let aboveByTurn = t * radius * tangent.sign * (1 - turn.versine)
    let belowByTurn = 2 * aboveByTurn + 2 * radius * radius * turn.sine
    guard below > 0 else { return (0, .zero) }
    let part = above / below
    return (
      part,
      (aboveByLength - part * belowByLength) / below * lengthGradient
        + (aboveByTurn - part * belowByTurn) / below * turnGradient
    )
  }
}
