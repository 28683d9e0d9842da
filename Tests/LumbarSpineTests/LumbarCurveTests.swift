// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import LumbarSpine
import TestSupport
import Testing

/// Sums and differences of a few angles: rounding only.
private let rounding = 1e-14

@Suite("The lumbar curve in neutral standing")
struct LumbarCurveTests {
  private let norm = SegmentalLordosisNorm(
    groupIncidence: [38.3, 49.6, 63.3].map(Angle.degrees),
    groupAngles: [
      [20.2, 10.5, 7.7, 3.9, 0.0], [21.8, 13.1, 8.9, 6.2, 0.9], [22.6, 14.4, 10.7, 7.5, 2.5],
    ].map { $0.map(Angle.degrees) }
  )

  private func curve(lordosis: Double? = nil) -> LumbarCurve {
    LumbarCurve(
      sacralSlope: Angle.degrees(40),
      segmentalLordosis: norm.angles(
        atIncidence: Angle.degrees(49.6),
        lordosis: lordosis.map(Angle.degrees)
      ),
      bodyWedges: [-4.6, -0.7, 1.3, 2.6, 4.1].map(Angle.degrees),
      upperDiscWedge: Angle.degrees(4)
    )
  }

  @Test("The segmental angles sum to the lordosis L1-S1")
  func lordosisIsTheSum() {
    #expect(
      isClose(
        Angle.inDegrees(curve().lordosis),
        21.8 + 13.1 + 8.9 + 6.2 + 0.9,
        absolute: 1e-12
      )
    )
  }

  @Test("A given lordosis stretches all segments alike", arguments: [20.0, 50.9, 80.0])
  func givenLordosis(degrees: Double) {
    #expect(isClose(Angle.inDegrees(curve(lordosis: degrees).lordosis), degrees, absolute: 1e-12))
    let ratio =
      norm.angles(atIncidence: Angle.degrees(49.6), lordosis: Angle.degrees(degrees))[0]
      / norm.angles(atIncidence: Angle.degrees(49.6))[0]
    #expect(isClose(ratio, degrees / 50.9, absolute: 1e-12))
  }

  @Test("The disc's plane bisects the endplates beside it, and the wedges close the chain")
  func discAndBodyClose() {
    let curve = curve()
    for level in LumbarLevel.allCases {
      let below = curve.upperEndplateSlopes[level.rawValue]
      let above = curve.lowerEndplateSlopes[level.rawValue]
      #expect(
        isClose(
          curve.discSlope(at: level) - below,
          above - curve.discSlope(at: level),
          absolute: rounding
        )
      )
    }
    // The body of L5 is lordotic by 4.6 degrees in men: its lower endplate is the steeper one.
    #expect(
      isClose(
        Angle.inDegrees(curve.lowerEndplateSlopes[0] - curve.upperEndplateSlopes[1]),
        4.6,
        absolute: 1e-12
      )
    )
  }

  @Test("The norm passes its groups and is constant beyond them")
  func normPassesItsGroups() {
    for (incidence, expected) in [
      (20.0, 20.2), (38.3, 20.2), (49.6, 21.8), (63.3, 22.6), (90, 22.6),
    ] {
      let angle = norm.angles(atIncidence: Angle.degrees(incidence))[0]
      #expect(isClose(Angle.inDegrees(angle), expected, absolute: 1e-12))
    }
  }
}

@Suite("Incidence, tilt and slope")
struct SpinopelvicParametersTests {
  private let means = SpinopelvicMeans(
    pelvicIncidence: Angle.degrees(53),
    radiographicPelvicTilt: Angle.degrees(13.5)
  )

  @Test("Two angles give the third; PI is always PT + SS")
  func completion() throws {
    let pi = Angle.degrees(48)
    let pt = Angle.degrees(10)
    for parameters in [
      try SpinopelvicParameters(pelvicIncidence: pi, radiographicPelvicTilt: pt, means: means),
      try SpinopelvicParameters(pelvicIncidence: pi, sacralSlope: pi - pt, means: means),
      try SpinopelvicParameters(radiographicPelvicTilt: pt, sacralSlope: pi - pt, means: means),
      try SpinopelvicParameters(pelvicIncidence: pi, means: means),
      try SpinopelvicParameters(means: means),
    ] {
      #expect(
        isClose(
          parameters.pelvicIncidence,
          parameters.radiographicPelvicTilt + parameters.sacralSlope,
          absolute: rounding
        )
      )
    }
  }

  @Test("Three angles that contradict each other by more than a degree are refused")
  func contradiction() throws {
    let pt = Angle.degrees(10)
    let ss = Angle.degrees(38)
    #expect(throws: InconsistentIncidence.self) {
      try SpinopelvicParameters(
        pelvicIncidence: Angle.degrees(49.1),
        radiographicPelvicTilt: pt,
        sacralSlope: ss,
        means: means
      )
    }
    _ = try SpinopelvicParameters(
      pelvicIncidence: Angle.degrees(48.9),
      radiographicPelvicTilt: pt,
      sacralSlope: ss,
      means: means
    )
  }
}

@Suite("Passive moments, rhythm and pressure")
struct SegmentLawTests {
  private let law = SegmentStiffness(
    positiveStiffness: 100,
    negativeStiffness: 150,
    positiveLimit: 0.2,
    negativeLimit: -0.1,
    endStiffness: 400,
    transition: 0.01
  )

  @Test("The moment restores, is zero in neutral, and its slope is the stiffness")
  func derivative() {
    #expect(law.moment(at: 0) == 0)
    for x in stride(from: -0.3, through: 0.3, by: 0.013) {
      #expect(law.moment(at: x) * x <= 0)
      let slope = centralDifference(of: law.moment(at:), at: x, step: 1e-4)
      // Central differences of a curve whose second derivative jumps at the limits.
      #expect(isClose(-slope, law.stiffness(at: x), absolute: 0.05))
    }
  }

  @Test("Away from neutral the stiffness is that of the side; beyond the range it grows")
  func limits() {
    #expect(isClose(law.stiffness(at: 0.15), 100, absolute: 0.1))
    #expect(isClose(law.stiffness(at: -0.09), 150, absolute: 0.2))
    #expect(law.stiffness(at: 0.3) > 150)
    #expect(law.stiffness(at: -0.2) > 200)
  }

  @Test("The rhythm's extensions sum to the tilt", arguments: [-0.2, 0.1, 0.4])
  func rhythm(tilt: Double) {
    var extensions = [Double](repeating: 0, count: 6)
    let rhythm = LumbarRhythm(shares: [14, 26, 23, 16, 13])
    rhythm.distribute(tilt: tilt, gain: 0.95, into: &extensions)
    #expect(isClose(extensions.reduce(0, +), tilt, absolute: rounding))
    #expect(isClose(extensions[..<5].reduce(0, +), 0.95 * tilt, absolute: rounding))
    #expect(isClose(extensions[1] / extensions[0], 26.0 / 14, absolute: rounding))
  }

  @Test("Pressure is force over corrected area")
  func pressure() {
    let disc = DiscPressure(unloadedPressure: 1e4, areaFactor: 0.66, area: 1.8e-3)
    #expect(isClose(disc.pressure(atCompression: 594), 1e4 + 5e5, absolute: 1e-6))
  }
}
