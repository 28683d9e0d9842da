// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

@testable import PsoasCommand

@Suite("Options on the tissue of the levels")
struct TissueOptionTests {
  private func compression(_ line: String) throws -> Double {
    let outcome = try CommandProcess.run(
      "tilt --from 10 --to 10 --levels L4-L5 --stability off " + line
    )
    #expect(outcome.code == 0, "\(outcome.errors)")
    let row = try #require(outcome.rows.last)
    return try #require(Double(row[6]))
  }

  @Test(
    "Levels that stiffen under load are loaded more in extension; a hold of flexion does not act there"
  )
  func options() throws {
    let usual = try compression("")
    #expect(try compression("--load-stiffening off --held 0") == usual)
    #expect(try compression("--load-stiffening on") > usual + 20)
    #expect(isClose(try compression("--held 20"), usual, absolute: 0, relative: 0.01))
  }

  @Test("A time that nobody holds is refused")
  func wrongTime() throws {
    for value in ["-1", "601", "nan"] {
      let outcome = try CommandProcess.run(["tilt", "--held", value])
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("--held"), "\(outcome.errors)")
    }
  }

  @Test("The file beside a posture's table holds the facets' part of each compression")
  func facets() throws {
    let folder = try TemporaryFolder()
    let outcome = try CommandProcess.run([
      "posture", "standing-extended", "--levels", "L4-L5", "--output", folder.file("t.csv"),
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try folder.text(of: "t.csv.json")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let record = try #require(object as? [String: Any])
    let results = try #require(record["results"] as? [String: Any])
    let facets = try #require(results["facet_compression_N"] as? [String: [String: Double]])
    let table = CommandProcess.Outcome.rows(of: try folder.text(of: "t.csv"))
    let row = try #require(table.last)
    let whole = try #require(Double(row[6]))
    // Extended beyond neutral standing the share is that of the erect posture.
    let part = try #require(facets["default"]?["L4-L5"])
    #expect(isClose(part, 0.16 * whole, absolute: 0, relative: 1e-12))
  }

  @Test("Numbers in messages have their decimals")
  func fixedText() {
    #expect(FixedText.text(0.5, decimals: 2) == "0.50")
    #expect(FixedText.text(1234.5678, decimals: 1) == "1234.6")
    #expect(FixedText.text(2, decimals: 1, sign: true) == "+2.0")
    #expect(FixedText.text(-0.04, decimals: 1, sign: true) == "-0.0")
    #expect(FixedText.text(1e300, decimals: 0).count == 301)
  }
}
