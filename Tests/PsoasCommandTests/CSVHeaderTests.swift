// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Testing

@testable import PsoasCommand

@Suite("CSV header")
struct CSVHeaderTests {
  let known = [
    KnownColumn("subject", aliases: ["name"]),
    KnownColumn("pelvic_incidence_deg", aliases: ["pelvic_incidence"], isRequired: true),
    KnownColumn("radiographic_pelvic_tilt_deg", aliases: ["pelvic_tilt"]),
    KnownColumn("mass_kg"),
  ]

  @Test("Known columns are found by name or alias in any order; others are handed back")
  func match() throws {
    let match = try csv("pelvic_radius,pelvic_tilt,,pelvic_incidence,status\n1,2,3,4,5")
      .header.match(known)
    #expect(match.positions == [nil, 3, 1, nil])
    #expect(match.ignored == ["pelvic_radius", "column 3, which has no name", "status"])
  }

  @Test(
    "A near miss, a doubled quantity or a missing column stops the run",
    arguments: [
      (
        "pelvic_incidense_deg,mass_kg\n",
        "t.csv:1: pelvic_incidense_deg: the column is not known; did you mean "
          + "'pelvic_incidence_deg'?"
      ),
      (
        "pelvic_incidence,Mass\n", "t.csv:1: Mass: the column is not known; did you mean 'mass_kg'?"
      ),
      (
        "pelvic_incidence,x,pelvic_incidence_deg\n",
        "t.csv:1: pelvic_incidence_deg: the column means the same as 'pelvic_incidence'"
      ),
      ("subject,x\n", "t.csv:1: pelvic_incidence_deg: the column is missing; found 'subject,x'"),
    ]
  )
  func refused(text: String, words: String) throws {
    let found = try #require(message { _ = try csv(text).header.match(known) })
    #expect(found.hasPrefix(words), "\(found)")
  }

  @Test("A name near a column that is there is only unknown")
  func nearPresent() throws {
    let match = try csv("pelvic_incidence_deg,mass_kg,mass_k\n").header.match(known)
    #expect(match.ignored == ["mass_k"])
  }
}
