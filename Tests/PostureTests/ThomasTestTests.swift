// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import Iliopsoas
import LinearAlgebra
import MultibodyDynamics
import Posture
import TestSupport
import Testing

@Suite("The modified Thomas test as a test on a model")
struct ThomasTestTests {
  private static let parameters = ModelParameters()
  private static let model = HumanModel(of: Subject(standardIn: parameters))

  private func model(_ change: (inout ModelParameters) -> Void) -> HumanModel {
    var parameters = Self.parameters
    change(&parameters)
    return HumanModel(of: Subject(standardIn: parameters), parameters: parameters)
  }

  @Test("With the capsule alone a stiff leg is a pendulum on a known spring")
  func capsuleAndPendulum() throws {
    // Muscles of next to no strength, and no cut-off: what they still pull is taken off below.
    let model = model {
      $0["specific_tension.hip"] = 1e3
      $0["specific_tension.trunk"] = 1e3
      $0["hip.capsule.stiffness"] = 200
    }
    let test = try ThomasTest(pelvicTilt: 0, kneeFlexion: 0)
    let result = try test.result(of: model)
    let muscles = result.moment.total - result.moment.capsule
    #expect(abs(muscles) < 0.1)
    // Mass and mass centre of the leg in neutral standing, about the hip.
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &dynamics)
    let thigh = model.skeleton.thighs[0]
    let centre = multibody.massCenter(ofSubtreeFrom: thigh, using: dynamics)
    let hip = dynamics.transform(of: thigh) * multibody.childFrame(of: thigh).translation
    let lever = centre - hip
    let weight = multibody.mass(ofSubtreeFrom: thigh) * Self.parameters["gravity"]
    // On the back, down is backward: the lever's part along the body holds the moment.
    let x = result.hipFlexion
    let moment = weight * (-lever.y * cos(x) - lever.x * sin(x))
    #expect(isClose(result.weightMoment, moment, absolute: 1e-9))
    #expect(isClose(model.hipCapsule.moment(atFlexion: x) + muscles, moment, absolute: 1e-9))
    #expect(isClose(result.passiveHipExtension, -x, absolute: 0))
  }

  @Test("An examiner's small moment turns the thigh by moment over stiffness")
  func stiffness() throws {
    let plain = try ThomasTest(parameters: Self.parameters).result(of: Self.model)
    let pressed = try ThomasTest(parameters: Self.parameters, examinerMoment: 1e-3)
      .result(of: Self.model)
    let turn = pressed.passiveHipExtension - plain.passiveHipExtension
    #expect(isClose(turn * plain.stiffness, 1e-3, absolute: 1e-7))
    #expect(plain.stiffness > 0 && plain.equilibria == 1)
  }

  @Test("The built-in subject extends as far as healthy adults do")
  func published() throws {
    let result = try ThomasTest(parameters: Self.parameters).result(of: Self.model)
    // Means of 6.8 (30 adults), 11.9 (117 athletes) and 15.5 degrees (55 women).
    let degrees = Angle.inDegrees(result.passiveHipExtension)
    #expect(5 < degrees && degrees < 21.5, "\(degrees) degrees")
  }

  @Test("Shorter and stiffer tissue extends less, a stronger push more")
  func monotone() throws {
    let test = try ThomasTest(parameters: Self.parameters)
    let extensions = try stride(from: -0.1, through: 0.2, by: 0.05).map {
      try test.result(of: Self.model.with(HipFlexorTissue(shortening: $0))).passiveHipExtension
    }
    #expect(zip(extensions, extensions.dropFirst()).allSatisfy { $0 > $1 })
    let stiffened = try [0.5, 1, 2, 4].map {
      try test.result(of: Self.model.with(HipFlexorTissue(stiffening: $0))).passiveHipExtension
    }
    #expect(zip(stiffened, stiffened.dropFirst()).allSatisfy { $0 > $1 })
    let pressed = try [0.0, 10, 30].map {
      try ThomasTest(parameters: Self.parameters, examinerMoment: $0)
        .result(of: Self.model).passiveHipExtension
    }
    #expect(zip(pressed, pressed.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("The sides mirror each other, and tissue of one side leaves the other hip")
  func mirror() throws {
    let test = try ThomasTest(parameters: Self.parameters)
    let right = Self.model.with(try HipFlexorTissue(shortening: 0.06, sides: [.right]))
    let left = Self.model.with(try HipFlexorTissue(shortening: 0.06, sides: [.left]))
    let one = try test.result(of: right, side: .right)
    let two = try test.result(of: left, side: .left)
    #expect(isClose(one.passiveHipExtension, two.passiveHipExtension, absolute: 1e-9))
    let other = try test.result(of: right, side: .left)
    let plain = try test.result(of: Self.model, side: .left)
    #expect(other.passiveHipExtension == plain.passiveHipExtension)
  }

  @Test("A leg that rests nowhere, and settings of no test, are refused in words")
  func refusals() throws {
    let test = try ThomasTest(parameters: Self.parameters)
    let slack = model {
      $0["specific_tension.hip"] = 1e3
      $0["specific_tension.trunk"] = 1e3
      $0["hip.capsule.stiffness"] = 0
    }
    let falls = #expect(throws: ThomasTestError.self) { try test.result(of: slack) }
    guard case .legFallsThrough(let lack)? = falls else {
      Issue.record("another error: \(String(describing: falls))")
      return
    }
    #expect(lack > 10)
    let lifted = model {
      $0["hip.capsule.engagement"] = Angle.degrees(30)
      $0["hip.capsule.stiffness"] = 1e4
      $0["hip.capsule.spread"] = Angle.degrees(30)
    }
    let lifts = #expect(throws: ThomasTestError.self) { try test.result(of: lifted) }
    guard case .legDoesNotHang? = lifts else {
      Issue.record("another error: \(String(describing: lifts))")
      return
    }
    #expect(throws: ThomasTestError.self) { try ThomasTest(pelvicTilt: 0.5, kneeFlexion: 0) }
    #expect(throws: ThomasTestError.self) { try ThomasTest(pelvicTilt: 0, kneeFlexion: -0.5) }
    #expect(throws: ThomasTestError.self) {
      try ThomasTest(parameters: Self.parameters, examinerMoment: .nan)
    }
  }
}
