// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MuscleMechanics
import TestSupport
import Testing

/// A curve with what is known about it: one entry per law, one test for all.
struct CurveCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var curve: any MuscleCurve
  /// Arguments to sweep, well beyond the physiological range.
  var range: ClosedRange<Double>
  /// Published or computed points (argument, value), with the tolerance of their digits.
  var keyPoints: [(Double, Double)]
  var keyTolerance: Double
  /// The sign of the slope, where the curve is monotone.
  var isNondecreasing: Bool
  /// The step of differences, small beside the shortest bend of the curve.
  var step = 1e-4
  /// The values just outside the range of use: (argument, bounds).
  var outside: [(Double, ClosedRange<Double>)]

  static let all: [CurveCase] =
    [
      CurveCase(
        testDescription: "De Groote-Fregly active force-length",
        curve: DeGrooteFreglyActiveForceLength(),
        range: -3...6,
        keyPoints: [(0.6, 0.302103), (0.8, 0.836440), (1, 1), (1.2, 0.793690), (1.4, 0.380243)],
        keyTolerance: 1e-6,
        isNondecreasing: false,
        outside: [(0, 0...0.01), (-2.6, 0...0.01), (2.5, 0...0.002), (1e3, 0...1e-5)]
      ),
      CurveCase(
        testDescription: "De Groote-Fregly force-velocity",
        curve: DeGrooteFreglyForceVelocity(),
        range: -3...3,
        keyPoints: [(-1, 0), (0, 1), (-0.5, 0.234036), (0.5, 1.588423), (1, 1.794343)],
        keyTolerance: 1e-6,
        isNondecreasing: true,
        outside: [(-1.5, 0...0), (-1e6, 0...0), (2, 1.7...2.1)]
      ),
      CurveCase(
        testDescription: "De Groote-Fregly passive force-length",
        curve: DeGrooteFreglyPassiveForceLength(),
        range: -1...2.5,
        keyPoints: [(0.2, 0), (1.2, 0.069401), (1.4, 0.263532), (1.6, 1)],
        keyTolerance: 1e-6,
        isNondecreasing: true,
        outside: [(0, 0...0), (-5, 0...0)]
      ),
      CurveCase(
        testDescription: "passive force-length, stiffer",
        curve: DeGrooteFreglyPassiveForceLength(shape: 5, strainAtUnitForce: 0.4),
        range: -1...2,
        keyPoints: [(0.2, 0), (1.4, 1)],
        keyTolerance: 1e-12,
        isNondecreasing: true,
        outside: [(0, 0...0)]
      ),
      CurveCase(
        testDescription: "passive force-length, twice as stiff at every length",
        curve: DeGrooteFreglyPassiveForceLength().stiffened(by: 2),
        range: -1...2.5,
        keyPoints: [(0.2, 0), (1.2, 2 * 0.069401), (1.4, 2 * 0.263532), (1.6, 2)],
        keyTolerance: 2e-6,
        isNondecreasing: true,
        outside: [(0, 0...0), (-5, 0...0)]
      ),
      CurveCase(
        testDescription: "passive force-length as published, from the optimal length",
        curve: DeGrooteFreglyPassiveForceLength(slackLength: 1),
        range: -1...2.5,
        // (exp(4 (x - 1) / 0.6) - 1) / (exp(4) - 1)
        keyPoints: [(1, 0), (1.3, 0.119203), (1.6, 1)],
        keyTolerance: 1e-6,
        isNondecreasing: true,
        outside: [(0.5, 0...0), (0.999, 0...0)]
      ),
      CurveCase(
        testDescription: "passive force-length as published, with a smooth beginning",
        curve: DeGrooteFreglyPassiveForceLength(slackLength: 1, toe: 0.05),
        range: -1...2.5,
        keyPoints: [(0.95, 0), (1.05, 0.007381), (1.3, 0.119203), (1.6, 1)],
        keyTolerance: 1e-6,
        isNondecreasing: true,
        outside: [(0.5, 0...0), (0.949, 0...0)]
      ),
      CurveCase(
        testDescription: "De Groote-Fregly tendon",
        curve: DeGrooteFreglyTendonForceLength(),
        range: 0.8...1.08,
        keyPoints: [(1, 0), (1.02, 0.215569), (1.049, 1)],
        keyTolerance: 1e-6,
        isNondecreasing: true,
        outside: [(0.5, 0...0)]
      ),
      CurveCase(
        testDescription: "Thelen active force-length",
        curve: Thelen2003ActiveForceLength(),
        range: -1...3,
        // exp(-0.04 / 0.45), exp(-0.25 / 0.45)
        keyPoints: [(1, 1), (0.8, 0.914947), (1.5, 0.573753)],
        keyTolerance: 1e-6,
        isNondecreasing: false,
        step: 1e-6,
        outside: [(-2, 0...1e-8), (4, 0...1e-8)]
      ),
      CurveCase(
        testDescription: "Thelen passive force-length",
        curve: Thelen2003PassiveForceLength(),
        range: 0...2,
        keyPoints: [(1, 0), (1.3, 0.075858), (1.6, 1)],
        keyTolerance: 1e-6,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(0.5, 0...0)]
      ),
      CurveCase(
        testDescription: "Thelen tendon",
        curve: Thelen2003TendonForceLength(),
        range: 0.9...1.1,
        keyPoints: [(1, 0), (1.04, 1)],
        keyTolerance: 1e-12,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(0.5, 0...0)]
      ),
      CurveCase(
        testDescription: "Thelen force-velocity at full activation",
        curve: Thelen2003ForceVelocity(),
        range: -2...2,
        // (1 - 0.5) / (1 + 2)
        keyPoints: [(-1, 0), (0, 1), (-0.5, 1.0 / 6)],
        keyTolerance: 1e-12,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(-3, 0...0), (2, 1.3...2)]
      ),
      CurveCase(
        testDescription: "Thelen force-velocity at a fifth of activation",
        curve: Thelen2003ForceVelocity(activation: 0.2),
        range: -1...1,
        keyPoints: [(-0.4, 0), (0, 1), (-0.2, 1.0 / 6)],
        keyTolerance: 1e-12,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(-1, 0...0)]
      ),
    ] + millard

  /// Points of OpenSim 4.6 (`calcValue` of the curve classes with their default values).
  private static let millard: [CurveCase] = [
    MillardCurve.activeForceLength().map {
      CurveCase(
        testDescription: "Millard active force-length",
        curve: $0,
        range: 0...2.5,
        keyPoints: [
          (0.3, 0.1), (0.5, 0.117653354928), (0.65, 0.626192537117), (0.8, 0.87067661328),
          (0.95, 0.995085427762), (1.2, 0.823680970871), (1.5, 0.4033687055),
          (1.75, 0.102733605185),
        ],
        keyTolerance: 1e-11,
        isNondecreasing: false,
        step: 1e-6,
        outside: [(-1, 0.1...0.1), (3, 0.1...0.1)]
      )
    },
    MillardCurve.forceVelocity().map {
      CurveCase(
        testDescription: "Millard force-velocity",
        curve: $0,
        range: -2...2,
        keyPoints: [
          (-1, 0), (-0.95, 0.0028515625), (-0.5, 0.158085604442), (-0.05, 0.771921703616), (0, 1),
          (0.05, 1.17234571522), (0.3, 1.29470739062), (0.95, 1.3991328125), (1, 1.4),
        ],
        keyTolerance: 1e-11,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(-3, 0...0), (3, 1.4...1.4)]
      )
    },
    MillardCurve.passiveForceLength().map {
      CurveCase(
        testDescription: "Millard passive force-length",
        curve: $0,
        range: 0...2.5,
        keyPoints: [
          (1, 0), (1.05, 0.00650549281026), (1.3, 0.126111183483), (1.6, 0.717069527083), (1.7, 1),
          (1.9, 1.57142857143),
        ],
        keyTolerance: 1e-11,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(0.5, 0...0)]
      )
    },
    MillardCurve.tendonForceLength().map {
      CurveCase(
        testDescription: "Millard tendon",
        curve: $0,
        range: 0.9...1.1,
        keyPoints: [
          (1, 0), (1.01, 0.099678270122), (1.03, 0.479398712348), (1.049, 1), (1.06, 1.30867346939),
        ],
        keyTolerance: 1e-11,
        isNondecreasing: true,
        step: 1e-6,
        outside: [(0.5, 0...0)]
      )
    },
  ].compactMap(\.self)
}

@Suite("Muscle curves")
struct MuscleCurveTests {
  @Test("derivative, continuity, sign and key points", arguments: CurveCase.all)
  func law(_ item: CurveCase) {
    let curve = item.curve
    for (argument, value) in item.keyPoints {
      #expect(isClose(curve.value(at: argument), value, absolute: item.keyTolerance))
    }
    for (argument, bounds) in item.outside {
      #expect(bounds.contains(curve.value(at: argument)))
      #expect(curve.derivative(at: argument).isFinite)
    }
    let step = item.step
    let count = 4001
    let width = (item.range.upperBound - item.range.lowerBound) / Double(count - 1)
    var previous = curve.value(at: item.range.lowerBound)
    for index in 0..<count {
      let x = item.range.lowerBound + width * Double(index)
      let value = curve.value(at: x)
      let slope = curve.derivative(at: x)
      #expect(value.isFinite && value >= 0)
      if item.isNondecreasing { #expect(slope >= 0) }
      // Steps are at most the greatest slope at either end, with room for curvature.
      let limit = 1.5 * width * max(abs(slope), abs(curve.derivative(at: x - width))) + 2e-5
      #expect(abs(value - previous) <= limit)
      previous = value
      guard !curve.breakpoints.contains(where: { abs($0 - x) < 2 * step }) else { continue }
      let numeric = centralDifference(of: curve.value(at:), at: x, step: step)
      // Fourth order in a step of 1e-4, rounding of 1e-16 over it.
      #expect(isClose(numeric, slope, absolute: 1e-7, relative: 1e-8))
    }
    for point in curve.breakpoints {
      #expect(abs(curve.value(at: point - 1e-12) - curve.value(at: point + 1e-12)) < 1e-9)
    }
  }

  @Test("all four curves of Millard are in the sweep")
  func millardCurves() {
    #expect(CurveCase.all.filter { $0.testDescription.hasPrefix("Millard") }.count == 4)
    #expect(MillardCurve.activeForceLength(shortest: 0.8, transition: 0.7) == nil)
    #expect(MillardCurve.tendonForceLength(strainAtUnitForce: 0) == nil)
    #expect(MillardCurve.passiveForceLength(stiffnessAtUnitForce: 1) == nil)
  }

  @Test("the narrow denominator of the active curve leaves no gap")
  func activeCurveWidthZero() {
    // The width of the second term is zero at 0.14947.
    let curve = DeGrooteFreglyActiveForceLength()
    for index in -50...50 {
      let x = 0.029947116970696 / 0.200356847296188 + 1e-4 * Double(index)
      #expect(curve.value(at: x).isFinite && curve.derivative(at: x).isFinite)
      #expect(abs(curve.value(at: x) - curve.value(at: x + 1e-4)) < 1e-5)
    }
  }
}
