// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Lumbopelvic
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("Posture files")
struct PostureFileTests {
  private static func posture(_ text: String) throws -> BodyPosture {
    try PostureFile.posture(in: json(text))
  }

  private static let seated = """
    {
      "name": "perched", "pelvic_tilt_deg": -12, "lumbar_flexion_deg": 10,
      "legs": {"thigh_elevation_deg": 60, "knee_flexion_deg": 75},
      "arms": {"elevation_deg": 20, "elbow_flexion_deg": 30},
      "supports": [
        {"landmark": "ischium", "friction": 0.4},
        {"landmark": "thigh_back", "friction": 0.4, "direction_deg": 120},
        {"landmark": "heel", "sides": "right", "friction": 0.5},
        {"landmark": "heel", "sides": "left", "friction": 0.5}
      ],
      "trunk_free": true, "settles": true, "hold": ["thorax-pitch"]
    }
    """

  @Test("What a file says stands in the posture; what it leaves out is as in standing")
  func values() throws {
    let posture = try Self.posture(Self.seated)
    #expect(posture.name == "perched")
    #expect(isClose(posture.pelvicTilt, Angle.degrees(-12), absolute: 1e-15))
    #expect(isClose(posture.thoraxPitch, Angle.degrees(-2), absolute: 1e-15))
    #expect(posture.rightLeg == posture.leftLeg)
    #expect(isClose(posture.leftLeg.kneeFlexion, Angle.degrees(75), absolute: 1e-15))
    #expect(posture.sideLean == 0 && posture.handLoad == 0)
    #expect(posture.isFree && posture.settles && posture.held == [.thoraxPitch])
    guard case .supports(let supports) = posture.carrier else {
      Issue.record("supports expected")
      return
    }
    #expect(supports.map(\.landmark) == [.ischium, .thighBack, .heel, .heel])
    #expect(supports[0].sides == [.right, .left] && supports[2].sides == [.right])
    #expect(supports[0].direction == .pi / 2)
    #expect(isClose(supports[1].direction, Angle.degrees(120), absolute: 1e-15))
    let plain = try Self.posture(#"{"carried_by": "left foot"}"#)
    #expect(plain.carrier == .feet([.left]) && plain.isFree && !plain.settles)
  }

  @Test("A posture's record reads back as itself", arguments: NamedPosture.all.map(\.name))
  func record(name: String) throws {
    let posture = try #require(NamedPosture.named(name)).posture(in: ModelParameters())
    let text = try printed { try PostureRecord.value(of: posture).append(to: $0, indent: 0) }
    let back = try Self.posture(text)
    #expect(back.name == posture.name && back.held == (posture.settles ? posture.held : []))
    let pairs = [
      (back.pelvicTilt, posture.pelvicTilt), (back.thoraxPitch, posture.thoraxPitch),
      (back.sideLean, posture.sideLean), (back.handLoad, posture.handLoad),
      (back.arms.elevation, posture.arms.elevation),
      (back.arms.elbowFlexion, posture.arms.elbowFlexion),
      (back.rightLeg.thighElevation, posture.rightLeg.thighElevation),
      (back.leftLeg.kneeFlexion, posture.leftLeg.kneeFlexion),
    ]
    for (read, written) in pairs { #expect(isClose(read, written, absolute: 1e-10)) }
    #expect(back.isFree == posture.isFree && back.settles == posture.settles)
  }

  @Test(
    "A fault names line, field, what was found and what is allowed",
    arguments: [
      (
        #"{"pelvic_tilt": 3, "carried_by": "feet"}"#,
        ["t.json:1:2", "pelvic_tilt", "not known", "did you mean 'pelvic_tilt_deg'?"]
      ),
      (#"{"pelvic_tilt_deg": 3}"#, ["carried_by", "missing", "feet, right foot, left foot"]),
      (
        #"{"carried_by": "rigth foot"}"#,
        ["carried_by", "found 'rigth foot'", "feet or right foot", "did you mean 'right foot'?"]
      ),
      (#"{"carried_by": "feet", "supports": []}"#, ["supports", "contradicts 'carried_by'"]),
      (#"{"supports": []}"#, ["supports", "empty", "at least one support"]),
      (#"{"supports": {}}"#, ["supports", "an object", "a list"]),
      (#"{"supports": [3]}"#, ["supports[0]", "a number", "an object"]),
      (
        #"{"supports": [{"landmark": "ischum", "friction": 0}]}"#,
        ["supports[0].landmark", "found 'ischum'", "did you mean 'ischium'?"]
      ),
      (#"{"supports": [{"landmark": "heel"}]}"#, ["supports[0].friction", "missing", "0 to 2"]),
      (
        #"{"supports": [{"landmark": "heel", "friction": -1}]}"#,
        ["friction", "out of range", "found '-1'", "0 to 2"]
      ),
      (
        #"{"supports": [{"landmark": "heel", "friction": 0}, {"landmark": "heel", "friction": 1, "sides": "left"}]}"#,
        ["supports[1].landmark", "supported twice", "heel"]
      ),
      (
        #"{"carried_by": "feet", "legs": {"knee_flexion_deg": 170}}"#,
        ["legs.knee_flexion_deg", "out of range", "found '170'", "-10 to 160 degrees"]
      ),
      (
        #"{"carried_by": "feet", "legs": {}, "left_leg": {}}"#,
        ["left_leg", "contradicts 'legs'"]
      ),
      (
        #"{"carried_by": "feet", "thorax_pitch_deg": 1, "lumbar_flexion_deg": 1}"#,
        ["lumbar_flexion_deg", "contradicts 'thorax_pitch_deg'"]
      ),
      (
        #"{"carried_by": "feet", "right_leg": {"ankle_dorsiflexion_deg": 1}}"#,
        ["right_leg.ankle_dorsiflexion_deg", "follows from the level floor"]
      ),
      (
        #"{"carried_by": "feet", "pelvic_tilt_deg": -100}"#,
        ["pelvic_tilt_deg", "no spine bends so far", "found '100'", "-60 to 90"]
      ),
      (#"{"carried_by": "feet", "hold": []}"#, ["hold", "only while a posture settles"]),
      (
        #"{"carried_by": "feet", "settles": true, "hold": ["lordose"]}"#,
        ["hold[0]", "no angle has this name", "did you mean 'lordosis'?"]
      ),
      (
        #"{"carried_by": "feet", "settles": true, "hold": ["levels", "levels"]}"#,
        ["hold[1]", "named twice"]
      ),
      (#"{"carried_by": "feet", "settles": 1}"#, ["settles", "a number", "true or false"]),
      (#"{"carried_by": "feet", "carried_by": "feet"}"#, ["carried_by", "twice"]),
      (#"{"carried_by": "feet", "hand_load_kg": "20"}"#, ["hand_load_kg", "without quotes"]),
      (#"[]"#, ["a list", "an object"]),
    ] as [(String, [String])]
  )
  func faults(text: String, words: [String]) throws {
    let found = try #require(message { _ = try Self.posture(text) }, "\(text)")
    #expect(!found.contains("\n"))
    for word in words { #expect(found.contains(word), "\(word) in \(found)") }
  }

  @Test("A file is analysed like a named posture; its numbers and its record are the same")
  func run() throws {
    let folder = try TemporaryFolder()
    let named = try CommandProcess.run([
      "posture", "holding-close", "--output", folder.file("named.csv"),
    ])
    #expect(named.code == 0)
    let sidecar = try json(try folder.text(of: "named.csv.json"))
    guard case .object(let members) = sidecar.root.content,
      case .object(let settings)? = members.first(where: { $0.key == "settings" })?.value.content,
      let record = settings.first(where: { $0.key == "posture" })?.value
    else {
      Issue.record("no posture in the record")
      return
    }
    let text = Array(try folder.text(of: "named.csv.json").utf8)[record.offset...]
    // The record ends where its braces close.
    var depth = 0
    var end = text.startIndex
    for (index, byte) in zip(text.indices, text) {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 {
        end = index
        break
      }
    }
    let file = try folder.write(String(decoding: text[...end], as: UTF8.self), to: "held.json")
    let read = try CommandProcess.run(["posture", file, "--levels", "L4-L5"])
    #expect(read.code == 0, "\(read.errors)")
    let table = CommandProcess.Outcome.rows(of: try folder.text(of: "named.csv"))
    let row = try #require(table.first { $0[5] == "L4-L5" })
    for (a, b) in zip(row, try #require(read.rows.last)) {
      guard let first = Double(a), let second = Double(b) else {
        #expect(a == b)
        continue
      }
      #expect(isClose(first, second, absolute: 1e-6, relative: 1e-8))
    }
  }

  @Test("The example of the page on postures is a posture, and a body can take it")
  func example() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("Sources/Posture/Posture.docc/Postures.md"),
      encoding: .utf8
    )
    let parts = page.components(separatedBy: "```json\n")
    let example = try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
    #expect(try Self.posture(example).name == "perched on a high stool")
    let piped = try CommandProcess.run(["posture", "-", "--levels", "L4-L5"], input: example)
    #expect(try piped.column("status") == ["ok"], "\(piped.errors)")
    let folder = try TemporaryFolder()
    let file = try folder.write(example, to: "stool.json")
    let table = try CommandProcess.run(["posture", file, "--levels", "L4-L5"])
    #expect(try table.column("status") == ["ok"], "\(table.errors)")
    for key in PostureFile.keys { #expect(page.contains("`\(key)`"), "\(key)") }
  }

  @Test("A posture that no body can take is refused before anything is written")
  func impossible() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      #"{"legs": {"thigh_elevation_deg": 90}, "supports": [{"landmark": "ischium", "friction": 0}]}"#,
      to: "stool.json"
    )
    let run = try CommandProcess.run(["posture", file, "--output", folder.file("t.csv")])
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("stool.json"))
    #expect(run.errors.contains("a support further forward is missing"))
    #expect(folder.names == ["stool.json"])
    let own = try CommandProcess.run(["posture", file, "--output", file])
    #expect(own.code == 2)
    let missing = try CommandProcess.run("posture nowhere/mine.json")
    #expect(missing.code == 2 && missing.errors.contains("nowhere/mine.json"))
  }

  @Test("Parameters that make a named posture impossible are named, too")
  func parameters() throws {
    let folder = try TemporaryFolder()
    let far = try folder.write(#"{"posture.holding_far.load_distance": 0.7}"#, to: "far.json")
    let run = try CommandProcess.run(["posture", "holding-far", "--parameters", far])
    #expect(run.code == 2)
    #expect(run.errors.contains("out of reach") && run.errors.contains("posture.holding_far"))
    let held = try CommandProcess.run("posture standing --hold levels,thorax-pitch")
    #expect(held.code == 2 && held.errors.contains("nothing is left to settle"))
  }

  @Test("An angle that is known is held at its value; what contradicts itself is named")
  func heldValues() throws {
    let tilted = try CommandProcess.run(
      "posture standing --hold pelvic-tilt=5 --hold thorax-pitch=0 --levels L4-L5 --stability off"
    )
    #expect(tilted.code == 0)
    let row = try #require(tilted.output.split(separator: "\n").last).split(separator: ",")
    #expect(row[1] == "5" && row[5] == "L4-L5")
    for (hold, words) in [
      ("pelvic-tilt=5,pelvic-tilt=8", ["named twice", "pelvic-tilt"]),
      ("pelvic-tilt=200", ["-45 to 60 degrees", "pelvic-tilt=200"]),
      ("pelvic-tilt=", ["no number", "pelvic-tilt="]),
      ("lordosis=60", ["takes no value", "lordosis=60"]),
      ("pelvic-tilt=5,levels", ["nothing is left to settle"]),
    ] {
      let run = try CommandProcess.run("posture standing --hold \(hold)")
      #expect(run.code == 2, "\(hold)")
      for word in words { #expect(run.errors.contains(word), "\(hold): \(run.errors)") }
    }
  }
}
