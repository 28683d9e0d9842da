// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// Reads people from a CSV file, one a row.
///
/// Radiographic columns may carry the names of public data sets: `pelvic_tilt` there is the
/// radiographic tilt PT. Columns that are missing are filled by the built-in subject.
enum SubjectTable {
  private static let columns = [
    KnownColumn("name", aliases: ["subject"]),
    KnownColumn("sex"),
    KnownColumn("height_m"),
    KnownColumn("mass_kg"),
    KnownColumn("age_years"),
    KnownColumn("pelvic_incidence_deg", aliases: ["pelvic_incidence"]),
    KnownColumn("radiographic_pelvic_tilt_deg", aliases: ["pelvic_tilt"]),
    KnownColumn("sacral_slope_deg", aliases: ["sacral_slope"]),
    KnownColumn("lumbar_lordosis_deg", aliases: ["lumbar_lordosis_angle"]),
  ]

  static func read(
    _ path: String,
    condition: String?,
    parameters: ModelParameters
  ) throws(InputError) -> People {
    let reader = try CSVReader(path: path)
    let filter = try condition.map { (text) throws(InputError) in try RowCondition(text) }
    let filterColumn = try filter.map { (row) throws(InputError) in
      try reader.header.position(of: row.column)
    }
    try checkAmbiguity(reader.header)
    let match = try reader.header.match(columns)
    guard match.positions[1...].contains(where: { $0 != nil }) else {
      throw InputError(
        file: reader.header.file,
        line: reader.header.line,
        "no column describes a person",
        found: reader.header.names.joined(separator: ","),
        allowed: columns.map(\.name).joined(separator: ", ")
      )
    }
    let standard = Subject(standardIn: parameters)
    var people = People(subjects: [])
    var row = 0
    var seen: [String] = []
    while try reader.nextRow() {
      row += 1
      if let filter, let filterColumn, !filter.holds(in: reader, at: filterColumn) {
        let text = reader.text(filterColumn).trimmingSpaces()
        if seen.count < 8, !seen.contains(text) { seen.append(text) }
        continue
      }
      people.subjects.append(
        try subject(in: reader, row, match.positions, standard, parameters)
      )
    }
    if people.subjects.isEmpty {
      throw InputError(
        file: reader.header.file,
        filter == nil ? "the table has no rows" : "no row meets the condition",
        found: condition,
        allowed: filter.flatMap { seen.isEmpty ? nil : words(seen, in: $0.column) },
        remedy: filter.flatMap { NearMiss.question(for: $0.text, among: seen) }
      )
    }
    describe(match, reader.header, standard, parameters, filterColumn, in: &people)
    return people
  }

  /// Refuses the column of which nobody can say which of two angles it means.
  private static func checkAmbiguity(_ header: CSVHeader) throws(InputError) {
    let name = "pelvic_tilt_deg"
    guard header.names.contains(name) else { return }
    throw InputError(
      file: header.file,
      line: header.line,
      field: name,
      "the column may mean two angles: the radiographic tilt PT, or a tilt from neutral standing",
      remedy: "name it radiographic_pelvic_tilt_deg if it is PT, or remove it"
    )
  }

  /// The texts that a column holds, in words, the first few of many.
  private static func words(_ seen: [String], in column: String) -> String {
    let texts = seen.prefix(7).map { "'\(InputError.printable($0, limit: 30))'" }
    return "in \(column) one of \(texts.joined(separator: ", "))" + (seen.count > 7 ? " ..." : "")
  }

  private static func subject(
    in reader: CSVReader,
    _ row: Int,
    _ positions: [Int?],
    _ standard: Subject,
    _ parameters: ModelParameters
  ) throws(InputError) -> Subject {
    func number(
      _ index: Int,
      _ range: ClosedRange<Double>,
      _ unit: String
    ) throws(InputError) -> Double? {
      guard let position = positions[index] else { return nil }
      return try reader.number(position, in: range, unit: unit)
    }
    var name = "row \(row)"
    if let position = positions[0], !reader.isEmpty(position) {
      name = reader.text(position).trimmingSpaces()
    }
    var sex = standard.sex
    if let position = positions[1] {
      let words = Subject.Sex.allCases.map(\.rawValue)
      sex = Subject.Sex.allCases[try reader.choice(position, among: words)]
    }
    let height = try number(2, SubjectField.height, "m") ?? standard.height
    let mass = try number(3, SubjectField.mass, "kg") ?? standard.mass
    _ = try number(4, SubjectField.age, "years")
    let incidence = try number(5, SubjectField.incidence, "degrees")
    let tilt = try number(6, SubjectField.tilt, "degrees")
    let slope = try number(7, SubjectField.slope, "degrees")
    let lordosis = try number(8, SubjectField.lordosis, "degrees")
    let spinopelvic = try SubjectField.spinopelvic(
      incidence: incidence,
      tilt: tilt,
      slope: slope,
      parameters: parameters
    ) { problem, found, remedy in
      reader.error(positions[5] ?? 0, problem, found: found, remedy: remedy)
    }
    return Subject(
      name: name,
      sex: sex,
      height: height,
      mass: mass,
      spinopelvic: spinopelvic,
      lumbarLordosis: lordosis.map(Angle.degrees)
    )
  }

  /// Says what was understood, what was ignored and what was assumed.
  private static func describe(
    _ match: ColumnMatch,
    _ header: CSVHeader,
    _ standard: Subject,
    _ parameters: ModelParameters,
    _ filterColumn: Int?,
    in people: inout People
  ) {
    for (index, position) in match.positions.enumerated() {
      guard let position, header.names[position] != columns[index].name else { continue }
      people.notes.append(
        "column '\(header.names[position])' is read as \(columns[index].name)"
      )
    }
    let ignored = match.ignored.filter { name in
      filterColumn.map { header.names[$0] != name } ?? true
    }
    if !ignored.isEmpty {
      people.notes.append(
        "columns without a meaning here: " + ignored.map { "'\($0)'" }.joined(separator: ", ")
      )
    }
    if match.positions[1] == nil { people.assume("sex", .text(standard.sex.rawValue)) }
    if match.positions[2] == nil { people.assume("height_m", .number(standard.height)) }
    if match.positions[3] == nil { people.assume("mass_kg", .number(standard.mass)) }
    if match.positions[5...7].count(where: { $0 != nil }) < 2 {
      people.assume(
        "pelvic_incidence_deg",
        .number(People.degrees(parameters["spinopelvic.pelvic_incidence"]))
      )
    }
    if match.positions[8] == nil {
      people.assume("lumbar_lordosis_deg", .text("norm of the population at the incidence"))
    }
    if !people.assumed.isEmpty {
      people.notes.append(
        "assumed for all rows: " + people.assumed.keys.sorted().joined(separator: ", ")
      )
    }
  }
}
