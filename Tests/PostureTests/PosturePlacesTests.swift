// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import Posture
import TestSupport
import Testing

/// Places of a posture's supports in the plane, from its angles alone: links from the hip.
@Suite("Where the named postures touch floor, seat and mattress")
struct PosturePlacesTests {
  private static let parameters = ModelParameters()

  private static func posture(_ name: String) throws -> BodyPosture {
    try #require(NamedPosture.named(name)).posture(in: parameters)
  }

  private static func point(_ name: String) -> Vector3 {
    func value(_ axis: String) -> Double {
      ParameterCatalogue.standard["\(name).\(axis)"].map { parameters[$0] } ?? 0
    }
    return Vector3(value("x"), value("y"), 0)
  }

  /// A point of thigh, shank or foot from the hip, in metres of the reference body.
  private static func place(_ landmark: Landmark, _ leg: BodyPosture.Leg) throws -> Vector3 {
    let thigh = Rotation(angle: leg.thighElevation, axis: .unitZ)
    let shank = Rotation(angle: leg.thighElevation - leg.kneeFlexion, axis: .unitZ)
    let foot = shank * Rotation(angle: leg.ankleDorsiflexion, axis: .unitZ)
    let onBody = point("landmark.\(landmark.rawValue)")
    let hinge = point("joint.knee_axis")
    let knee = thigh * hinge + shank * (point("joint.knee") - hinge)
    let ankle = knee + shank * point("joint.ankle")
    switch landmark {
    case .thighBack, .thighFront, .trochanter: return thigh * onBody
    case .knee, .kneeSide: return knee + shank * onBody
    case .heel, .ball: return ankle + foot * onBody
    default:
      Issue.record("\(landmark) is no part of the leg")
      return .zero
    }
  }

  @Test("A sitting foot lies level, and the seat ends before the knee")
  func sitting() throws {
    for name in ["sitting-upright", "sitting-relaxed", "sitting-slouched", "sitting-back-rest"] {
      let leg = try Self.posture(name).rightLeg
      let heel = try Self.place(.heel, leg)
      let ball = try Self.place(.ball, leg)
      #expect(isClose(heel.y, ball.y, absolute: 0.006), "\(name)")
      #expect(try Self.place(.thighBack, leg).x < 0.3)
      #expect(try Self.place(.thighBack, leg).y > heel.y + 0.3)
    }
  }

  @Test("The kneeling knee and the front foot lie on one floor, the front shin upright")
  func halfKneeling() throws {
    for name in ["half-kneeling", "half-kneeling-posterior-tilt"] {
      let posture = try Self.posture(name)
      let knee = try Self.place(.knee, posture.rightLeg)
      let heel = try Self.place(.heel, posture.leftLeg)
      #expect(isClose(knee.y, heel.y, absolute: 1e-12), "\(name)")
      let front = posture.leftLeg
      #expect(isClose(front.thighElevation, front.kneeFlexion, absolute: 1e-12))
      // The front leg is at 90 degrees, within the height of a floor mat.
      #expect(abs(Angle.inDegrees(front.kneeFlexion) - 90) < 12)
      // The hip is before the kneeling knee, and the trunk upright.
      #expect(knee.x < -0.1)
      #expect(abs(posture.thoraxPitch) < 1e-12)
      #expect(posture.rightLeg.thighElevation + posture.pelvicTilt < 0)
    }
  }

  @Test("In late stance ball and heel of the measured legs touch one floor, the body between them")
  func lateStance() throws {
    let posture = try Self.posture("late-stance")
    let rear = try Self.place(.ball, posture.rightLeg)
    let front = try Self.place(.heel, posture.leftLeg)
    // Angles of two legs from one data set, lengths from another: a centimetre is agreement.
    #expect(abs(rear.y - front.y) < 0.01)
    #expect(rear.x < -0.1 && front.x > 0.1)
    // The rear heel has risen, the front toes have not yet come down.
    #expect(try Self.place(.heel, posture.rightLeg).y > rear.y + 0.02)
    #expect(try Self.place(.ball, posture.leftLeg).y > front.y + 0.02)
  }

  @Test("A raised foot is clear of the floor")
  func oneLegStance() throws {
    let posture = try Self.posture("one-leg-stance")
    let raised = try Self.place(.ball, posture.leftLeg)
    #expect(try raised.y > Self.place(.ball, posture.rightLeg).y + 0.1)
  }

  @Test("A load to be lifted hangs low, one that is held hangs before the chest")
  func loads() throws {
    func height(_ name: String) throws -> Double {
      let posture = try Self.posture(name)
      let sole = try Self.place(.heel, posture.rightLeg)
      // Trunk from the hip to the shoulder, bent in one place halfway up.
      let pelvis = Rotation(angle: -posture.pelvicTilt, axis: .unitZ)
      let thorax = Rotation(angle: -posture.thoraxPitch, axis: .unitZ)
      let joint = Self.point("joint.L3-L4") - Self.point("joint.hip")
      let shoulder =
        Self.point("frame.thorax") + Self.point("joint.shoulder") - Self.point("joint.L3-L4")
      let arm = Rotation(angle: posture.arms.elevation, axis: .unitZ)
      let elbow = Rotation(angle: posture.arms.elbowFlexion, axis: .unitZ)
      let hand = arm * (Self.point("joint.elbow") + elbow * Self.point("segment.hand.centre"))
      return (pelvis * joint + thorax * shoulder + hand - sole).y
    }
    #expect((0.15...0.5).contains(try height("lifting-round-back")))
    #expect((0.15...0.5).contains(try height("lifting-bent-knees")))
    #expect((1.0...1.2).contains(try height("holding-close")))
    #expect((1.25...1.45).contains(try height("holding-far")))
  }
}
