// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@Suite("Where the body can be carried")
struct LandmarkTests {
  private static let parameters = ModelParameters()

  /// Landmarks in ground axes in neutral standing, in metres.
  private struct Places {
    private let skeleton: Skeleton
    private let parameters: ModelParameters
    private let frames: [RigidTransform]

    init(_ subject: Subject?, _ parameters: ModelParameters = LandmarkTests.parameters) {
      self.parameters = parameters
      skeleton = Skeleton(of: subject, parameters: parameters)
      var workspace = DynamicsWorkspace(for: skeleton.multibody)
      skeleton.multibody.updatePositions(skeleton.multibody.neutralState(), in: &workspace)
      frames = (0..<skeleton.multibody.bodyCount).map {
        workspace.transform(of: BodyID(index: $0))
      }
    }

    subscript(landmark: Landmark, side: Muscle.Side = .right) -> Vector3 {
      let place = skeleton.place(of: landmark, side: side, parameters: parameters)
      return frames[place.body.index] * place.point
    }

    func origin(_ body: String) -> Vector3 {
      guard let id = skeleton.multibody.body(named: body) else { return .zero }
      return frames[id.index].translation
    }
  }

  private static let subject = Subject(standardIn: parameters)

  @Test("Every landmark has three coordinates in the catalogue", arguments: Landmark.allCases)
  func parameters(landmark: Landmark) {
    for axis in ["x", "y", "z"] {
      #expect(ParameterCatalogue.standard["landmark.\(landmark.rawValue).\(axis)"] != nil)
    }
  }

  @Test("The left side is the mirror image of the right one", arguments: Landmark.allCases)
  func mirror(landmark: Landmark) {
    let places = Places(Self.subject)
    let right = places[landmark, .right]
    let left = places[landmark, .left]
    #expect(isClose(right.x, left.x, absolute: 1e-12))
    #expect(isClose(right.y, left.y, absolute: 1e-12))
    #expect(isClose(right.z, -left.z, absolute: 1e-12))
    #expect(right.z > 0)
  }

  @Test("From the sole to the head the landmarks follow the body")
  func order() {
    let places = Places(Self.subject)
    let ascending: [Landmark] = [
      .ball, .outerBall, .heel, .knee, .kneeSide, .thighBack, .ischium, .iliacSpine, .lowerRibs,
      .chest,
      .upperBack, .occiput,
    ]
    for (lower, upper) in zip(ascending, ascending.dropFirst()) {
      #expect(places[lower].y < places[upper].y, "\(lower) below \(upper)")
    }
    #expect(places[.sacrum].y > places[.ischium].y)
    #expect(isClose(places[.thighBack].y, places[.thighFront].y, absolute: 1e-12))
  }

  @Test("What lies in front is before what lies behind")
  func frontAndBack() {
    let places = Places(Self.subject)
    let pairs: [(front: Landmark, back: Landmark)] = [
      (.iliacSpine, .sacrum), (.chest, .upperBack), (.chest, .lowerRibs), (.forehead, .occiput),
      (.thighFront, .thighBack), (.ball, .heel),
    ]
    for pair in pairs {
      let depth = places[pair.front].x - places[pair.back].x
      #expect((0.1...0.25).contains(depth), "\(pair): \(depth)")
    }
    // The sacrum is the hindmost point of the pelvis, the shoulder blades of the trunk.
    #expect(places[.sacrum].x < places[.ischium].x)
    #expect(abs(places[.sacrum].x - places[.upperBack].x) < 0.06)
  }

  @Test("Distances are those of a body of 1.68 m")
  func distances() {
    let places = Places(Self.subject)
    // The heel bears behind and below the ankle, the ball before it.
    let ankle = places.origin("foot_r")
    let heel = places[.heel] - ankle
    let ball = places[.ball] - ankle
    #expect(heel.x < -0.03 && heel.y < -0.03)
    #expect(ball.x > 0.1 && ball.y < -0.03)
    #expect(abs(heel.y - ball.y) < 0.01)
    #expect((0.15...0.2).contains(ball.x - heel.x))
    // The ischium lies below the hip and behind it, the trochanter beside it.
    let hip = places.origin("thigh_r")
    #expect((-0.09 ... -0.03).contains(places[.ischium].y - hip.y))
    #expect(places[.ischium].x < hip.x)
    #expect((0.04...0.08).contains(places[.trochanter].z - hip.z))
    // The soles stand a hip's height of about half the stature below the hips.
    #expect((0.5...0.54).contains((hip.y - places[.heel].y) / Self.subject.height))
  }

  @Test("Places grow with the body; the ischium turns with the hip bone, the sacrum stays")
  func scalingAndShape() {
    let reference = Places(nil)
    var tall = Self.subject
    tall.height *= 1.25
    let usual = Places(Self.subject)
    let large = Places(tall)
    for landmark in Landmark.allCases {
      #expect((large[landmark] - usual[landmark] * 1.25).length < 1e-12)
    }
    // The pelvis' frame is the sacrum's: against S1 a change of incidence moves the hip bone only.
    func angle(_ places: Places) -> Double {
      let s1 = places.origin("L5")
      let toSacrum = places[.sacrum] - s1
      let toIschium = places[.ischium] - s1
      let sacrum = Vector3(toSacrum.x, toSacrum.y, 0)
      let ischium = Vector3(toIschium.x, toIschium.y, 0)
      return sacrum.dot(ischium) / (sacrum.length * ischium.length)
    }
    #expect(abs(angle(reference) - angle(usual)) > 1e-3)
  }
}
