// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The picture of a sweep of tilt: pressure at each level, and the split of one level beside it.
struct TiltFigure {
  private let levels: [LumbarLevel]
  private let splitLevel: LumbarLevel
  private var tilts: [Double] = []
  private var pressures: [[Double]]
  private var parts = [[Double]](repeating: [], count: LoadPart.count)

  /// Starts a picture of some levels, from the top, with the split of one.
  init(levels: [LumbarLevel], splitting splitLevel: LumbarLevel) {
    self.levels = levels
    self.splitLevel = splitLevel
    pressures = Array(repeating: [], count: levels.count)
  }

  /// Adds one posture; one that failed makes a gap.
  mutating func add(_ solution: borrowing PostureSolution) {
    let isSound = solution.status == .ok
    tilts.append(People.degrees(solution.pelvicTilt))
    for (index, level) in levels.enumerated() {
      pressures[index].append(isSound ? solution[level].pressure * 1e-6 : .nan)
    }
    for part in LoadPart.ofStanding {
      let value = solution[splitLevel].compressionParts[part]
      parts[part.rawValue].append(isSound ? value : .nan)
    }
  }

  /// The picture as an SVG document.
  func svg(caption: String) -> String {
    // A falling sweep is drawn from left to right as well.
    let order = tilts.indices.sorted { tilts[$0] < tilts[$1] }
    func sorted(_ values: [Double]) -> [Double] { order.map { values[$0] } }
    let xAxis = ChartAxis("Pelvic tilt, forward positive", unit: "deg")
    let lines = LineChart(
      title: "Pressure in the nucleus of each disc",
      xAxis: xAxis,
      yAxis: ChartAxis("Pressure", unit: "MPa", includesZero: true),
      series: zip(levels, pressures).map { level, values in
        LineSeries(
          level.name,
          x: sorted(tilts),
          y: sorted(values),
          // The same level has the same style whichever others are shown.
          style: .numbered(LumbarLevel.count - 1 - level.rawValue)
        )
      },
      references: [ReferenceLine("neutral", at: 0, .vertical)]
    )
    let areas = StackedAreas(
      title: "Compression at \(splitLevel.name) by what causes it",
      xAxis: xAxis,
      yAxis: ChartAxis("Compression", unit: "N"),
      x: sorted(tilts),
      layers: LoadPart.ofStanding
        .filter { part in parts[part.rawValue].contains { $0.isFinite && $0 != 0 } }
        .map { StackLayer(Self.name(of: $0), sorted(parts[$0.rawValue])) },
      totalName: "whole load"
    )
    return Figure(
      title: "Load of the lumbar discs against pelvic tilt",
      caption: caption,
      rows: [[.lines(lines), .areas(areas)]],
      width: 1060,
      rowHeight: 400
    ).svg()
  }

  private static func name(of part: LoadPart) -> String {
    switch part {
    case .gravity: "weight"
    case .psoas: "psoas"
    case .extensor: "back extensors"
    case .abdominal: "abdominals"
    case .otherMuscle: "other muscles"
    case .passive: "ligaments"
    case .abdominalPressure: "abdominal pressure"
    case .external: "loads and supports"
    case .inertia: "inertia"
    }
  }
}
