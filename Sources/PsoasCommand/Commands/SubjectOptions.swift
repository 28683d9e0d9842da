// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// Who is analysed, and with which constants.
struct SubjectOptions: ParsableArguments {
  @Option(
    help: """
      JSON file of one person: sex, height_m, mass_kg and, if known, pelvic_incidence_deg, \
      radiographic_pelvic_tilt_deg, sacral_slope_deg, lumbar_lordosis_deg, age_years, name.
      """
  )
  var subject: String?

  @Option(help: "CSV file of people, one a row, with the same columns; missing ones are assumed.")
  var subjects: String?

  @Option(name: .customLong("where"), help: "Rows of --subjects to take: COLUMN=TEXT.")
  var condition: String?

  @Option(help: "JSON file of parameters that replace defaults: name and value in SI units.")
  var parameters: String?

  /// The parameters, with those of the file in place.
  func modelParameters() throws(InputError) -> ModelParameters {
    guard let parameters else { return ModelParameters() }
    return try ParameterFile.read(parameters)
  }

  /// The people, in the order of the file; the built-in subject where no file is given.
  func people(_ parameters: ModelParameters) throws(InputError) -> People {
    if condition != nil && subjects == nil {
      throw InputError(
        field: "--where",
        "there is no table to choose from",
        remedy: "give --subjects as well"
      )
    }
    switch (subject, subjects) {
    case (_?, _?):
      throw InputError(
        field: "--subject",
        "it excludes --subjects",
        remedy: "give one of the two"
      )
    case (let file?, nil): return try SubjectFile.read(file, parameters: parameters)
    case (nil, let file?):
      return try SubjectTable.read(file, condition: condition, parameters: parameters)
    case (nil, nil):
      var people = People(subjects: [Subject(standardIn: parameters)])
      people.assume("sex", .text("male"))
      people.assume("height_m", .number(parameters["subject.height"]))
      people.assume("mass_kg", .number(parameters["subject.mass"]))
      people.assumeMeans(parameters)
      return people
    }
  }
}

/// The people of a run, with what was assumed about them.
struct People {
  /// The people, in order.
  var subjects: [Subject]
  /// Values that were not given, and what was taken.
  private(set) var assumed: [String: SidecarValue] = [:]
  /// What a reader of the results should know about the input.
  var notes: [String] = []

  init(subjects: [Subject]) { self.subjects = subjects }

  mutating func assume(_ field: String, _ value: SidecarValue) { assumed[field] = value }

  mutating func assumeMeans(_ parameters: ModelParameters) {
    assume(
      "pelvic_incidence_deg",
      .number(Self.degrees(parameters["spinopelvic.pelvic_incidence"]))
    )
    assume(
      "radiographic_pelvic_tilt_deg",
      .number(Self.degrees(parameters["spinopelvic.radiographic_pelvic_tilt"]))
    )
    assume("lumbar_lordosis_deg", .text("norm of the population at the pelvic incidence"))
  }

  /// Degrees of an angle in radians, rounded to 1e-9.
  static func degrees(_ radians: Double) -> Double {
    (Angle.inDegrees(radians) * 1e9).rounded() / 1e9
  }
}
