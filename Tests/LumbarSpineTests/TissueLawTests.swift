// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LumbarSpine
import TestSupport
import Testing

@Suite("Stiffening under load, creep and facets")
struct TissueLawTests {
  /// Central differences of a smooth law: rounding over a step of 1e-5 of its scale.
  private let difference = 1e-6

  /// The published factors have three digits.
  private let published = 5e-3

  private let preload = PreloadStiffening(growth: 2.54, halfCompression: 645)
  private let creep = FlexionCreep(growth: 0.0867, timeConstant: 564)
  private let facets = FacetShare(erectShare: 0.16, unloadingFlexion: 0.1)
  private let segment = SegmentStiffness(
    positiveStiffness: 100,
    negativeStiffness: 150,
    positiveLimit: 0.2,
    negativeLimit: -0.14,
    endStiffness: 400,
    transition: 0.01
  )

  private func slope(_ f: (Double) -> Double, at x: Double, step: Double) -> Double {
    (f(x + step) - f(x - step)) / (2 * step)
  }

  @Test("A preload of 250 and 500 N stiffens a segment as published; without load nothing changes")
  func stiffening() {
    #expect(preload.factor(atCompression: 0) == 1)
    #expect(isClose(preload.factor(atCompression: 250), 1.71, absolute: published))
    #expect(isClose(preload.factor(atCompression: 500), 2.11, absolute: published))
    #expect(preload.factor(atCompression: -100) == 1)
    #expect(preload.factor(atCompression: 1e9) < 1 + preload.growth)
    for force in [20.0, 250, 900, 4000] {
      let numeric = slope({ preload.factor(atCompression: $0) }, at: force, step: 1e-2)
      let exact = preload.derivative(atCompression: force)
      #expect(isClose(exact, numeric, absolute: 0, relative: difference))
    }
    #expect(preload.derivative(atCompression: -1) == 0)
    // Continuous where the load begins.
    #expect(isClose(preload.factor(atCompression: 1e-9), 1, absolute: 1e-11))
  }

  @Test("A stiffened segment resists by the factor within its range and keeps the end of it")
  func stiffenedSegment() {
    let stiff = segment.stiffened(by: 2)
    for angle in [-0.1, -0.002, 0.003, 0.15] {
      #expect(isClose(stiff.moment(at: angle), 2 * segment.moment(at: angle), absolute: 1e-12))
      #expect(isClose(stiff.stiffness(at: angle), 2 * segment.stiffness(at: angle), absolute: 1e-9))
    }
    #expect(stiff.positiveLimit == segment.positiveLimit)
    #expect(segment.stiffened(by: 1) == segment)
  }

  @Test("Twenty minutes of full flexion give 5.5 degrees with a time constant of 9.4 minutes")
  func creeping() {
    // Six levels with a range of 12 degrees each.
    let range = 72.0
    #expect(creep.stretch(after: 0) == 1)
    #expect(isClose(range * (creep.stretch(after: 1200) - 1), 5.5, absolute: 0.01))
    #expect(
      isClose(
        creep.stretch(after: creep.timeConstant) - 1,
        creep.growth * (1 - exp(-1)),
        absolute: 1e-15
      )
    )
    for time in [10.0, 300, 3000] {
      let numeric = slope({ creep.stretch(after: $0) }, at: time, step: 1e-2)
      #expect(isClose(creep.rate(after: time), numeric, absolute: 0, relative: 1e-5))
    }
    #expect(creep.stretch(after: 1e7) <= 1 + creep.growth)
  }

  @Test("A crept segment holds the same moment at an angle that has grown, and only in flexion")
  func creptSegment() {
    let stretch = 1.05
    let crept = segment.crept(by: stretch)
    // Far outside the transition the moment is k x plus a constant of the transition's width.
    for angle in [0.1, 0.15, 0.19] {
      #expect(
        isClose(crept.moment(at: stretch * angle), segment.moment(at: angle), absolute: 0.05)
      )
    }
    #expect(crept.moment(at: 0) == 0)
    #expect(isClose(crept.moment(at: -0.1), segment.moment(at: -0.1), absolute: 0.05))
    #expect(crept.positiveLimit == stretch * segment.positiveLimit)
    #expect(crept.negativeLimit == segment.negativeLimit)
    for angle in [-0.05, 0.0, 0.004, 0.12, 0.25] {
      let numeric = -slope({ crept.moment(at: $0) }, at: angle, step: 1e-6)
      #expect(isClose(crept.stiffness(at: angle), numeric, absolute: 0, relative: 1e-6))
    }
  }

  @Test("Facets carry their share erect and nothing when flexed, with a continuous slope")
  func facetShare() {
    #expect(facets.share(atFlexion: 0) == 0.16)
    #expect(facets.share(atFlexion: -0.1) == 0.16)
    #expect(isClose(facets.share(atFlexion: 0.05), 0.08, absolute: 1e-15))
    #expect(facets.share(atFlexion: 0.1) == 0)
    #expect(facets.share(atFlexion: 0.3) == 0)
    for angle in [0.01, 0.05, 0.09] {
      let numeric = slope({ facets.share(atFlexion: $0) }, at: angle, step: 1e-6)
      #expect(isClose(facets.slope(atFlexion: angle), numeric, absolute: 1e-8))
    }
    for end in [0.0, 0.1] {
      #expect(facets.slope(atFlexion: end) == 0)
      #expect(isClose(facets.slope(atFlexion: end + 1e-9), 0, absolute: 1e-6))
      #expect(isClose(facets.slope(atFlexion: end - 1e-9), 0, absolute: 1e-6))
    }
    #expect(facets.compression(of: 500, atFlexion: 0) == 80)
    #expect(facets.compression(of: -10, atFlexion: 0) == 0)
  }
}
