// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// Who is analysed, and with which constants.
struct SubjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      JSON file of one person: sex, height_m, mass_kg and, if known, pelvic_incidence_deg, \
      radiographic_pelvic_tilt_deg, sacral_slope_deg, lumbar_lordosis_deg, age_years, name. \
      Default: the built-in man.
      """,
      valueName: "file"
    )
  )
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "CSV file of people, one a row, with the same columns; missing ones are assumed.",
      valueName: "file"
    )
  )
  var subjects: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Rows of --subjects to take: those whose column holds the text.",
      valueName: "column=text"
    )
  )
  var condition: String?

  @OptionGroup var constants: ParameterOptions

  /// The files that the options name, by option.
  var files: [(option: String, path: String?)] {
    [("--subject", subject), ("--subjects", subjects), ("--parameters", constants.parameters)]
  }

  /// The options with their values, for the file beside a table.
  var record: [String: SidecarValue] {
    [
      "subject": subject.map { .text($0) } ?? .null,
      "subjects": subjects.map { .text($0) } ?? .null,
      "where": condition.map { .text($0) } ?? .null,
    ]
  }

  /// The error of a table that was given as the file of one person.
  private static func tableInstead(_ error: InputError) -> InputError {
    var error = error
    error.remedy = "a table of people is given by --subjects"
    return error
  }

  /// The fault of a subject and parameters that make no model together.
  func fault(_ error: ParameterError, of subject: Subject) -> InputError {
    InputError(
      file: constants.parameters ?? self.subject ?? subjects,
      field: subject.name,
      "no model can be built: \(error.reason)",
      remedy: constants.remedy
    )
  }

  /// The people, in the order of the file; the built-in subject where no file is given.
  ///
  /// Each of them has a model with the parameters.
  func people(_ parameters: ModelParameters) throws(InputError) -> People {
    let people = try read(parameters)
    // The defaults make a model of every subject in range.
    for subject in people.subjects where !parameters.overrides.isEmpty {
      do throws(ParameterError) {
        try HumanModel.check(subject, parameters: parameters)
      } catch {
        throw fault(error, of: subject)
      }
    }
    return people
  }

  private func read(_ parameters: ModelParameters) throws(InputError) -> People {
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
    case (let file?, nil):
      do throws(InputError) {
        return try SubjectFile.read(file, parameters: parameters)
      } catch {
        throw file.lowercased().hasSuffix(".csv") ? Self.tableInstead(error) : error
      }
    case (nil, let file?):
      return try SubjectTable.read(file, condition: condition, parameters: parameters)
    case (nil, nil):
      let standard = Subject(standardIn: parameters)
      var people = People(subjects: [standard])
      people.notes.append(
        "built-in subject: \(People.words(standard)); --subject FILE takes another"
      )
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

  /// A subject in words: `male, 1.68 m, 70 kg, incidence 53, radiographic tilt 13.5 degrees`.
  static func words(_ subject: Subject) -> String {
    func angle(_ radians: Double) -> String {
      NumberText.text(of: (Angle.inDegrees(radians) * 10).rounded() / 10)
    }
    return "\(subject.sex.rawValue), \(NumberText.text(of: subject.height)) m, "
      + "\(NumberText.text(of: subject.mass)) kg, "
      + "pelvic incidence \(angle(subject.spinopelvic.pelvicIncidence)) degrees, "
      + "radiographic tilt \(angle(subject.spinopelvic.radiographicPelvicTilt)) degrees"
  }

  /// Degrees of an angle in radians, rounded to 1e-9.
  static func degrees(_ radians: Double) -> Double {
    (Angle.inDegrees(radians) * 1e9).rounded() / 1e9
  }
}
