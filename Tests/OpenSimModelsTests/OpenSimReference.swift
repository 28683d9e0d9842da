// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation

/// Model files and the results of OpenSim 4.6 on them, where they lie beside the repository.
enum OpenSimReference {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/reference/opensim")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static let models = [
    "LFB/LFB_prepared.osim", "LFB/Model_Pose2Sim_muscles_flex.osim",
    "gait10dof18musc/subject01.osim",
    "gait2392/subject01_simbody.osim", "rajagopal2016/Rajagopal2016.osim",
  ]

  static func path(_ name: String) -> String {
    folder.appendingPathComponent("models").appendingPathComponent(name).path
  }

  /// The rows of a table of results by column name.
  static func rows(_ name: String) throws -> [[String: String]] {
    let file = folder.appendingPathComponent("expected").appendingPathComponent(name)
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let names = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      Dictionary(
        zip(names, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
        uniquingKeysWith: { first, _ in first }
      )
    }
  }
}
