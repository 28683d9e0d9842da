// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import Posture
import Testing

@Suite("Postures that no body can take")
struct PostureCheckTests {
  private static let model = HumanModel(of: Subject(standardIn: ModelParameters()))

  private static func posture(_ name: String, _ edit: (inout BodyPosture) -> Void = { _ in })
    throws -> BodyPosture
  {
    var posture = try #require(NamedPosture.named(name)).posture(in: ModelParameters())
    edit(&posture)
    return posture
  }

  private static func reason(_ posture: BodyPosture) -> String {
    do {
      try posture.check(on: model)
      return ""
    } catch {
      return error.reason
    }
  }

  @Test("Every named posture is possible, on either side", arguments: NamedPosture.all.map(\.name))
  func named(name: String) throws {
    var posture = try Self.posture(name)
    posture.settles = false
    #expect(Self.reason(posture).isEmpty)
    #expect(Self.reason(posture.mirrored).isEmpty)
  }

  @Test("What a balance lacks is named: which way the missing support lies")
  func missingSupport() throws {
    func seat(_ pitch: Double) throws -> BodyPosture {
      try Self.posture("sitting-upright") { posture in
        posture.settles = false
        posture.thoraxPitch = Angle.degrees(pitch)
        posture.carrier = .supports([BodySupport(.ischium, friction: 0.5)])
      }
    }
    // The legs hang before the ischia; a trunk that leans far back falls the other way.
    #expect(Self.reason(try seat(0)).contains("further forward is missing"))
    #expect(Self.reason(try seat(-80)).contains("further back is missing"))
    let onOneSide = try Self.posture("lying-supine") { posture in
      guard case .supports(let supports) = posture.carrier else { return }
      posture.carrier = .supports(
        supports.map {
          var support = $0
          support.sides = [.right]
          return support
        }
      )
    }
    #expect(Self.reason(onOneSide).contains("further to the left is missing"))
    #expect(Self.reason(onOneSide.mirrored).contains("further to the right is missing"))
    let wall = try Self.posture("lying-supine") {
      $0.carrier = .supports([BodySupport(.upperBack, direction: 0, friction: 0)])
    }
    #expect(Self.reason(wall).contains("nothing holds up 1.0 of its weight"))
  }

  @Test("Two points carry only what lies over the line between them")
  func line() throws {
    let onTwoPoints = try Self.posture("late-stance") {
      $0.carrier = .supports([
        BodySupport(.ball, sides: [.right], friction: 0.5),
        BodySupport(.heel, sides: [.left], friction: 0.5),
      ])
    }
    #expect(Self.reason(onTwoPoints).contains("is missing"))
  }

  @Test("A foot that reaches through the floor and feet on two floors are refused")
  func floors() throws {
    let through = try Self.posture("one-leg-stance") { $0.leftLeg = BodyPosture.Leg() }
    #expect(Self.reason(through).isEmpty)
    let squatting = try Self.posture("one-leg-stance") {
      $0.rightLeg = BodyPosture.Leg(thighElevation: 0.6, kneeFlexion: 1.2)
      $0.leftLeg = BodyPosture.Leg()
    }
    #expect(Self.reason(squatting).contains("left"))
    #expect(Self.reason(squatting).contains("through the floor"))
    let stairs = try Self.posture("standing") {
      $0.rightLeg = BodyPosture.Leg(thighElevation: .pi / 2, kneeFlexion: .pi / 2)
    }
    #expect(!Self.reason(stairs).isEmpty)
  }

  @Test("A carrier without a place, and places that stand twice, are refused")
  func carriers() throws {
    let empty = try Self.posture("standing") { $0.carrier = .supports([]) }
    #expect(Self.reason(empty) == "nothing carries the body")
    let noFoot = try Self.posture("standing") { $0.carrier = .feet([]) }
    #expect(Self.reason(noFoot) == "no foot carries the body")
    let twice = try Self.posture("standing") { $0.carrier = .feet([.left, .left]) }
    #expect(Self.reason(twice) == "a foot is named twice")
    let again = try Self.posture("sitting-upright") { posture in
      guard case .supports(let supports) = posture.carrier else { return }
      posture.carrier = .supports(
        supports + [BodySupport(.thighBack, sides: [.left], friction: 0)]
      )
    }
    #expect(Self.reason(again) == "the left thigh back is supported twice from one side")
  }
}
