// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Provenance
import Testing

@testable import PsoasCommand

@Suite("Tables and sidecars")
struct TableWriterTests {
  let columns = [
    TableColumn("subject", "who"), TableColumn("pelvic_tilt_deg", "anterior positive"),
    TableColumn("compression_N", "compression positive"), TableColumn("status", "ok or a fault"),
  ]

  func write(_ format: TableFormat) throws -> String {
    try printed { output in
      let writer = try TableWriter(columns, format: format, to: output)
      try writer.write("a, \"b\"")
      try writer.write(-0.0)
      try writer.write(450.25)
      try writer.write("ok")
      try writer.endRow()
      try writer.write("c")
      try writer.write(1e-7)
      try writer.write(Double.nan)
      try writer.writeEmpty()
      try writer.endRow()
      try writer.endTable()
      #expect(writer.rowCount == 2)
    }
  }

  @Test("CSV quotes what needs it, empties what failed and has no minus zero")
  func csvTable() throws {
    #expect(
      try write(.csv).split(separator: "\n", omittingEmptySubsequences: false) == [
        "subject,pelvic_tilt_deg,compression_N,status", "\"a, \"\"b\"\"\",0,450.25,ok",
        "c,1e-07,,", "",
      ]
    )
  }

  @Test("JSON is one object a row with the same names and null for empty cells")
  func jsonTable() throws {
    #expect(
      try write(.json) == """
        [
        {"subject":"a, \\"b\\"","pelvic_tilt_deg":0,"compression_N":450.25,"status":"ok"},
        {"subject":"c","pelvic_tilt_deg":1e-07,"compression_N":null,"status":null}
        ]

        """
    )
  }

  @Test("A table without rows is whole")
  func emptyTable() throws {
    for (format, text) in [(TableFormat.csv, "a\n"), (.json, "[\n]\n")] {
      let found = try printed { output in
        try TableWriter([TableColumn("a", "")], format: format, to: output).endTable()
      }
      #expect(found == text)
    }
  }

  @Test("Rows with too few or too many cells are a fault of the program")
  func wrongCount() async {
    await #expect(processExitsWith: .failure) {
      let output = ByteOutput(descriptor: 1, name: "x")
      try TableWriter([TableColumn("a", ""), TableColumn("b", "")], format: .csv, to: output)
        .endRow()
    }
    await #expect(processExitsWith: .failure) {
      let output = ByteOutput(descriptor: 1, name: "x")
      let writer = try TableWriter([TableColumn("a", "")], format: .csv, to: output)
      try writer.write(1)
      try writer.write(2)
    }
  }

  @Test("The unit of a column is the last word of its name")
  func units() {
    #expect(columns.map(\.unit) == ["", "deg", "N", ""])
    #expect(TableColumn("flexion_moment_Nm", "").unit == "N m")
    #expect(TableColumn("disc_pressure_MPa", "").unit == "MPa")
    #expect(TableColumn("N", "").unit == "")
  }

  @Test("A sidecar is sorted, complete and the same every time")
  func sidecar() throws {
    var sidecar = Sidecar()
    sidecar.columns = [columns[2]]
    sidecar.versions = ["psoas": "0.1.0", "blas": "x"]
    sidecar.settings = ["stability": .flag(true), "from": .number(-10), "levels": .list([])]
    sidecar.seed = .max
    sidecar.assumed = ["sex": .text("male"), "pelvic_incidence_deg": .null]
    sidecar.notes = ["column 'x' was ignored"]
    sidecar.sources = Bibliography([
      Reference(key: "a2000", authors: "A", year: 2000, title: "T", venue: "V", doi: "10.1/x")
    ])
    let text = try printed { try sidecar.write(to: $0) }
    #expect(
      text == """
        {
          "assumed": {
            "pelvic_incidence_deg": null,
            "sex": "male"
          },
          "columns": [
            {
              "meaning": "compression positive",
              "name": "compression_N",
              "unit": "N"
            }
          ],
          "notes": [
            "column 'x' was ignored"
          ],
          "schemaVersion": 1,
          "seed": "18446744073709551615",
          "settings": {
            "from": -10,
            "levels": [],
            "stability": true
          },
          "sources": [
            {
              "authors": "A",
              "doi": "10.1/x",
              "key": "a2000",
              "title": "T",
              "venue": "V",
              "year": 2000
            }
          ],
          "versions": {
            "blas": "x",
            "psoas": "0.1.0"
          }
        }

        """
    )
    _ = try json(text)
    #expect(Sidecar.path(for: "table.csv") == "table.csv.json")
  }
}
