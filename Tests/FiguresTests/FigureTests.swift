// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Testing

@testable import Figures

/// Figures of every kind, with gaps, mixed signs and texts that need care.
enum Gallery {
  static let positions = (0...25).map { Double($0) - 10 }
  static let levels = ["T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"]

  static var lines: LineChart {
    var series = levels.enumerated().map { index, name in
      LineSeries(
        name,
        x: positions,
        y: positions.map { 0.36 + 0.04 * Double(index) + 0.001 * $0 * $0 },
        low: positions.map { 0.3 + 0.04 * Double(index) + 0.001 * $0 * $0 },
        high: positions.map { 0.4 + 0.04 * Double(index) + 0.001 * $0 * $0 }
      )
    }
    series.append(
      LineSeries(
        "measured",
        x: [0, 5],
        y: [0.5, .nan],
        low: [0.45, 0],
        high: [0.55, .infinity],
        style: SeriesStyle(color: .vermillion, marker: .diamond, width: 0)
      )
    )
    return LineChart(
      title: "Pressure <in> \"discs\" & more",
      xAxis: ChartAxis("Pelvic tilt", unit: "deg"),
      yAxis: ChartAxis("Pressure", unit: "MPa", includesZero: true),
      series: series,
      references: [
        ReferenceLine("neutral", at: 0, .vertical), ReferenceLine("late", at: 15, .vertical),
        ReferenceLine("0.50 MPa", at: 0.5, .horizontal),
        ReferenceLine("nowhere", at: .nan, .horizontal),
      ]
    )
  }

  static var areas: StackedAreas {
    StackedAreas(
      title: "Split",
      xAxis: ChartAxis("Pelvic tilt", unit: "deg"),
      yAxis: ChartAxis("Compression", unit: "N"),
      x: positions,
      layers: [
        StackLayer("gravity", positions.map { _ in 330 }),
        StackLayer("psoas", positions.map { $0 == 3 ? .nan : 12 + $0 }),
        StackLayer("passive tissue", positions.map { -2 * $0 }),
        StackLayer("abdominal pressure", positions.map { _ in -40 }),
      ],
      totalName: "total"
    )
  }

  static var bars: StackedBars {
    StackedBars(
      title: "Per level",
      categoryTitle: "Level",
      categories: levels,
      yAxis: ChartAxis("Compression", unit: "N"),
      layers: [
        StackLayer("gravity", [300, 310, 320, .nan, 340, 350]),
        StackLayer("passive tissue", [20, 10, -10, 0, -20, -30]),
      ],
      totalName: "total"
    )
  }

  static var heatMap: HeatMap {
    HeatMap(
      title: "Moment arms",
      columnTitle: "Hip flexion (deg)",
      columns: ["-20", "0", "20"],
      rowTitle: "Level",
      rows: levels,
      values: levels.indices.map { row in
        [Double(row), row == 2 ? .nan : -1.5, Double(3 * row)]
      },
      valueTitle: "Moment arm (mm)",
      decimals: 1
    )
  }

  static var skeleton: SkeletonPlot {
    func point(_ anterior: Double, _ superior: Double) -> SagittalPoint {
      SagittalPoint(anterior: anterior, superior: superior)
    }
    return SkeletonPlot(
      title: "Spine",
      shapes: [
        SkeletonShape(
          .bone,
          name: "L5",
          points: [point(0, 0), point(0.03, 0), point(0.03, 0.03), point(0, 0.03)]
        ),
        SkeletonShape(.discPlane, points: [point(0, -0.01), point(0.03, -0.01)]),
        SkeletonShape(
          .muscle,
          name: "psoas major",
          points: [point(0.02, 0.02), point(0.05, -0.2)],
          weight: 1
        ),
        SkeletonShape(.curve, points: [point(0, 0), point(.nan, 0.1), point(0.1, 0.2)]),
        SkeletonShape(.joint, name: "joint", points: [point(0.01, -0.01)]),
        SkeletonShape(.force, name: "600 N", points: [point(0.02, 0.1), point(0.02, 0.03)]),
      ]
    )
  }

  static var whole: Figure {
    Figure(
      title: "Everything",
      caption: String(repeating: "A caption of many words. ", count: 20),
      rows: [
        [.lines(lines), .areas(areas)], [.bars(bars), .heatMap(heatMap), .skeleton(skeleton)],
      ]
    )
  }

  /// Figures at sizes and with data that press on the layout.
  static var awkward: [Figure] {
    let wide = ChartAxis(
      "A name of an axis that is so long that it has to be broken into more than one line",
      unit: "N"
    )
    let flat = LineChart(
      title: "A title that is much too long for the narrow panel that it stands over",
      xAxis: wide,
      yAxis: wide,
      series: [LineSeries("constant", x: [1, 2], y: [1234.5678, 1234.5678])]
    )
    let empty = LineChart(
      title: "",
      xAxis: ChartAxis("x"),
      yAxis: ChartAxis("y"),
      series: []
    )
    let huge = LineChart(
      title: "Huge",
      xAxis: ChartAxis("x"),
      yAxis: ChartAxis("y"),
      series: [LineSeries("h", x: [-1e99, 1e99], y: [-1e99, .infinity])]
    )
    let tiny = LineChart(
      title: "Tiny",
      xAxis: ChartAxis("x"),
      yAxis: ChartAxis("y"),
      series: [LineSeries("t", x: [0, 1e-9, 2e-9], y: [1e-12, .nan, 3e-12])]
    )
    let fixed = LineChart(
      title: "Fixed",
      xAxis: ChartAxis("x", range: 0...1),
      yAxis: ChartAxis("y", range: 0...1),
      series: [LineSeries("beyond", x: [-1, 0.5, 2], y: [0.5, 9, 0.5])]
    )
    let noNumbers = SkeletonPlot(
      title: "None",
      shapes: [SkeletonShape(.joint, points: [])]
    )
    return [
      Figure(rows: [[.lines(flat)]], width: 270, rowHeight: 180),
      Figure(rows: [[.lines(flat), .areas(Gallery.areas)]], width: 540, rowHeight: 180),
      Figure(rows: [[.lines(empty), .skeleton(noNumbers)]]),
      Figure(rows: [[.lines(huge), .lines(tiny)], [.lines(fixed)]]),
      Figure(
        rows: [
          [
            .bars(
              StackedBars(
                title: "",
                categories: [],
                yAxis: ChartAxis("y"),
                layers: [StackLayer("a", [])]
              )
            ),
            .heatMap(HeatMap(title: "", columns: [], rows: [], values: [], valueTitle: "v")),
          ]
        ]),
      Figure(rows: []),
    ]
  }
}

@Suite("Figures")
struct FigureTests {
  @Test("A figure is well-formed and the same every time")
  func deterministic() throws {
    let document = Gallery.whole.svg()
    #expect(document == Gallery.whole.svg())
    let drawing = try ParsedDrawing(document)
    #expect(drawing.elements.first?.name == "svg")
    #expect(drawing.all("title").map(\.text) == ["Everything"])
    #expect(drawing.all("desc").count == 1)
  }

  @Test("Every word of a figure is a text")
  func texts() throws {
    let texts = Set(try ParsedDrawing(Gallery.whole.svg()).texts)
    let expected =
      [
        "Everything", "Pressure <in> \"discs\" & more", "Pelvic tilt (deg)", "Pressure (MPa)",
        "measured", "neutral", "late", "0.50 MPa", "Split", "Compression (N)", "gravity", "psoas",
        "passive tissue", "abdominal pressure", "total", "Per level", "Level", "Moment arms",
        "Hip flexion (deg)", "Moment arm (mm)", "−1.5", "15.0", "Spine", "L5", "psoas major",
        "joint", "600 N", "100 mm", "anterior →", "−10", "0.2",
      ] + Gallery.levels
    for text in expected { #expect(texts.contains(text), "\(text)") }
    #expect(!texts.contains("nowhere"))
  }

  @Test("Nothing lies outside the drawing", arguments: 0...6)
  func inside(index: Int) throws {
    let figure = ([Gallery.whole] + Gallery.awkward)[index]
    let drawing = try ParsedDrawing(figure.svg())
    let size = drawing.size
    // Half the width of the widest stroke, and the rounding of coordinates.
    let margin = 2.0
    for (word, frame) in drawing.boxes {
      #expect(
        frame.left >= -margin && frame.top >= -margin && frame.right <= size.width + margin
          && frame.bottom <= size.height + margin,
        "\(word): \(frame) in \(size)"
      )
    }
  }

  @Test("Texts do not touch each other")
  func apart() throws {
    let drawing = try ParsedDrawing(Gallery.whole.svg())
    // A text may reach into another's leading by this much, in pixels: the metrics are rounded up.
    let slack = 1.5
    let texts = Set(drawing.texts)
    let boxes = drawing.boxes.filter { texts.contains($0.word) }
    for (index, one) in boxes.enumerated() {
      for other in boxes[(index + 1)...] {
        let isApart =
          one.frame.right <= other.frame.left + slack || other.frame.right <= one.frame.left + slack
          || one.frame.bottom <= other.frame.top + slack
          || other.frame.bottom <= one.frame.top + slack
        #expect(isApart, "'\(one.word)' and '\(other.word)'")
      }
    }
  }

  @Test("Numbers that are not finite make gaps and never reach the document")
  func gaps() throws {
    let chart = LineChart(
      title: "",
      xAxis: ChartAxis("x"),
      yAxis: ChartAxis("y"),
      series: [
        LineSeries(
          "a",
          x: [0, 1, 2, 3, 4, 5, 6],
          y: [1, 2, .nan, 3, 4, .infinity, 5],
          style: SeriesStyle(color: .blue)
        )
      ]
    )
    let document = Figure(rows: [[.lines(chart)]]).svg()
    let lines = try ParsedDrawing(document).all("polyline")
      .filter { $0.attributes["stroke"] == FigureColor.blue.hex }
    // Two runs of two samples; a lone sample has no line.
    #expect(lines.count == 2)
    let areas = try ParsedDrawing(Figure(rows: [[.areas(Gallery.areas)]]).svg()).all("polygon")
    // Gravity, psoas and abdominal pressure have a strip on each side of the broken sample; the
    // passive tissue has two on the left, where it changes sign, and one on the right.
    #expect(areas.count == 9)
    for figure in [Gallery.whole] + Gallery.awkward {
      let text = figure.svg().lowercased()
      #expect(!text.contains("\"nan") && !text.contains("nan,") && !text.contains("inf\""))
    }
  }

  @Test("Characters that XML cannot hold do not break the document")
  func escaping() throws {
    let title = "a\u{0}b\u{1B}c & <d> 'e' \"f\" \u{FFFE} 𝛼 ]]>"
    let drawing = try ParsedDrawing(Figure(title: title, rows: []).svg())
    #expect(
      drawing.texts == [
        "a b c & <d> 'e' \"f\"   𝛼 ]]>".split(separator: " ").joined(separator: " ")
      ]
        || drawing.texts == ["a b c & <d> 'e' \"f\"   𝛼 ]]>"]
    )
  }

  @Test("Data that do not fit together are a fault of the program")
  func mismatched() async {
    await #expect(processExitsWith: .failure) {
      _ = LineSeries("a", x: [1, 2], y: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = LineSeries("a", x: [1], y: [1], low: [0])
    }
    await #expect(processExitsWith: .failure) {
      _ = Figure(rows: [[.skeleton(Gallery.skeleton)]], width: 100)
    }
  }
}
