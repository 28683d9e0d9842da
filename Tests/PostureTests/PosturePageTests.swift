// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import Posture
import Provenance
import Testing

/// The table of the page on postures is what the postures and their parameters say.
@Suite("The page on postures")
struct PosturePageTests {
  /// The row of a posture: name, what it is, what carries it, what settles, what is read, what is
  /// chosen.
  static func row(of named: NamedPosture) -> String {
    let posture = named.posture(in: ModelParameters())
    var read: [(key: String, fields: [String])] = []
    var chosen: [String] = []
    for definition in ParameterCatalogue.standard.definitions
    where definition.name.hasPrefix(named.parameterPrefix + ".") {
      let field = String(definition.name.dropFirst(named.parameterPrefix.count + 1))
      let source = definition.standard.source
      if !source.isChosen, let key = source.reference?.key {
        if let place = read.firstIndex(where: { $0.key == key }) {
          read[place].fields.append(field)
        } else {
          read.append((key, [field]))
        }
      } else {
        chosen.append(field)
      }
    }
    let cells = [
      named.name, named.summary, carrier(posture), settling(posture),
      read.map { "\($0.fields.joined(separator: ", ")) (\($0.key))" }.joined(separator: "; "),
      chosen.joined(separator: ", "),
    ]
    return "| " + cells.map { $0.isEmpty ? "-" : $0 }.joined(separator: " | ") + " |"
  }

  private static func carrier(_ posture: BodyPosture) -> String {
    switch posture.carrier {
    case .feet(let feet): return feet.count == 2 ? "feet" : "right foot"
    case .supports(let supports):
      return supports.map { support in
        support.landmark.rawValue
          + (support.sides.count == 2 ? "" : " \(support.sides[0].rawValue)")
      }.joined(separator: ", ")
    }
  }

  private static func settling(_ posture: BodyPosture) -> String {
    guard posture.settles else { return "nothing" }
    if posture.held.contains(.pelvicTilt) { return "levels" }
    return "pelvis and levels" + (posture.held.isEmpty ? "" : ", thorax held")
  }

  private static var page: String {
    get throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      return try String(
        contentsOf: root.appendingPathComponent("Sources/Posture/Posture.docc/Postures.md"),
        encoding: .utf8
      )
    }
  }

  @Test("Every posture has its row, in the order of the list")
  func table() throws {
    let rows = try Self.page.split(separator: "\n").filter { line in
      NamedPosture.all.contains { line.hasPrefix("| \($0.name) |") }
    }
    let expected = NamedPosture.all.map(Self.row(of:))
    let words = "the page should hold:\n" + expected.joined(separator: "\n")
    #expect(rows.map(String.init) == expected, "\(words)")
  }

  @Test("Every place that can carry the body is named")
  func landmarks() throws {
    let page = try Self.page
    for landmark in Landmark.allCases { #expect(page.contains("`\(landmark.rawValue)`")) }
  }
}
