// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Testing

@Suite("psoas: what a run leaves behind")
struct TiltOutputTests {
  private static let quick = "--stability off --levels L4-L5"

  @Test("The same run gives the same bytes: table, split, sidecars and picture")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    let names = ["t.csv", "t.csv.json", "s.csv", "s.csv.json", "f.svg"]
    let line =
      "tilt \(Self.quick) --split fascicles --output \(folder.file("t.csv")) "
      + "--output-split \(folder.file("s.csv")) --figure \(folder.file("f.svg"))"
    #expect(try CommandProcess.run(line).code == 0)
    #expect(folder.names == names.sorted())
    let first = try names.map { try folder.text(of: $0) }
    #expect(try CommandProcess.run(line).code == 0)
    #expect(try names.map { try folder.text(of: $0) } == first)
    #expect(try CommandProcess.run("tilt \(Self.quick)").output == first[0])
  }

  @Test("A posture that cannot be balanced is a row with its unmet moments; others are unharmed")
  func unmetRows() throws {
    let folder = try TemporaryFolder()
    // Half a newton for each square centimetre of muscle: enough for nothing but the easiest.
    let file = try folder.write("{\"specific_tension.trunk\": 50000}", to: "weak.json")
    let weak = try CommandProcess.run("tilt --stability off --parameters \(file)")
    #expect(weak.code == 3)
    #expect(weak.errors.contains("rows failed"))
    #expect(weak.rows.count == 37)
    let names = try #require(weak.rows.first)
    var failed = 0
    for row in weak.rows.dropFirst() {
      let cells = Dictionary(uniqueKeysWithValues: zip(names, row))
      #expect(Double(cells["unmet_moment_Nm"] ?? "")?.isFinite == true)
      #expect(cells["sacral_slope_deg"]?.isEmpty == false)
      if cells["status"] == "ok" {
        #expect(!row.contains(""))
      } else {
        failed += 1
        #expect(cells["status"]?.contains("unmet") == true)
        for name in names[6...16] { #expect(cells[name] == "") }
      }
    }
    #expect(failed > 0)
  }

  @Test("Failed rows of one person leave the rows of others as they are")
  func otherRows() throws {
    let folder = try TemporaryFolder()
    let people = try folder.write("name,mass_kg\nlight,50\nheavy,250\nlast,60\n", to: "p.csv")
    let weak = try folder.write("{\"specific_tension.trunk\": 250000}", to: "weak.json")
    let line = "tilt --from 0 --to 15 --step 15 \(Self.quick) --parameters \(weak) --subjects "
    let all = try CommandProcess.run(line + people)
    let light = try folder.write("name,mass_kg\nlight,50\nlast,60\n", to: "light.csv")
    let alone = try CommandProcess.run(line + light)
    #expect(
      all.rows.filter { $0[0] != "heavy" } == alone.rows
    )
  }

  @Test("Standard output has no sidecar; devices have none either", arguments: ["-", "/dev/null"])
  func noSidecar(_ path: String) throws {
    let run = try CommandProcess.run("tilt \(Self.quick) --from 0 --to 0 --output \(path)")
    #expect(run.code == 0)
    #expect(!FileManager.default.fileExists(atPath: path + ".json"))
  }

  @Test(
    "A full disk ends with 1 and one line, and leaves nothing",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
  )
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let split = "--split fascicles --output-split \(folder.file("s.csv"))"
    let run = try CommandProcess.run(
      "tilt \(Self.quick) \(split) --figure \(folder.file("f.svg")) --output /dev/full"
    )
    #expect(run.code == 1)
    #expect(run.errors.contains("No space left on device"))
    #expect(folder.names.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "/dev/full.json"))
    let shell = try CommandProcess.shell("$PSOAS tilt \(Self.quick) > /dev/full")
    #expect(shell.code == 1)
  }

  @Test("A limit on the size of files ends with 1 and one line, and leaves nothing")
  func limitedSize() throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.shell(
      "ulimit -f 8; $PSOAS tilt \(Self.quick) --step 0.01 --output \(folder.file("t.csv"))"
    )
    #expect(run.code == 1)
    #expect(run.errors.contains("File too large"))
    #expect(folder.names.isEmpty)
  }

  @Test("A reader that has enough ends the run without a word")
  func closedPipe() throws {
    let run = try CommandProcess.shell(
      "$PSOAS parameters 2>err.$$ | head -n 1; echo ${PIPESTATUS[0]}; cat err.$$; rm err.$$"
    )
    #expect(run.output.hasPrefix("name,"))
    #expect(run.output.hasSuffix("\n0\n"), "\(run.output)")
  }

  @Test("An output that cannot be written is refused before the work starts")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    for option in ["--output", "--figure", "--split fascicles --output-split"] {
      let run = try CommandProcess.run("tilt \(option) \(folder.path)/none/t.svg")
      #expect(run.code == 2)
      #expect(run.errors.contains("No such file or directory"))
      let other = try CommandProcess.run("tilt \(option) \(folder.path)")
      #expect(other.code == 2)
      #expect(other.errors.contains("folder"))
    }
    #expect(folder.names.isEmpty)
  }

  @Test("A picture is not written under the ending of another kind of file")
  func otherKindOfPicture() throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.run("tilt \(Self.quick) --figure \(folder.file("t.png"))")
    #expect(run.code == 2)
    #expect(run.errors.contains("--figure: the picture is SVG"))
    #expect(run.errors.contains("found '.png'; expected .svg"))
    #expect(folder.names.isEmpty)
    let large = try CommandProcess.run("tilt \(Self.quick) --figure \(folder.file("t.SVG"))")
    #expect(large.code == 0)
  }

  @Test("Two options cannot name one file, and a run cannot replace its own input")
  func sameFile() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("t.csv")
    let input = try folder.write("mass_kg\n70\n", to: "p.csv")
    for line in [
      "tilt --output \(file) --split fascicles --output-split \(file)",
      "tilt --output \(file) --split fascicles --output-split \(file).json",
      "tilt --output \(folder.file("t.svg")) --figure \(folder.file("t.svg"))",
      "tilt --split fascicles --output-split -", "tilt --figure -",
      "tilt --subjects \(input) --output \(input)",
      "tilt --subjects \(input) --output \(folder.path)/./p.csv",
    ] {
      let run = try CommandProcess.run(line)
      #expect(run.code == 2, "\(line): \(run.errors)")
      #expect(folder.names == ["p.csv"])
    }
    #expect(try folder.text(of: "p.csv") == "mass_kg\n70\n")
  }

  @Test("Help states units and signs", arguments: ["tilt", "posture standing", "parameters", ""])
  func help(_ command: String) throws {
    let run = try CommandProcess.run(command + " --help")
    #expect(run.code == 0)
    #expect(run.errors.isEmpty)
    if command == "parameters" {
      #expect(run.output.contains("SI unit"))
    } else {
      // The help is broken into lines.
      let text = run.output.split { $0.isWhitespace }.joined(separator: " ")
      for word in ["degrees", "positive", "N", "MPa"] { #expect(text.contains(word), "\(word)") }
    }
  }

  @Test("The picture is a whole document that names every level")
  func figure() throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.run("tilt --figure \(folder.file("f.svg"))")
    #expect(run.code == 0)
    let svg = try folder.text(of: "f.svg")
    for level in ["T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"] {
      #expect(svg.contains(">\(level)</text>"), "\(level)")
    }
    for word in ["psoas", "weight", "(MPa)", "(deg)", "(N)"] { #expect(svg.contains(word)) }
    #expect(!svg.contains("nan") && !svg.contains("inf"))
    let parser = XMLDocumentCheck(svg)
    #expect(parser.isWellFormed)
  }

  @Test("The picture says whom it shows and what was imposed")
  func caption() throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.run(
      "tilt --from 0 \(Self.quick) --psoas-tension 100 --figure \(folder.file("f.svg"))"
    )
    #expect(run.code == 0)
    let svg = try folder.text(of: "f.svg")
    #expect(svg.contains("male, 1.68 m, 70 kg"))
    #expect(svg.contains("held at 100 N"))
    #expect(svg.contains("least effort without stability"))
  }

  @Test("Gaps of failed rows do not break the picture")
  func figureWithGaps() throws {
    let folder = try TemporaryFolder()
    let weak = try folder.write("{\"specific_tension.trunk\": 50000}", to: "weak.json")
    let run = try CommandProcess.run(
      "tilt --stability off --parameters \(weak) --figure \(folder.file("f.svg"))"
    )
    #expect(run.code == 3)
    #expect(XMLDocumentCheck(try folder.text(of: "f.svg")).isWellFormed)
  }

  @Test("The parameters: every one with value, unit and source; those of a file in place")
  func parameters() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("{\"gravity\": 1.62}", to: "moon.json")
    let run = try CommandProcess.run([
      "parameters", "--parameters", file, "--output", folder.file("p.csv"),
    ])
    #expect(run.code == 0)
    let rows = CommandProcess.Outcome.rows(of: try folder.text(of: "p.csv"))
    #expect(rows[0].prefix(5) == ["name", "value", "unit", "low", "high"])
    #expect(rows[1].prefix(3) == ["gravity", "1.62", "m/s2"])
    #expect(rows[1].contains("replaced"))
    #expect(rows.count > 1000)
    #expect(folder.names.contains("p.csv.json"))
  }
}
