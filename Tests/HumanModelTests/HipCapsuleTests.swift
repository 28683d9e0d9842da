// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Iliopsoas
import LinearAlgebra
import TestSupport
import Testing

@Suite("The capsule of the hip")
struct HipCapsuleTests {
  private let capsule = HipCapsule(
    engagedStiffness: 40,
    engagement: Angle.degrees(-12),
    spread: Angle.degrees(7)
  )

  @Test("It is the mean of people whose ligaments engage at angles of a logistic distribution")
  func meanOfPeople() {
    let width = Angle.degrees(7) * 3.0.squareRoot() / .pi
    let count = 20_000
    for flexion in [-30.0, -20, -12, -5, 10].map(Angle.degrees) {
      var sum = 0.0
      for person in 0..<count {
        // The middle of each of many slices of equal probability.
        let share = (Double(person) + 0.5) / Double(count)
        let engages = Angle.degrees(-12) + width * log(share / (1 - share))
        sum += 40 * max(engages - flexion, 0)
      }
      let mean = sum / Double(count)
      #expect(isClose(capsule.moment(atFlexion: flexion), mean, absolute: 1e-3), "\(flexion)")
    }
  }

  @Test("At the mean angle it is k w ln 2; far away it is linear, or nothing")
  func keyPoints() {
    let width = Angle.degrees(7) * 3.0.squareRoot() / .pi
    let middle = capsule.moment(atFlexion: Angle.degrees(-12))
    #expect(isClose(middle, 40 * width * log(2), absolute: 1e-14))
    #expect(isClose(capsule.moment(atFlexion: -3), 40 * (3 - 12 * .pi / 180), absolute: 1e-12))
    #expect(capsule.moment(atFlexion: 3) < 1e-18)
    #expect(isClose(capsule.stiffness(atFlexion: Angle.degrees(-12)), 20, absolute: 1e-12))
  }

  @Test("The stiffness is minus the derivative, never negative, and finite everywhere")
  func stiffness() {
    for step in -60...60 {
      let flexion = Angle.degrees(Double(step))
      let stiffness = capsule.stiffness(atFlexion: flexion)
      let difference = centralDifference(of: capsule.moment, at: flexion, step: 1e-3)
      #expect(isClose(stiffness, -difference, absolute: 1e-8))
      #expect(stiffness >= 0 && capsule.moment(atFlexion: flexion) >= 0)
    }
    for flexion in [-1e9, -1e3, 1e3, 1e9] {
      #expect(capsule.moment(atFlexion: flexion).isFinite)
      #expect(capsule.stiffness(atFlexion: flexion).isFinite)
    }
  }

  @Test("Evaluation performs no heap allocation")
  func allocations() {
    var sum = 0.0
    let count = allocationCount {
      for step in 0..<100 {
        sum += capsule.moment(atFlexion: Double(step)) + capsule.stiffness(atFlexion: Double(step))
      }
    }
    #expect(count == 0)
    #expect(sum.isFinite)
  }
}
