// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import MultibodyDynamics
import Posture
import TestSupport
import Testing

@Suite("The named postures")
struct NamedPostureTests {
  private static let parameters = ModelParameters()

  private static func posture(_ name: String, _ overrides: [String: Double] = [:]) throws
    -> BodyPosture
  {
    let named = try #require(NamedPosture.named(name))
    return named.posture(in: try ModelParameters(overriding: overrides))
  }

  @Test("Names are unique, in kebab case, and each posture bears its own")
  func names() {
    let names = NamedPosture.all.map(\.name)
    #expect(Set(names).count == names.count)
    for posture in NamedPosture.all {
      #expect(posture.posture(in: Self.parameters).name == posture.name)
      #expect(posture.name.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(posture.summary.hasSuffix(".") && posture.summary.count > 20)
    }
    #expect(NamedPosture.named("standing")?.name == "standing")
    #expect(NamedPosture.named("Standing") == nil)
  }

  @Test("Every parameter of a posture is used by it, and by no other")
  func parametersAreUsed() {
    let definitions = ParameterCatalogue.standard.definitions.map(\.name)
    for posture in NamedPosture.all {
      let own = definitions.filter { $0.hasPrefix(posture.parameterPrefix + ".") }
      #expect(Set(own).isSubset(of: posture.parameterNames), "\(posture.name)")
    }
    let used = Set(NamedPosture.all.flatMap(\.parameterNames))
    let known = definitions.filter { $0.hasPrefix("posture.") || $0.hasSuffix(".friction") }
    #expect(Set(known).isSubset(of: used))
    #expect(used.isSubset(of: definitions))
  }

  @Test("A parameter that a posture names changes it; every other one leaves it alone")
  func parametersMatter() throws {
    for named in NamedPosture.all {
      let usual = named.posture(in: Self.parameters)
      let names = named.parameterNames.filter { !$0.hasPrefix("landmark.") }
      for definition in ParameterCatalogue.standard.definitions
      where definition.name.hasPrefix("posture.") || definition.name.hasPrefix("support.") {
        var changed = Self.parameters
        changed[definition.name] += 0.01
        let isOwn = names.contains(definition.name)
        #expect(
          (named.posture(in: changed) != usual) == isOwn,
          "\(named.name), \(definition.name)"
        )
      }
    }
  }

  @Test("Every angle lies in the range of a body", arguments: NamedPosture.all.map(\.name))
  func ranges(name: String) throws {
    let posture = try Self.posture(name)
    let lumbar = Angle.inDegrees(posture.thoraxPitch - posture.pelvicTilt)
    #expect((-30...60).contains(lumbar))
    for leg in [posture.rightLeg, posture.leftLeg] {
      let hip = Angle.inDegrees(leg.thighElevation + posture.pelvicTilt)
      #expect((-35...125).contains(hip), "hip \(hip)")
      #expect((0...150).contains(Angle.inDegrees(leg.kneeFlexion)))
    }
    #expect((-10...150).contains(Angle.inDegrees(posture.arms.elbowFlexion)))
    #expect((0...100).contains(posture.handLoad))
    if case .supports(let supports) = posture.carrier {
      #expect(!supports.isEmpty)
      let places = supports.flatMap { support in
        support.sides.map { "\(support.landmark.rawValue) \($0.rawValue)" }
      }
      #expect(Set(places).count == places.count)
      #expect(supports.contains { abs($0.direction - .pi / 2) < 1e-12 })
    }
  }

  @Test("Published changes stand in the postures as they were published")
  func publishedChanges() throws {
    let sitting = try Self.posture("sitting-relaxed")
    #expect(isClose(sitting.pelvicTilt, Angle.degrees(-18.7), absolute: 1e-12))
    #expect(
      isClose(sitting.thoraxPitch - sitting.pelvicTilt, Angle.degrees(16.6), absolute: 1e-12)
    )
    let supine = try Self.posture("lying-supine")
    #expect(
      isClose(supine.thoraxPitch - supine.pelvicTilt, Angle.degrees(3), absolute: 1e-12)
    )
    let held = try Self.posture("half-kneeling-posterior-tilt")
    #expect(isClose(held.pelvicTilt, Angle.degrees(-8.7), absolute: 1e-12))
    for name in ["holding-close", "holding-far", "lifting-round-back", "lifting-bent-knees"] {
      #expect(try Self.posture(name).handLoad == 20)
    }
  }

  @Test("What a posture leaves open settles; what its name says is held; a rest frees the trunk")
  func settlingAndFreedom() throws {
    let held = NamedPosture.all.map { $0.posture(in: Self.parameters) }
      .filter(\.settles).map { ($0.name, $0.held) }
    let both: Set<HeldAngle> = [.pelvicTilt, .thoraxPitch]
    let expected: [(String, Set<HeldAngle>)] = [
      ("standing", []), ("standing-flexed", both), ("standing-extended", both),
      ("sitting-upright", [.thoraxPitch]), ("sitting-relaxed", []),
      ("sitting-slouched", [.thoraxPitch]), ("sitting-flexed", both),
      ("sitting-back-rest", [.thoraxPitch]), ("half-kneeling", both),
      ("half-kneeling-posterior-tilt", both), ("one-leg-stance", [.thoraxPitch]),
    ]
    #expect(held.elementsEqual(expected) { $0 == $1 })
    let carried = NamedPosture.all.filter { !$0.posture(in: Self.parameters).isFree }
    #expect(
      carried.map(\.name) == [
        "sitting-slouched", "sitting-back-rest", "lying-prone", "lying-supine", "lying-side",
      ]
    )
  }

  @Test("A posture mirrored twice is itself; a symmetrical one keeps its angles")
  func mirror() throws {
    for named in NamedPosture.all {
      let posture = named.posture(in: Self.parameters)
      #expect(posture.mirrored.mirrored == posture)
      #expect(posture.mirrored.leftLeg == posture.rightLeg)
      #expect(posture.mirrored.sideLean == -posture.sideLean)
    }
    guard case .feet(let sides) = try Self.posture("one-leg-stance").mirrored.carrier else {
      Issue.record("one-leg-stance stands on a foot")
      return
    }
    #expect(sides == [.left])
  }

  @Test("Pelvis and lumbar spine share the bend of standing by the parameter")
  func bendIsShared() throws {
    let posture = try Self.posture(
      "standing-flexed",
      [
        "posture.standing_flexed.thorax_pitch": 0.5, "posture.standing_flexed.lumbar_share": 0.6,
      ]
    )
    #expect(isClose(posture.thoraxPitch, 0.5, absolute: 1e-15))
    #expect(isClose(posture.pelvicTilt, 0.2, absolute: 1e-15))
  }

  @Test("The hands meet the load where the distance puts it", arguments: [0.2, 0.3, 0.45, 0.55])
  func reach(distance: Double) throws {
    let posture = try Self.posture(
      "holding-far",
      ["posture.holding_far.load_distance": distance, "posture.holding_far.load_drop": 0.15]
    )
    let p = Self.parameters
    let upper = Vector3(p["joint.elbow.x"], p["joint.elbow.y"], 0)
    let fore = Vector3(p["segment.hand.centre.x"], p["segment.hand.centre.y"], 0)
    let arm = Rotation(angle: posture.arms.elevation, axis: .unitZ)
    let elbow = Rotation(angle: posture.arms.elbowFlexion, axis: .unitZ)
    let hand = arm * (upper + elbow * fore)
    #expect(isClose(hand, Vector3(distance, -0.15, 0), absolute: 1e-12))
    #expect(posture.arms.elbowFlexion > 0)
  }

  @Test("A load out of reach and a kneeling body without a floor are refused in words")
  func refusals() throws {
    let far = try #require(NamedPosture.named("holding-far"))
    let parameters = try ModelParameters(overriding: ["posture.holding_far.load_distance": 0.7])
    let error = #expect(throws: ParameterError.self) { try far.check(parameters) }
    guard case .noModel(let reason)? = error else { return }
    #expect(reason.contains("holding-far") && reason.contains("out of reach"))
    let kneeling = try #require(NamedPosture.named("half-kneeling"))
    let long = try ModelParameters(overriding: ["joint.ankle.y": -1.5])
    #expect(throws: ParameterError.self) { try kneeling.check(long) }
    for posture in NamedPosture.all {
      #expect(throws: Never.self) { try posture.check(Self.parameters) }
    }
  }
}
