// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Lumbopelvic
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("psoas tilt: the table")
struct TiltTableTests {
  private static let columns =
    "subject,pelvic_tilt_deg,pelvic_incidence_deg,sacral_slope_deg,lumbar_lordosis_deg,level,"
    + "compression_N,anterior_shear_N,flexion_moment_Nm,disc_pressure_MPa,gravity_compression_N,"
    + "psoas_compression_N,extensor_compression_N,abdominal_compression_N,"
    + "other_muscle_compression_N,passive_compression_N,abdominal_pressure_compression_N,"
    + "unmet_moment_Nm,status"
  private static let levels = ["T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"]
  /// Printed numbers read back exactly; the seven parts were summed in the same order.
  private static let sumTolerance = 1e-9

  @Test("The default sweep: six tilts, six levels, the columns in their order, parts that sum")
  func defaultSweep() throws {
    let run = try CommandProcess.run("tilt")
    #expect(run.code == 0)
    #expect(run.output.split(separator: "\n").first.map(String.init) == Self.columns)
    #expect(run.rows.count == 37)
    #expect(run.rows.allSatisfy { $0.count == 19 })
    #expect(
      try run.column("pelvic_tilt_deg")
        == ["-10", "-5", "0", "5", "10", "15"].flatMap { Array(repeating: $0, count: 6) }
    )
    #expect(try run.column("level") == (0..<6).flatMap { _ in Self.levels })
    #expect(Set(try run.column("subject")) == ["default"])
    #expect(Set(try run.column("status")) == ["ok"])
    let whole = try run.numbers("compression_N")
    var sums = [Double](repeating: 0, count: whole.count)
    for part in Self.columns.split(separator: ",")[10...16] {
      for (row, value) in try run.numbers(String(part)).enumerated() { sums[row] += value }
    }
    for (sum, value) in zip(sums, whole) {
      #expect(isClose(sum, value, absolute: Self.sumTolerance * abs(value)))
    }
    #expect(run.errors.contains("built-in subject: male, 1.68 m, 70 kg"))
  }

  @Test("Numbers are the shortest that read back, and there is no minus zero")
  func numbers() throws {
    let run = try CommandProcess.run("tilt --from -0.3 --to 0.3 --step 0.1 --stability off")
    #expect(
      try run.column("pelvic_tilt_deg").enumerated().filter { $0.offset % 6 == 0 }.map(\.element)
        == ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"]
    )
    for cell in run.rows.dropFirst().joined() where Double(cell) != nil {
      let value = try #require(Double(cell))
      #expect(cell != "-0" && !cell.hasSuffix(".0"))
      #expect(cell == (value == value.rounded() ? String(Int(value)) : value.description))
    }
  }

  @Test("The JSON form has the same keys and values")
  func jsonForm() throws {
    let table = try CommandProcess.run("tilt --from 0 --to 5 --levels L4-L5")
    let run = try CommandProcess.run("tilt --from 0 --to 5 --levels L4-L5 --format json")
    let document = try json(run.output)
    let names = Self.columns.split(separator: ",").map(String.init)
    guard case .array(let list) = document.root.content else {
      Issue.record("not a list: \(run.output)")
      return
    }
    #expect(list.count == 2)
    for (row, value) in list.enumerated() {
      let object = try JSONObject(value, in: document, keys: names, path: "")
      #expect(object.members.map(\.key) == names)
      for (name, cell) in zip(names, table.rows[row + 1]) {
        if let number = Double(cell) {
          #expect(try object.number(name) == number)
        } else {
          #expect(try object.string(name) == cell)
        }
      }
    }
  }

  @Test("Chosen levels come from the top, whatever their order")
  func levels() throws {
    let run = try CommandProcess.run("tilt --from 0 --to 0 --levels L5-S1,T12-L1")
    #expect(try run.column("level") == ["T12-L1", "L5-S1"])
    let all = try CommandProcess.run("tilt --from 0 --to 0")
    #expect(all.rows[1] == run.rows[1] && all.rows[6] == run.rows[2])
  }

  @Test("A falling sweep has the rows of the rising one")
  func fallingSweep() throws {
    let up = try CommandProcess.run("tilt --from -5 --to 5 --levels L4-L5")
    let down = try CommandProcess.run("tilt --from 5 --to -5 --step -5 --levels L4-L5")
    #expect(down.code == 0)
    #expect(Array(up.rows.dropFirst()) == Array(down.rows.dropFirst().reversed()))
  }

  @Test("A step that does not reach the end is said")
  func unreachedEnd() throws {
    let run = try CommandProcess.run("tilt --from 0 --to 5 --step 3 --levels L4-L5")
    #expect(try run.column("pelvic_tilt_deg") == ["0", "3"])
    #expect(run.errors.contains("the last tilt is 3"))
  }

  @Test("The fascicles of a level sum to the muscles' part of its load")
  func fascicles() throws {
    let folder = try TemporaryFolder()
    let run = try CommandProcess.run([
      "tilt", "--from", "0", "--to", "5", "--levels", "L4-L5", "--split", "fascicles",
      "--output-split", folder.file("split.csv"), "--psoas-tension", "50",
    ])
    #expect(run.code == 0)
    let rows = CommandProcess.Outcome.rows(of: try folder.text(of: "split.csv"))
    #expect(
      rows.first?.joined(separator: ",")
        == "subject,pelvic_tilt_deg,level,fascicle,side,force_N,compression_N,anterior_shear_N,"
        + "flexion_moment_Nm,activation"
    )
    let muscles = try ["psoas", "extensor", "abdominal", "other_muscle"].map {
      try run.numbers($0 + "_compression_N")
    }
    for (index, tilt) in ["0", "5"].enumerated() {
      let sum = rows.dropFirst().filter { $0[1] == tilt }.reduce(0.0) {
        $0 + (Double($1[6]) ?? .nan)
      }
      let whole = muscles.reduce(0.0) { $0 + $1[index] }
      // Two orders of summation over some hundred forces.
      #expect(isClose(sum, whole, absolute: 1e-9 * whole))
    }
    #expect(Set(rows.dropFirst().map { $0[4] }) == ["r", "l"])
    #expect(folder.names == ["split.csv", "split.csv.json"])
  }

  @Test("One posture has the sweep's columns and two more parts, with notes on what is uncertain")
  func posture() throws {
    let posture = try CommandProcess.run("posture standing")
    #expect(posture.code == 0)
    #expect(try posture.column("status") == Array(repeating: "ok", count: 6))
    let parts = [
      "gravity", "psoas", "extensor", "abdominal", "other_muscle", "passive",
      "abdominal_pressure", "external", "inertia",
    ]
    let columns = try parts.map { try posture.numbers($0 + "_compression_N") }
    for (row, whole) in try posture.numbers("compression_N").enumerated() {
      #expect(isClose(columns.reduce(0.0) { $0 + $1[row] }, whole, absolute: 1e-9 * whole))
    }
    let held = try CommandProcess.run("posture standing --hold pelvic-tilt")
    #expect(try held.column("pelvic_tilt_deg") == Array(repeating: "0", count: 6))
    #expect(try posture.column("pelvic_tilt_deg") != held.column("pelvic_tilt_deg"))
    #expect(posture.errors.contains("L4-L5 at muscle stiffness q = 5, 23.4 and 42"))
    #expect(posture.errors.contains("N for each millimetre that the mass centre above it lies"))
    let off = try CommandProcess.run("posture standing --stability off")
    #expect(!off.errors.contains("muscle stiffness"))
  }
}

@Suite("psoas posture")
struct PostureCommandTests {
  @Test("Every posture of the list is named; its neighbour in spelling is suggested")
  func names() throws {
    let list = try CommandProcess.run("posture --list")
    #expect(list.code == 0)
    let names = list.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(names.map(String.init) == NamedPosture.all.map(\.name))
    let wrong = try CommandProcess.run("posture siting-upright")
    #expect(wrong.code == 2)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.contains("did you mean 'sitting-upright'?"))
    let none = try CommandProcess.run("posture")
    #expect(none.code == 2)
    #expect(none.errors.contains("lying-supine"))
  }

  @Test(
    "Holds that name no angle, hold everything or hold a posture that does not settle are refused",
    arguments: [
      ("standing --hold pelvic-tilts", "did you mean 'pelvic-tilt'?"),
      ("standing --hold lordosis,lordosis", "an angle is named twice"),
      ("standing --hold levels,pelvic-tilt", "nothing is left to settle"),
      ("lying-prone --hold lordosis", "does not settle"),
    ]
  )
  func holds(_ arguments: String, _ words: String) throws {
    let run = try CommandProcess.run("posture " + arguments)
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words))
  }

  @Test("What hands hold and supports push stands in a column of its own")
  func external() throws {
    let holding = try CommandProcess.run("posture holding-close --levels L4-L5")
    #expect(try holding.numbers("external_compression_N")[0] > 150)
    let resting = try CommandProcess.run("posture sitting-back-rest --levels L4-L5")
    #expect(try resting.numbers("external_compression_N")[0] < -50)
  }
}

@Suite("psoas tilt: people")
struct TiltPeopleTests {
  @Test("One person of a file; nothing is assumed when all is given")
  func person() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(SampleInput.person, to: "ada.json")
    let run = try CommandProcess.run("tilt --from 0 --to 0 --levels L4-L5 --subject \(file)")
    #expect(run.code == 0)
    #expect(run.errors.isEmpty)
    #expect(try run.column("subject") == ["Ada"])
    #expect(try run.column("pelvic_incidence_deg") == ["50"])
    #expect(try run.column("sacral_slope_deg") == ["38"])
    #expect(try run.column("lumbar_lordosis_deg") == ["55"])
  }

  @Test("A public table works as it is: columns understood, ignored and assumed are named")
  func people() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(SampleInput.people, to: "people.csv")
    let run = try CommandProcess.run([
      "tilt", "--from", "0", "--to", "0", "--levels", "L4-L5", "--subjects", file,
      "--where", "status=Normal", "--output", folder.file("t.csv"),
    ])
    #expect(run.code == 0)
    #expect(run.output.isEmpty)
    let rows = CommandProcess.Outcome.rows(of: try folder.text(of: "t.csv"))
    #expect(rows.dropFirst().map { $0[0] } == ["row 2", "row 3"])
    #expect(rows.dropFirst().map { $0[2] } == ["38.51", "54.92"])
    #expect(run.errors.contains("'pelvic_tilt' is read as radiographic_pelvic_tilt_deg"))
    #expect(run.errors.contains("'pelvic_radius', 'degree_spondylolisthesis'"))
    #expect(run.errors.contains("assumed for all rows: height_m, mass_kg, sex"))
    let sidecar = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.text(of: "t.csv.json").utf8))
        as? [String: Any]
    )
    let assumed = try #require(sidecar["assumed"] as? [String: Any])
    #expect(Set(assumed.keys) == ["height_m", "mass_kg", "sex"])
    #expect((sidecar["columns"] as? [Any])?.count == 19)
    let settings = try #require(sidecar["settings"] as? [String: Any])
    #expect(settings["where"] as? String == "status=Normal")
    #expect((sidecar["sources"] as? [Any])?.isEmpty == false)
  }

  @Test(
    "The reference population: 100 normal people, six levels",
    .enabled(if: SampleInput.population != nil)
  )
  func population() throws {
    let file = try #require(SampleInput.population)
    let run = try CommandProcess.run(
      "tilt --from 0 --to 0 --stability off --where status=Normal --subjects \(file)"
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.rows.count == 601)
    #expect(Set(try run.column("status")) == ["ok"])
  }

  @Test(
    "Quotes, byte-order marks and other line ends read well",
    arguments: [
      "\u{FEFF}height_m,mass_kg\r\n1.70,70\r\n", "\"height_m\",\"mass_kg\"\n\"1.70\",\" 70 \"\n",
      "height_m,mass_kg\r1.70,70\r", "height_m,mass_kg\n\n1.70,70",
    ]
  )
  func dialects(_ text: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "people.csv")
    let run = try CommandProcess.run(
      "tilt --from 0 --to 0 --levels L4-L5 --stability off --subjects \(file)"
    )
    #expect(run.code == 0, "\(run.errors)")
    #expect(try run.column("subject") == ["row 1"])
  }

  @Test("A table comes from a pipe as well")
  func standardInput() throws {
    let run = try CommandProcess.run(
      "tilt --from 0 --to 0 --levels L4-L5 --stability off --subjects -",
      input: "name,mass_kg\nBo,80\nCy,60\n"
    )
    #expect(try run.column("subject") == ["Bo", "Cy"])
  }
}
