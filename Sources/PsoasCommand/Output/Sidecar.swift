// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic
internal import Provenance

/// A value of a sidecar file.
indirect enum SidecarValue: Sendable, Equatable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([SidecarValue])
  case object([String: SidecarValue])
}

/// What stands beside a table as `table.csv.json`: how to read it and how to make it again.
///
/// The same run gives the same bytes: keys are sorted, and there is no date and no machine's name.
struct Sidecar: Sendable, Equatable {
  /// The columns of the table, in order.
  var columns: [TableColumn] = []
  /// The versions of the program and of the libraries that may change a number.
  var versions: [String: String] = [:]
  /// The command with its settings after defaults were filled in.
  var settings: [String: SidecarValue] = [:]
  /// The seed of the random numbers, where there were any.
  var seed: UInt64?
  /// Values that the input did not give, and what was taken for them.
  var assumed: [String: SidecarValue] = [:]
  /// Results that have no column, by name with the unit.
  var results: [String: SidecarValue] = [:]
  /// Notes on the input, such as columns that were ignored.
  var notes: [String] = []
  /// The works whose values the results rest on.
  var sources = Bibliography([])

  init() {}

  /// What stands beside the table of a run.
  ///
  /// - Parameters:
  ///   - columns: The columns of the table.
  ///   - command: The command and its subcommand, such as `psoas tilt`.
  ///   - settings: The options with their values.
  ///   - parameters: The constants; those that differ from the defaults are recorded.
  ///   - people: The people, with what was assumed about them; nil where there are none.
  ///   - sources: The works that the results rest on.
  init(
    columns: [TableColumn],
    command: String,
    settings: [String: SidecarValue],
    parameters: ModelParameters,
    people: People? = nil,
    sources: Bibliography = ParameterCatalogue.standard.bibliography
  ) {
    self.columns = columns
    versions = MachineRecord.versions
    self.settings = settings
    self.settings["command"] = .text(command)
    self.settings["parameters"] = .object(
      Dictionary(uniqueKeysWithValues: parameters.overrides.map { ($0.name, .number($0.value)) })
    )
    assumed = people?.assumed ?? [:]
    notes = people?.notes ?? []
    self.sources = sources
  }

  /// The name of the file beside a table.
  static func path(for table: String) -> String { table + ".json" }

  /// The whole file as a value.
  var value: SidecarValue {
    var object: [String: SidecarValue] = [
      "schemaVersion": .number(1),
      "columns": .list(columns.map(Self.value(of:))),
      "versions": .object(versions.mapValues { .text($0) }),
      "settings": .object(settings),
      "assumed": .object(assumed),
      "notes": .list(notes.map { .text($0) }),
      "sources": .list(sources.entries.map(Self.value(of:))),
    ]
    // A seed of 64 bits does not fit into the numbers that JSON readers use.
    if !results.isEmpty { object["results"] = .object(results) }
    object["seed"] = seed.map { .text(String($0)) } ?? .null
    return .object(object)
  }

  /// Prints the file.
  func write(to output: ByteOutput) throws(OutputError) {
    try value.append(to: output, indent: 0)
    try output.append(UInt8(ascii: "\n"))
  }

  private static func value(of column: TableColumn) -> SidecarValue {
    .object([
      "name": .text(column.name), "unit": .text(column.unit), "meaning": .text(column.meaning),
    ])
  }

  private static func value(of reference: Reference) -> SidecarValue {
    var object: [String: SidecarValue] = [
      "key": .text(reference.key), "authors": .text(reference.authors),
      "year": .number(Double(reference.year)), "title": .text(reference.title),
      "venue": .text(reference.venue),
    ]
    if let doi = reference.doi { object["doi"] = .text(doi) }
    if let url = reference.url { object["url"] = .text(url) }
    return .object(object)
  }
}

extension SidecarValue {
  /// Prints the value as JSON with sorted keys; a number that is not finite is null.
  func append(to output: ByteOutput, indent: Int) throws(OutputError) {
    switch self {
    case .null: try output.append("null")
    case .flag(let flag): try output.append(flag ? "true" : "false")
    case .number(let number) where number.isFinite: try NumberText.append(number, to: output)
    case .number: try output.append("null")
    case .text(let text): try JSONText.append(text, to: output)
    case .list(let elements):
      try Self.appendLines("[", "]", count: elements.count, to: output, indent: indent) {
        (index) throws(OutputError) in
        try elements[index].append(to: output, indent: indent + 2)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      try Self.appendLines("{", "}", count: sorted.count, to: output, indent: indent) {
        (index) throws(OutputError) in
        try JSONText.append(sorted[index].key, to: output)
        try output.append(": ")
        try sorted[index].value.append(to: output, indent: indent + 2)
      }
    }
  }

  /// Prints items between brackets, each on a line of its own.
  private static func appendLines(
    _ open: String,
    _ close: String,
    count: Int,
    to output: ByteOutput,
    indent: Int,
    item: (Int) throws(OutputError) -> Void
  ) throws(OutputError) {
    try output.append(open)
    for index in 0..<count {
      try output.append(index == 0 ? "\n" : ",\n")
      try output.append(String(repeating: " ", count: indent + 2))
      try item(index)
    }
    if count > 0 { try output.append("\n" + String(repeating: " ", count: indent)) }
    try output.append(close)
  }
}
