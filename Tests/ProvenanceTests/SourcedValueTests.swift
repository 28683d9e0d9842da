// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Provenance
import Testing

private let whittle = Reference(
  key: "levine1996",
  authors: "Levine D, Whittle MW",
  year: 1996,
  title: "The effects of pelvic movement on lumbar lordosis in the standing position",
  venue: "J Orthop Sports Phys Ther 24:130-135",
  doi: "10.2519/jospt.1996.24.3.130"
)
private let modelFile = Reference(
  key: "pose2sim",
  authors: "Pagnon D",
  year: 2022,
  title: "Pose2Sim",
  venue: "a repository",
  url: "https://example.org/model.osim"
)

private let values = [
  SourcedValue(
    0.95,
    "1",
    spread: .standardDeviation(0.1),
    population: "20 adults",
    from: .abstract(whittle)
  ),
  SourcedValue(0.1936, "m", from: .modelFile(modelFile, "Ps_L1_VB_r/optimal_fiber_length")),
  SourcedValue(
    1.1,
    "1",
    spread: .range(low: 1, high: 1.2),
    from: .chosen(because: "middle of the plateau")
  ),
  SourcedValue(
    1e6,
    "N/m2",
    from: .derived(from: whittle, "Table 1", method: "force over area")
  ),
  SourcedValue(3, "N m/rad", from: .paper(whittle, "Table 2")),
  SourcedValue(2, "kg", from: .dataset(modelFile, "row 3")),
  SourcedValue(2, "kg", from: .chosen(because: "rounded", informedBy: whittle, "Table 3")),
]

@Suite("Sourced values")
struct SourcedValueTests {
  @Test("A value survives a round trip through JSON", arguments: values)
  func roundTrip(value: SourcedValue) throws {
    let data = try JSONEncoder().encode(value)
    #expect(try JSONDecoder().decode(SourcedValue.self, from: data) == value)
  }

  @Test(
    "Units in SI symbols are known",
    arguments: ["m", "1", "N/m2", "N m/rad", "kg m2", "1/s", "Pa", "N s/m", "W/kg", "1/rad2"]
  )
  func knownUnits(unit: String) {
    #expect(SourcedValue.isSIUnit(unit))
  }

  @Test(
    "Units with prefixes, degrees or odd spelling are not known",
    arguments: [
      "", " ", "mm", "MPa", "deg", "cm2", "N/m/s", "N  m", "N m ", "N*m", "m1", "/s", "1 m", "m/1",
    ]
  )
  func unknownUnits(unit: String) {
    #expect(!SourcedValue.isSIUnit(unit))
  }

  @Test(
    "Bad JSON is refused with a message that names the fault",
    arguments: [
      (#"{"unit":"m","value":1,"source":{"reading":"chosen","because":" "}}"#, "reason"),
      (#"{"unit":"m","value":1,"source":{"reading":"chosen"}}"#, "because"),
      (#"{"unit":"m","value":1,"source":{"reading":"paper","locator":"Table 2"}}"#, "reference"),
      (#"{"unit":"mm","value":1,"source":{"reading":"chosen","because":"x"}}"#, "SI"),
      (#"{"unti":"m","value":1,"source":{"reading":"chosen","because":"x"}}"#, "unti"),
      (
        #"{"unit":"m","value":1,"spread":{"low":2,"high":3},"#
          + #""source":{"reading":"chosen","because":"x"}}"#, "range"
      ),
      (
        #"{"unit":"m","value":1,"spread":{"standardDeviation":-1},"#
          + #""source":{"reading":"chosen","because":"x"}}"#, "deviation"
      ),
      (
        #"{"unit":"m","value":1,"source":{"reading":"paper","locator":"","reference":"#
          + #"{"key":"a1","authors":"A","year":2000,"title":"T","venue":"V","doi":"10.1/x"}}}"#,
        "locator"
      ),
      (
        #"{"unit":"m","value":1,"source":{"reading":"paper","locator":"p. 1","reference":"#
          + #"{"key":"a1","authors":"A","year":2000,"title":"T","venue":"V"}}}"#, "neither doi"
      ),
      (
        #"{"unit":"m","value":1,"source":{"reading":"paper","because":"x","locator":"p. 1"}}"#,
        "only a chosen"
      ),
    ]
  )
  func refusesBadJSON(text: String, word: String) throws {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SourcedValue.self, from: Data(text.utf8))
    }
    #expect(String(describing: try #require(error)).contains(word))
  }

  @Test("A typed value without a locator or a reason stops the program")
  func typedFaultsStop() async {
    await #expect(processExitsWith: .failure) {
      _ = Source.chosen(because: "")
    }
    await #expect(processExitsWith: .failure) {
      _ = Source.paper(
        Reference(key: "a", authors: "A", year: 2000, title: "T", venue: "V", doi: "10.1/x"),
        " "
      )
    }
    await #expect(processExitsWith: .failure) {
      _ = SourcedValue(.nan, "m", from: .chosen(because: "x"))
    }
    await #expect(processExitsWith: .failure) {
      _ = SourcedValue(1, "deg", from: .chosen(because: "x"))
    }
    await #expect(processExitsWith: .failure) {
      _ = Reference(key: "a", authors: "A", year: 2000, title: "T", venue: "V")
    }
  }

  @Test("A source reads as one line")
  func descriptions() {
    #expect(values[0].source.description == "levine1996, abstract")
    #expect(values[2].source.description == "chosen: middle of the plateau")
    #expect(values[3].source.description == "levine1996, Table 1 (derived: force over area)")
    #expect(values[6].source.description == "chosen: rounded (see levine1996, Table 3)")
    #expect(values[2].source.isChosen && !values[0].source.isChosen)
  }
}
