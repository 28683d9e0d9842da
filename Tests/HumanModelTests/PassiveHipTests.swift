// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import Iliopsoas
import LinearAlgebra
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

@Suite("The passive moment of the hip")
struct PassiveHipTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  @Test("It is minus the derivative of the energy stored in muscles and capsule")
  func energy() {
    // The force of every muscle over its own lengthening, summed by the trapezoid rule.
    let step = Angle.degrees(0.25)
    var work = 0.0
    var moments: [Double] = []
    for index in 0...160 {
      let flexion = Angle.degrees(-20) + Double(index) * step
      moments.append(Self.model.passiveHipMoment(atFlexion: flexion, kneeFlexion: 0.5).total)
    }
    for index in 1...160 { work += 0.5 * (moments[index] + moments[index - 1]) * step }
    let released = storedEnergy(atFlexion: -20) - storedEnergy(atFlexion: 20)
    #expect(isClose(work, released, absolute: 5e-4))
  }

  /// Energy in muscles and capsule at a hip flexion in degrees, knee flexion 0.5, in joules.
  private func storedEnergy(atFlexion degrees: Double) -> Double {
    let hip = PassiveHip(of: Self.model, side: .right)
    hip.place(flexion: Angle.degrees(degrees), kneeFlexion: 0.5)
    var energy = 0.0
    for (index, muscle) in Self.model.muscles.enumerated() where muscle.side == .right {
      let length = hip.length(of: index)
      // Simpson's rule from a length at which the fibre is slack.
      let start = muscle.law.tendonSlackLength
      guard length > start else { continue }
      let count = 4000
      let width = (length - start) / Double(count)
      var sum = 0.0
      for node in 0...count {
        let weight = node == 0 || node == count ? 1.0 : (node % 2 == 1 ? 4 : 2)
        sum += weight * muscle.law.passiveForce(pathLength: start + Double(node) * width)
      }
      energy += sum * width / 3
    }
    let capsule = Self.model.hipCapsule
    let count = 2000
    let width = (2 - Angle.degrees(degrees)) / Double(count)
    for node in 0..<count {
      let x = Angle.degrees(degrees) + (Double(node) + 0.5) * width
      energy += capsule.moment(atFlexion: x) * width
    }
    return energy
  }

  @Test("Stiffness is minus the derivative of the moment", arguments: [-25.0, -10, 5, 40, 80])
  func stiffness(degrees: Double) {
    for knee in [0.0, 0.8] {
      let stiffness = Self.model.passiveHipMoment(
        atFlexion: Angle.degrees(degrees),
        kneeFlexion: knee
      ).stiffness
      let difference = centralDifference(
        of: { Self.model.passiveHipMoment(atFlexion: $0, kneeFlexion: knee).total },
        at: Angle.degrees(degrees),
        step: 1e-3
      )
      #expect(isClose(stiffness, -difference, absolute: 1e-3, relative: 1e-5))
    }
  }

  @Test("The weight's moment and its derivative: one leg as a pendulum")
  func weight() {
    let hip = PassiveHip(of: Self.model, side: .right)
    let mass = Self.model.skeleton.multibody.mass(ofSubtreeFrom: Self.model.skeleton.thighs[0])
    for flexion in [-0.4, 0, 0.7] {
      hip.place(flexion: flexion, kneeFlexion: 0.6)
      let difference = centralDifference(
        of: { angle in
          hip.place(flexion: angle, kneeFlexion: 0.6)
          return hip.weightMoment()
        },
        at: flexion,
        step: 1e-3
      )
      hip.place(flexion: flexion, kneeFlexion: 0.6)
      #expect(isClose(hip.weightStiffness(), difference, absolute: 1e-7))
      // A pendulum: moment and stiffness are the sides of one right triangle.
      let lever = hypot(hip.weightMoment(), hip.weightStiffness()) / (9.80665 * mass)
      #expect(0.2 < lever && lever < 0.4)
    }
  }

  @Test("Parts sum to the whole, and the fast path agrees with the split")
  func parts() {
    let hip = PassiveHip(of: Self.model, side: .left)
    for flexion in [-0.3, 0, 1.2] {
      hip.place(flexion: flexion, kneeFlexion: 0.2)
      let split = hip.split()
      #expect(isClose(split.total, hip.moment(), absolute: 1e-12))
      let sum = split.capsule + split.muscles.values.reduce(0, +)
      #expect(isClose(split.total, sum, absolute: 1e-12))
    }
  }

  @Test("The sides mirror each other, and subjects scale")
  func mirrorAndScale() {
    let right = Self.model.passiveHipMoment(atFlexion: -0.2, side: .right)
    let left = Self.model.passiveHipMoment(atFlexion: -0.2, side: .left)
    #expect(isClose(right.total, left.total, absolute: 1e-9))
    // Areas grow with mass to the power 2/3: four times the force in muscles and capsule alike.
    let (light, heavy) = (moment(ofMass: 25), moment(ofMass: 200))
    #expect(isClose(heavy.total, 4 * light.total, absolute: 0, relative: 1e-9))
    #expect(isClose(heavy.capsule, 4 * light.capsule, absolute: 0, relative: 1e-12))
  }

  private func moment(ofMass mass: Double) -> PassiveHipMoment {
    var subject = Subject(standardIn: ModelParameters())
    subject.mass = mass
    return HumanModel(of: subject).passiveHipMoment(atFlexion: -0.2)
  }

  @Test("Evaluation of the moment performs no heap allocation")
  func allocations() {
    let hip = PassiveHip(of: Self.model, side: .right)
    hip.place(flexion: 0.1, kneeFlexion: 0.1)
    // Once before counting, for what the runtime makes at the first call.
    var sum = hip.moment() + hip.weightMoment() + hip.weightStiffness()
    let count = allocationCount {
      for index in 0..<5 {
        hip.place(flexion: -0.1 * Double(index), kneeFlexion: 0.1)
        sum += hip.moment() + hip.weightMoment() + hip.weightStiffness()
      }
    }
    #expect(count == 0)
    #expect(sum.isFinite)
  }
}
