// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The fields that describe a person in files, with their ranges.
enum SubjectField {
  static let height = Subject.heightRange
  static let mass = Subject.massRange
  static let age = 0.0...120
  /// Wide enough for the patients of published tables, in degrees.
  static let incidence = 10.0...140
  static let tilt = -40.0...80
  static let slope = -30.0...130
  static let lordosis = 1.0...150

  /// Completes the pelvis from angles in degrees, or says which angle contradicts the others.
  static func spinopelvic(
    incidence: Double?,
    tilt: Double?,
    slope: Double?,
    parameters: ModelParameters,
    fault: (_ problem: String, _ found: String, _ remedy: String) -> InputError
  ) throws(InputError) -> SpinopelvicParameters {
    do throws(InconsistentIncidence) {
      return try SpinopelvicParameters(
        pelvicIncidence: incidence.map(Angle.degrees),
        radiographicPelvicTilt: tilt.map(Angle.degrees),
        sacralSlope: slope.map(Angle.degrees),
        means: parameters.spinopelvicMeans
      )
    } catch {
      let sum = (tilt ?? 0) + (slope ?? 0)
      throw fault(
        "pelvic incidence must equal radiographic tilt plus sacral slope within 1 degree",
        "\(NumberText.text(of: incidence ?? 0)) and "
          + "\(NumberText.text(of: tilt ?? 0)) + \(NumberText.text(of: slope ?? 0)) = "
          + NumberText.text(of: (sum * 1e6).rounded() / 1e6),
        "correct one of the three or leave one out"
      )
    }
  }
}

/// Reads one person from a strict JSON file.
enum SubjectFile {
  static let keys = [
    "name", "sex", "height_m", "mass_kg", "age_years", "pelvic_incidence_deg",
    "radiographic_pelvic_tilt_deg", "sacral_slope_deg", "lumbar_lordosis_deg",
  ]

  static func read(
    _ path: String,
    parameters: ModelParameters
  ) throws(InputError) -> People {
    let object = try JSONDocument(path: path).object(keys: keys)
    guard let sexIndex = try object.choice("sex", among: Subject.Sex.allCases.map(\.rawValue))
    else { throw object.missing("sex", "female or male") }
    let height = try object.requiredNumber("height_m", in: SubjectField.height, unit: "m")
    let mass = try object.requiredNumber("mass_kg", in: SubjectField.mass, unit: "kg")
    _ = try object.number("age_years", in: SubjectField.age, unit: "years")
    func angle(_ key: String, _ range: ClosedRange<Double>) throws(InputError) -> Double? {
      try object.number(key, in: range, unit: "degrees")
    }
    let incidence = try angle("pelvic_incidence_deg", SubjectField.incidence)
    let tilt = try angle("radiographic_pelvic_tilt_deg", SubjectField.tilt)
    let slope = try angle("sacral_slope_deg", SubjectField.slope)
    let lordosis = try angle("lumbar_lordosis_deg", SubjectField.lordosis)
    let name = try object.string("name")
    let spinopelvic = try SubjectField.spinopelvic(
      incidence: incidence,
      tilt: tilt,
      slope: slope,
      parameters: parameters
    ) { problem, found, remedy in
      object.error("pelvic_incidence_deg", problem, found: found, remedy: remedy)
    }
    var people = People(subjects: [
      Subject(
        name: name ?? "subject",
        sex: Subject.Sex.allCases[sexIndex],
        height: height,
        mass: mass,
        spinopelvic: spinopelvic,
        lumbarLordosis: lordosis.map(Angle.degrees)
      )
    ])
    let known = [incidence, tilt, slope].count { $0 != nil }
    if known < 2 {
      people.assume(
        "pelvic_incidence_deg",
        .number(People.degrees(spinopelvic.pelvicIncidence))
      )
      people.assume(
        "radiographic_pelvic_tilt_deg",
        .number(People.degrees(spinopelvic.radiographicPelvicTilt))
      )
      people.notes.append("pelvic angles that the file lacks are means of the population")
    }
    if lordosis == nil {
      people.assume("lumbar_lordosis_deg", .text("norm of the population at the incidence"))
      people.notes.append("the lordosis is the population's norm at the pelvic incidence")
    }
    return people
  }
}
