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

  /// The turn of the hip bones relative to the sacrum about S1.
  let turnOfIlium: Rotation

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
    let places = Places.standard
    centres = places.centres.map { parameters.point($0) }
    hip = parameters.point(places.hip)
    sacrumOrigin = parameters.point(places.sacrumOrigin)
    let referenceTilt = parameters[places.referenceTilt]
    let referenceSlope = parameters[places.referenceSlope]
    let incidence = subject?.spinopelvic.pelvicIncidence ?? (referenceTilt + referenceSlope)
    let slope = subject?.spinopelvic.sacralSlope ?? referenceSlope
    let sex = subject?.sex ?? .male
    curve = LumbarCurve(
      sacralSlope: slope,
      segmentalLordosis: parameters.segmentalLordosisNorm.angles(
        atIncidence: incidence,
        lordosis: subject?.lumbarLordosis
      ),
      bodyWedges: places.wedges(sex).map { parameters[$0] },
      upperDiscWedge: parameters[places.upperDiscWedge]
    )
    guard let subject else {
      scale = 1
      sacrumTurn = 0
      turnOfIlium = .identity
      vertebraTurns = [0, 0, 0, 0, 0]
      return
    }
    scale = subject.height / parameters[places.referenceHeight]
    sacrumTurn = slope - referenceSlope
    turnOfIlium = Self.forward(referenceTilt + referenceSlope - incidence)
    let curve = self.curve
    vertebraTurns = zip(LumbarLevel.allCases, places.vertebraSlopes).map { level, slope in
      curve.bodySlope(above: level) - parameters[slope]
    }
  }

  /// The rotation of a body that is turned forward by an angle in radians.
  static func forward(_ angle: Double) -> Rotation {
    Rotation(angle: -angle, axis: .unitZ)
  }

  /// A point of the hip bones, given in the reference geometry in metres, as a point of the sacrum.
  func ofIlium(_ point: Vector3) -> Vector3 {
    centres[0] + turnOfIlium * (point - centres[0])
  }
}

extension ReferenceShape {
  /// Where the parameters of the shape stand in the catalogue.
  private struct Places: Sendable {
    static let standard = Places()

    /// The joint centres from L5-S1 up.
    let centres = LumbarLevel.allCases.map { PointPlaces("joint.\($0.name)") }
    let hip = PointPlaces("joint.hip")
    let sacrumOrigin = PointPlaces("frame.sacrum")
    let referenceTilt = ParameterCatalogue.standard.required("pelvis.reference_tilt")
    let referenceSlope = ParameterCatalogue.standard.required("sacrum.reference_slope")
    let referenceHeight = ParameterCatalogue.standard.required("reference.height")
    let upperDiscWedge = ParameterCatalogue.standard.required("disc.T12-L1.wedge")
    /// The reference slopes of L5 to L1.
    let vertebraSlopes = LumbarLevel.allCases.dropLast().map {
      ParameterCatalogue.standard.required("vertebra.\($0.upperVertebra).reference_slope")
    }
    private let maleWedges = Self.wedges(.male)
    private let femaleWedges = Self.wedges(.female)

    /// The wedges of the bodies L5 to L1.
    func wedges(_ sex: Subject.Sex) -> [ParameterID] {
      sex == .male ? maleWedges : femaleWedges
    }

    private static func wedges(_ sex: Subject.Sex) -> [ParameterID] {
      LumbarLevel.allCases.dropLast().map {
        ParameterCatalogue.standard.required("vertebra.\($0.upperVertebra).wedge.\(sex.rawValue)")
      }
    }
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
    SegmentalLordosisNorm(
      groupIncidence: Self.lordosisGroups.map { self[$0.incidence] },
      groupAngles: Self.lordosisGroups.map { group in group.angles.map { self[$0] } }
    )
  }

  /// The mean incidence of each group, and its angles from L5-S1 up.
  private static let lordosisGroups: [(incidence: ParameterID, angles: [ParameterID])] =
    ["low", "middle", "high"].map { group in
      (
        ParameterCatalogue.standard.required("lordosis.\(group).incidence"),
        LumbarLevel.allCases.dropLast().map {
          ParameterCatalogue.standard.required("lordosis.\(group).\($0.name)")
        }
      )
    }
}
