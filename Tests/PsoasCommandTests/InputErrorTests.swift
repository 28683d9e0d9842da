// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Testing

@testable import PsoasCommand

@Suite("Input errors and near misses")
struct InputErrorTests {
  @Test("An error is one line with file, line, field, fault, finding, rule and remedy")
  func wholeMessage() {
    let error = InputError(
      file: "people.csv",
      line: 7,
      column: 3,
      field: "mass_kg",
      "the value is out of range",
      found: "-70",
      allowed: "30 to 250 kg",
      remedy: "check the sign"
    )
    #expect(
      error.description
        == "people.csv:7:3: mass_kg: the value is out of range; found '-70'; "
        + "expected 30 to 250 kg; check the sign"
    )
    #expect(
      InputError(field: "--step", "the step is zero").description == "--step: the step is zero"
    )
  }

  @Test("Control characters cannot break the line, and long findings are cut")
  func printable() {
    let text = InputError("x", found: "a\nb\u{1B}[31m\r\t" + String(repeating: "z", count: 500))
      .description
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
    #expect(text.contains("a\\nb\\u{1b}[31m\\r\\t"))
    #expect(text.count < 200)
  }

  @Test("Ranges print the fewest digits")
  func range() {
    #expect(InputError.range(0.5...2.5, unit: "m") == "0.5 to 2.5 m")
    #expect(InputError.range(-20...30, unit: "") == "-20 to 30")
  }

  @Test(
    "The edit distance counts inserted, deleted, replaced and swapped characters",
    arguments: [
      ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("abc", "abd", 1), ("abc", "acb", 1),
      ("kitten", "sitting", 3), ("mass_kg", "mas_kg", 1), ("abcdef", "badcfe", 3),
    ]
  )
  func editDistance(left: String, right: String, distance: Int) {
    #expect(NearMiss.editDistance(Array(left.utf8), Array(right.utf8)) == distance)
    #expect(NearMiss.editDistance(Array(right.utf8), Array(left.utf8)) == distance)
  }

  @Test(
    "A slip finds its name, another word finds none",
    arguments: [
      ("heigth_m", "height_m"), ("Height-M", "height_m"), ("mass kg", "mass_kg"),
      ("mass", "mass_kg"), ("pelvic_incidence", "pelvic_incidence_deg"), ("sxe", "sex"),
      ("weight_kg", nil), ("status", nil), ("se", "sex"), ("x", nil), ("pelvic_radius", nil),
    ] as [(String, String?)]
  )
  func nearMiss(text: String, name: String?) {
    let known = ["sex", "height_m", "mass_kg", "pelvic_incidence_deg", "sacral_slope_deg"]
    #expect(NearMiss.name(for: text, among: known) == name)
  }
}
