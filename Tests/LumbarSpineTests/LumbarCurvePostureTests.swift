// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import LumbarSpine
import TestSupport
import Testing

/// Turning the bodies of a curve, and what is read from it.
@Suite struct LumbarCurvePostureTests {
  /// Sums of a dozen angles of order one.
  static let tolerance = 1e-14

  static let curve = LumbarCurve(
    sacralSlope: Angle.degrees(40),
    segmentalLordosis: [20, 13, 9, 6, 1].map(Angle.degrees),
    bodyWedges: [-5, -1, 1, 3, 4].map(Angle.degrees),
    upperDiscWedge: Angle.degrees(4)
  )

  @Test func aTurnOfTheWholeLeavesTheAnglesBetween() {
    let turned = Self.curve.turned(forward: Array(repeating: 0.2, count: 7))
    for level in LumbarLevel.allCases {
      #expect(
        isClose(
          turned.segmentalAngle(at: level),
          Self.curve.segmentalAngle(at: level),
          absolute: Self.tolerance
        )
      )
      #expect(
        isClose(
          turned.discSlope(at: level),
          Self.curve.discSlope(at: level) + 0.2,
          absolute: Self.tolerance
        )
      )
    }
  }

  @Test func aTurnOfOneVertebraChangesTheLevelsBesideIt() {
    // Sacrum, L5, L4, ...: L4 turns forward by 0.1.
    let turned = Self.curve.turned(forward: [0, 0, 0.1, 0, 0, 0, 0])
    let changes = LumbarLevel.allCases.map {
      turned.segmentalAngle(at: $0) - Self.curve.segmentalAngle(at: $0)
    }
    for (change, expected) in zip(changes, [0, -0.1, 0.1, 0, 0, 0]) {
      #expect(isClose(change, expected, absolute: Self.tolerance))
    }
    #expect(isClose(turned.lordosis, Self.curve.lordosis, absolute: Self.tolerance))
  }

  @Test func segmentalAnglesSumToTheLordosis() {
    let sum = LumbarLevel.allCases.dropLast().reduce(0) {
      $0 + Self.curve.segmentalAngle(at: $1)
    }
    #expect(isClose(sum, Self.curve.lordosis, absolute: Self.tolerance))
  }

  @Test(arguments: [(40.0, "L3-L4"), (36, "L3-L4"), (32.5, "L4"), (31, "L4-L5"), (80, nil)])
  func theApexLiesWhereTheSlopeChangesItsSign(_ slope: Double, _ apex: String?) {
    // Slopes from below at 40: 40 | 25 20 | 8 7 | -3 -2 | -11 -8 | -13 -9 | -13.
    let turn = Angle.degrees(slope - 40)
    let turned = Self.curve.turned(forward: Array(repeating: turn, count: 7))
    #expect(turned.apex == apex)
  }
}
