// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import LumbarSpine

/// The shape of one subject: how far every body of the reference geometry is turned in neutral
/// standing, and how much it is scaled.
///
/// In the reference geometry all frames are parallel to the pelvis' frame. A forward turn is a
/// rotation about -Z. The sacrum turns until its endplate has the subject's slope; the hip bones
/// turn against it about S1 until the incidence is the subject's; each vertebra turns until the
/// mid-plane of its body has the subject's slope; the thorax stays upright.
struct ReferenceShape {
  /// Factor from the reference geometry's lengths to the subject's, dimensionless.
  let scale: Double

  /// Forward turn of the sacrum in neutral standing, in radians.
  let sacrumTurn: Double

  /// Forward turn of the hip bones relative to the sacrum about S1, in radians.
  let iliumTurn: Double

  /// Forward turn of L5, L4, L3, L2 and L1 in neutral standing, in radians.
  let vertebraTurns: [Double]

  /// The slopes of the endplates in neutral standing.
  let curve: LumbarCurve

  /// The joint centres from L5-S1 up to T12-L1 in the reference geometry, in metres.
  let centres: [Vector3]

  /// The right hip's centre in the reference geometry, in metres.
  let hip: Vector3

  /// Origin of the sacrum's table frame in the reference geometry, in metres.
  let sacrumOrigin: Vector3

  /// The shape of a subject, or of the reference geometry itself where there is none.
  ///
  /// Without a subject nothing is turned or scaled, and the curve is the norm at the reference's
  /// own incidence.
  init(of subject: Subject?, parameters: ModelParameters) {
    let levels = LumbarLevel.allCases
    centres = levels.map {
      Vector3(parameters["joint.\($0.name).x"], parameters["joint.\($0.name).y"], 0)
    }
    hip = parameters.point("joint.hip")
    sacrumOrigin = parameters.point("frame.sacrum")
    let referenceTilt = parameters["pelvis.reference_tilt"]
    let referenceSlope = parameters["sacrum.reference_slope"]
    let incidence = subject?.spinopelvic.pelvicIncidence ?? (referenceTilt + referenceSlope)
    let slope = subject?.spinopelvic.sacralSlope ?? referenceSlope
    let sex = subject?.sex ?? .male
    curve = LumbarCurve(
      sacralSlope: slope,
      segmentalLordosis: parameters.segmentalLordosisNorm.angles(
        atIncidence: incidence,
        lordosis: subject?.lumbarLordosis
      ),
      bodyWedges: ["L5", "L4", "L3", "L2", "L1"].map {
        parameters["vertebra.\($0).wedge.\(sex.rawValue)"]
      },
      upperDiscWedge: parameters["disc.T12-L1.wedge"]
    )
    guard let subject else {
      scale = 1
      sacrumTurn = 0
      iliumTurn = 0
      vertebraTurns = [0, 0, 0, 0, 0]
      return
    }
    scale = subject.height / parameters["reference.height"]
    sacrumTurn = slope - referenceSlope
    iliumTurn = referenceTilt + referenceSlope - incidence
    let curve = self.curve
    vertebraTurns = levels.dropLast().map { level in
      curve.bodySlope(above: level)
        - parameters["vertebra.\(level.upperVertebra).reference_slope"]
    }
  }

  /// The rotation of a body that is turned forward by an angle in radians.
  static func forward(_ angle: Double) -> Rotation {
    Rotation(angle: -angle, axis: .unitZ)
  }

  /// A point of the hip bones, given in the reference geometry in metres, as a point of the sacrum.
  func ofIlium(_ point: Vector3) -> Vector3 {
    centres[0] + Self.forward(iliumTurn) * (point - centres[0])
  }
}

extension ModelParameters {
  /// Three parameters `name.x`, `name.y` and `name.z` as a point, in metres; absent ones are zero.
  func point(_ name: String) -> Vector3 {
    func component(_ axis: String) -> Double {
      ParameterCatalogue.standard["\(name).\(axis)"].map { self[$0] } ?? 0
    }
    return Vector3(component("x"), component("y"), component("z"))
  }

  /// The published means of segmental lordosis by incidence.
  var segmentalLordosisNorm: SegmentalLordosisNorm {
    let groups = ["low", "middle", "high"]
    return SegmentalLordosisNorm(
      groupIncidence: groups.map { self["lordosis.\($0).incidence"] },
      groupAngles: groups.map { group in
        LumbarLevel.allCases.dropLast().map { self["lordosis.\(group).\($0.name)"] }
      }
    )
  }
}
