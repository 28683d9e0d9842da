// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats
import TestSupport
import Testing

@Suite("Marker tables")
struct MarkerTableTests {
  private static func text(units: String = "mm", frames: Int = 2, rows: String) -> String {
    "PathFileType\t4\t(X/Y/Z)\twalk.trc\n"
      + "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
      + "OrigNumFrames\n60.00\t60.00\t  \(frames)\t2\t\(units)\t60.00\t1\t2\n"
      + "Frame#\tTime\tR.ASIS\t\t\tL.ASIS\t\t\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n\n" + rows
  }

  @Test func placesAreInMetresAndGapsAreNil() throws {
    let rows = "1\t0.0\t1000\t2\t-3\t\t\t\n2\t0.0167\t1001\t2\t-3\t4\t5\t6\t\n"
    let table = try MarkerTable(parsing: Array(Self.text(rows: rows).utf8))
    #expect(table.dataRate == 60)
    #expect(table.times == [0, 0.0167])
    #expect(table.markers.map(\.name) == ["R.ASIS", "L.ASIS"])
    #expect(table["R.ASIS"]?.positions[0] == SIMD3(1, 0.002, -0.003))
    #expect(table["L.ASIS"]?.positions[0] == nil)
    #expect(table["L.ASIS"]?.positions[1] == SIMD3(0.004, 0.005, 0.006))
  }

  @Test(arguments: [
    (text(units: "feet", rows: "1\t0\t1\t2\t3\t4\t5\t6\n"), DocumentError.Code.unsupported, 3),
    (text(frames: 5, rows: "1\t0\t1\t2\t3\t4\t5\t6\n"), .inconsistent, 7),
    (text(rows: "1\t0\t1\t2\t3\t4\t5\t6\n2\t0\t1\t2\t3\t4\t5\t6\n"), .invalidValue, 8),
    (text(rows: "1\t0\t1\t\t3\t4\t5\t6\n"), .invalidValue, 7),
    (text(rows: "1\t0\t1\t2\t3\t4\t5\t6\t7\n"), .inconsistent, 7),
    (text(rows: ""), .missing, 6),
    ("time a\n0 1\n", .unsupported, 1),
  ])
  func mistakesHaveTheirPlace(text: String, code: DocumentError.Code, line: Int) {
    let error = #expect(throws: DocumentError.self) {
      try MarkerTable(parsing: Array(text.utf8), path: "walk.trc")
    }
    #expect(error?.code == code)
    #expect(error?.line == line)
  }

  @Test func cutTextsNeverCrash() {
    let whole = Array(Self.text(rows: "1\t0.0\t1000\t2\t-3\t\t\t\n").utf8)
    for length in 0..<whole.count { _ = try? MarkerTable(parsing: Array(whole.prefix(length))) }
  }
}
