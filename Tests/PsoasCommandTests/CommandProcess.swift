// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Testing

/// Runs the built `psoas` as people do: as a program with arguments, files and streams.
enum CommandProcess {
  /// How a run ended and what it printed.
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String

    /// The rows of a CSV output without quoted cells, header first.
    var rows: [[String]] { Self.rows(of: output) }

    /// The cells of one column, without the header.
    func column(_ name: String) throws -> [String] {
      let rows = rows
      let index = try #require(rows.first?.firstIndex(of: name), "no column \(name): \(errors)")
      return rows.dropFirst().map { $0[index] }
    }

    /// The numbers of one column; an empty cell is not a number.
    func numbers(_ name: String) throws -> [Double] {
      try column(name).map { Double($0) ?? .nan }
    }

    static func rows(of text: String) -> [[String]] {
      text.split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  /// The program, which stands beside the tests in the folder of the build.
  static var program: URL {
    get throws {
      let places =
        CommandLine.arguments.prefix(1).map { URL(fileURLWithPath: $0) }
        + CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(fileURLWithPath: $0) }
        + [Bundle.main.bundleURL] + Bundle.allBundles.map(\.bundleURL)
      for place in places {
        var folder = place.deletingLastPathComponent()
        // A bundle holds its executable a few folders deep.
        for _ in 0..<4 {
          let candidate = folder.appendingPathComponent("psoas")
          if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
          folder.deleteLastPathComponent()
        }
      }
      Issue.record("`psoas` is not in the folder of the tests: build the product first")
      throw CocoaError(.fileNoSuchFile)
    }
  }

  /// Runs `psoas` with arguments.
  static func run(_ arguments: [String], input: String = "") throws -> Outcome {
    try run(program, arguments, input: input)
  }

  /// Runs `psoas` with arguments that hold no spaces.
  static func run(_ line: String, input: String = "") throws -> Outcome {
    try run(line.split(separator: " ").map(String.init), input: input)
  }

  /// Runs a line of the shell in which `$PSOAS` is the program.
  static func shell(_ line: String) throws -> Outcome {
    let bash = URL(fileURLWithPath: "/bin/bash")
    return try run(bash, ["-c", line], environment: ["PSOAS": try program.path])
  }

  private static func run(
    _ program: URL,
    _ arguments: [String],
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files, not pipes: a full pipe would stop the program.
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: try folder.write(input, to: "in"))
    process.standardOutput = FileHandle(forWritingAtPath: try folder.write("", to: "out"))
    process.standardError = FileHandle(forWritingAtPath: try folder.write("", to: "err"))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "the program crashed: \(arguments)")
    return Outcome(
      code: process.terminationStatus,
      output: try folder.text(of: "out"),
      errors: try folder.text(of: "err")
    )
  }
}

/// Small inputs that the tests ship.
enum SampleInput {
  /// A table like the public data set of spinopelvic angles: its columns, its kind of rows.
  static let people = """
    pelvic_incidence,pelvic_tilt,lumbar_lordosis_angle,sacral_slope,pelvic_radius,degree_spondylolisthesis,status
    63.03,22.55,39.61,40.48,98.67,-0.25,Hernia
    38.51,16.96,35.11,21.55,127.63,7.99,Normal
    54.92,18.97,51.60,35.95,125.85,2.00,Normal

    """

  /// The reference table itself, when it lies beside the package.
  static let population: String? = {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = package.deletingLastPathComponent()
      .appendingPathComponent("shared/reference/lumbar/uci_vertebral_column_3C.csv").path
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }()

  static let person = """
    {"sex": "female", "height_m": 1.65, "mass_kg": 62, "pelvic_incidence_deg": 50,
     "radiographic_pelvic_tilt_deg": 12, "sacral_slope_deg": 38, "lumbar_lordosis_deg": 55,
     "age_years": 40, "name": "Ada"}
    """
}
