// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The files of one run, opened before the work starts and finished together.
struct RunFiles {
  /// What a run writes, by option.
  struct Request {
    /// The file of `--output`, or nil for standard output.
    var table: String?
    /// The file of `--output-split`.
    var split: String?
    /// The file of `--figure`.
    var figure: String?
    /// The files that the run reads, by option; none of them may be written.
    var inputs: [(option: String, path: String?)] = []
  }

  /// The table.
  let table: OutputFile
  /// The table of the split.
  let split: OutputFile?
  /// The picture.
  let figure: OutputFile?
  private var sidecars: [OutputFile] = []

  /// Opens the files.
  ///
  /// - Throws: `InputError` when one cannot be written, or two options name the same file.
  init(_ request: Request) throws(InputError) {
    try Self.checkDistinct(request)
    table = try OutputFile(path: request.table)
    if let path = request.split {
      split = try OutputFile(path: path, option: "--output-split")
    } else {
      split = nil
    }
    if let path = request.figure {
      figure = try OutputFile(path: path, option: "--figure")
    } else {
      figure = nil
    }
  }

  /// Writes what stands beside a table, if the table is a plain file.
  mutating func add(_ sidecar: Sidecar, beside file: OutputFile) throws {
    guard let path = file.path else { return }
    let output = try OutputFile(path: Sidecar.path(for: path))
    try sidecar.write(to: output.output)
    sidecars.append(output)
  }

  /// Hands all files to the disk and then gives each its name: a full disk leaves none.
  func finish() throws(OutputError) {
    let others = [split, figure].compactMap { $0 } + sidecars
    for file in others + [table] { try file.prepare() }
    for file in others + [table] { try file.finish() }
  }

  /// Refuses a file that two options name, and a table that would replace its own input.
  private static func checkDistinct(_ request: Request) throws(InputError) {
    var taken: [String: String] = [:]
    for (option, path) in request.inputs {
      if let path, path != "-", isPlain(path) { taken[identity(path)] = option }
    }
    let outputs = [
      ("--output", request.table ?? "-"), ("--output-split", request.split),
      ("--figure", request.figure),
    ]
    for (option, path) in outputs {
      guard let path else { continue }
      var names = [path == "-" ? "-" : identity(path)]
      if path != "-" {
        guard isPlain(path) else { continue }
        if option != "--figure" { names.append(Sidecar.path(for: names[0])) }
      }
      for name in names {
        if let other = taken.updateValue(option, forKey: name) {
          throw InputError(
            field: option,
            path == "-"
              ? "\(other) writes to standard output as well"
              : "\(other) names the same file or the one beside it",
            found: path,
            remedy: "give each its own file"
          )
        }
      }
    }
  }

  /// True for a file that exists as one or does not exist yet; false for devices and pipes.
  private static func isPlain(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    )
    return attributes.map { $0[.type] as? FileAttributeType == .typeRegular } ?? true
  }

  private static func identity(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}
