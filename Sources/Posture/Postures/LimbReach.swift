// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

extension BodyPosture.Leg {
  /// The leg with the ankle bent so that the sole lies level.
  var withLevelSole: Self {
    var leg = self
    // The foot is level where its own turn undoes that of the shank.
    leg.ankleDorsiflexion = kneeFlexion - thighElevation
    return leg
  }
}

extension BodySupport {
  /// A level floor under heel and ball of the feet.
  static func sole(sides: [Muscle.Side], friction: Double) -> [BodySupport] {
    [Landmark.heel, .ball, .outerBall].map { BodySupport($0, sides: sides, friction: friction) }
  }
}

extension PostureFields {
  /// The arms whose hands carry a load at a place before the shoulders.
  ///
  /// Two links in the plane: from the shoulder to the elbow, from there to the centre of the hand.
  ///
  /// - Parameters:
  ///   - forward: Distance before the shoulder joint, in metres of the reference body.
  ///   - below: Distance below it, in metres of the reference body.
  /// - Returns: The arms; hanging, with a note of the fault, where the place is out of reach.
  mutating func armsReaching(forward: Double, below: Double) -> BodyPosture.Arms {
    let upper = sagittalPoint("joint.elbow")
    let fore = sagittalPoint("segment.hand.centre")
    let lengths = (hypot(upper.x, upper.y), hypot(fore.x, fore.y))
    let reach = hypot(forward, below)
    // Law of cosines: |u + R f|^2 = |u|^2 + |f|^2 + 2 |u| |f| cos(angle between).
    let cosine =
      (reach * reach - lengths.0 * lengths.0 - lengths.1 * lengths.1)
      / (2 * lengths.0 * lengths.1)
    guard abs(cosine) <= 1 else {
      refuse(
        "a load \(forward) m before and \(below) m below the shoulders is out of reach "
          + "of arms of \(lengths.0 + lengths.1) m"
      )
      return BodyPosture.Arms()
    }
    let hanging = atan2(fore.y, fore.x) - atan2(upper.y, upper.x)
    let elbow = acos(cosine) - hanging
    let hand = (
      x: upper.x + cos(elbow) * fore.x - sin(elbow) * fore.y,
      y: upper.y + sin(elbow) * fore.x + cos(elbow) * fore.y
    )
    let elevation = atan2(-below, forward) - atan2(hand.y, hand.x)
    return BodyPosture.Arms(elevation: elevation, elbowFlexion: elbow)
  }

  /// The front leg of half-kneeling: shin upright, sole on the floor on which the other knee lies.
  ///
  /// - Parameter rear: Elevation of the kneeling thigh, in radians.
  /// - Returns: The leg; hanging, with a note of the fault, where no thigh is long enough.
  mutating func frontLeg(besideKneelingThigh rear: Double) -> BodyPosture.Leg {
    let hinge = sagittalPoint("joint.knee_axis")
    let origin = sagittalPoint("joint.knee")
    let kneel = sagittalPoint("landmark.knee")
    let ankle = sagittalPoint("joint.ankle")
    let heel = sagittalPoint("landmark.heel")
    // Heights over the hip. The shin of the kneeling leg is turned back by a right angle.
    let floor =
      sin(rear) * hinge.x + cos(rear) * hinge.y - (origin.x - hinge.x + kneel.x)
    let hingeHeight = floor - (origin.y - hinge.y + ankle.y + heel.y)
    // sin(t) x + cos(t) y = height, by the length of the thigh and its angle from the vertical.
    let cosine = hingeHeight / hypot(hinge.x, hinge.y)
    guard abs(cosine) <= 1 else {
      refuse(
        "no elevation of the front thigh puts the front foot on the floor of the kneeling knee"
      )
      return BodyPosture.Leg()
    }
    var thigh = atan2(hinge.x, hinge.y) - acos(cosine)
    if thigh < -.pi { thigh += 2 * .pi }
    return BodyPosture.Leg(thighElevation: thigh, kneeFlexion: thigh)
  }
}
