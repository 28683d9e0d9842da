// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics

/// The masses, inertias and joint frames of one subject's bodies.
struct SkeletonNumbers {
  /// Mass distribution of a body, and the frames of the joint inboard of it.
  struct Body {
    /// Mass, in kilograms.
    var mass = 0.0
    /// Mass centre in the body's frame, in metres.
    var massCenter = Vector3.zero
    /// Inertia about the mass centre along the body's axes, in kg m2.
    var inertia = Matrix3.zero
    var parentFrame = RigidTransform.identity
    var childFrame = RigidTransform.identity
  }

  /// The bodies in the order of ``BodyPlan/standard``.
  let bodies: [Body]

  let shape: ReferenceShape

  /// The acceleration of free fall, in m/s2.
  let gravity: Vector3

  /// Mass centre of the right hand in the frame of the right forearm, in metres.
  let handCentre: Vector3

  /// Turn of the abdomen's wall per turn of the thorax, dimensionless in 0...1.
  let abdomenTurnShare: Double

  /// The numbers of a subject, or of the reference geometry with the standard subject's mass.
  init(of subject: Subject?, parameters: ModelParameters) {
    let shape = ReferenceShape(of: subject, parameters: parameters)
    let hand = parameters.point(Places.handCentre)
    self.shape = shape
    gravity = Vector3(0, -parameters[Places.gravity], 0)
    handCentre = hand * shape.scale
    abdomenTurnShare = parameters[Places.abdomenTurnShare]
    let masses = SegmentMasses(
      sex: subject?.sex ?? .male,
      shape: shape,
      parameters: parameters
    )
    let bodyMass = subject?.mass ?? parameters[Places.bodyMass]
    bodies = BodyPlan.standard.map { plan in
      var body = Body()
      body.mass = masses[plan.segment] * bodyMass
      if let places = plan.centre {
        let centre = parameters.point(places)
        let onBody =
          switch plan.segment {
          case .pelvis: shape.ofIlium(centre)
          case .forearmWithHand: centre * (1 - masses.handShare) + hand * masses.handShare
          default: centre
          }
        body.massCenter = plan.onSide(onBody * shape.scale)
      }
      if let places = plan.gyration {
        let gyration = parameters.point(places) * shape.scale
        body.inertia = Matrix3(
          diagonal: Vector3(
            body.mass * gyration.x * gyration.x,
            body.mass * gyration.y * gyration.y,
            body.mass * gyration.z * gyration.z
          )
        )
      }
      plan.placeJoint(of: &body, shape, parameters)
      return body
    }
  }

  /// Where the parameters that belong to no single body stand in the catalogue.
  private enum Places {
    static let gravity = ParameterCatalogue.standard.required("gravity")
    static let bodyMass = ParameterCatalogue.standard.required("subject.mass")
    static let handCentre = PointPlaces("segment.hand.centre")
    static let abdomenTurnShare = ParameterCatalogue.standard.required("abdomen.turn_share")
  }
}

extension BodyPlan {
  /// A point of the right side, in metres, on the body's own side.
  fileprivate func onSide(_ point: Vector3) -> Vector3 {
    side == .left ? point.mirrored : point
  }

  /// Sets the frames of the joint inboard of the body.
  fileprivate func placeJoint(
    of body: inout SkeletonNumbers.Body,
    _ shape: ReferenceShape,
    _ parameters: ModelParameters
  ) {
    let scale = shape.scale
    let pelvis = ReferenceShape.forward(shape.sacrumTurn)
    let origin = self.origin.map { parameters.point($0) } ?? .zero
    switch segment {
    case .pelvis:
      body.childFrame = RigidTransform(
        rotation: pelvis.inverse,
        translation: shape.ofIlium(Vector3(shape.hip.x, shape.hip.y, 0)) * scale
      )
    case .spine(let level):
      let centre = shape.centres[level.rawValue]
      let below = level.rawValue - 1
      let belowOrigin =
        below < 0 ? .zero : parameters.point(Self.spineOrigins[below])
      let belowRotation =
        below < 0 ? pelvis : ReferenceShape.forward(shape.vertebraTurns[below])
      let turn = level == .t12l1 ? 0 : shape.vertebraTurns[level.rawValue]
      body.parentFrame = RigidTransform(
        rotation: belowRotation.inverse,
        translation: (centre - belowOrigin) * scale
      )
      body.childFrame = RigidTransform(
        rotation: ReferenceShape.forward(turn).inverse,
        translation: (centre - origin) * scale
      )
    case .abdomen:
      let centre = shape.centres[0]
      body.parentFrame = RigidTransform(rotation: pelvis.inverse, translation: centre * scale)
      body.childFrame = RigidTransform(translation: (centre - origin) * scale)
    case .thigh:
      body.parentFrame = RigidTransform(
        rotation: pelvis.inverse,
        translation: onSide(shape.ofIlium(shape.hip) * scale)
      )
    case .head, .upperArm, .forearmWithHand, .shank, .foot:
      let hinge = self.hinge.map { parameters.point($0) } ?? origin
      body.parentFrame = RigidTransform(translation: onSide(hinge * scale))
      body.childFrame = RigidTransform(translation: onSide((hinge - origin) * scale))
    }
  }

  /// The table frames of L5 to L1 in the reference geometry.
  private static let spineOrigins = LumbarLevel.allCases.dropLast().map {
    PointPlaces("frame.\(SkeletonNames.bodyAbove($0))")
  }
}
