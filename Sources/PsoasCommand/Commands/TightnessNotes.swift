// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// What a reader of one person's table should know: the changes, and what is missing.
struct TightnessNotes {
  private static let level = LumbarLevel.l4l5

  let postures: [NamedPosture]
  let settled: [[TightPosture]]
  let bands: [[TightnessBand]]?
  let tested: [TestedTissue]
  /// The first posture with the last tissue in every form of the model.
  let forms: [(name: String, settled: TightPosture)]

  /// The notes, one line each.
  var lines: [String] {
    postures.indices.compactMap(change) + [spread].compactMap { $0 } + testFaults
  }

  /// The least and the greatest result over the forms of the model.
  private var spread: String? {
    let sound = forms.filter { $0.settled.solution.status == .ok }
    func range(_ unit: String, _ decimals: Int, _ value: (PostureSolution) -> Double) -> String? {
      let values = sound.map { (name: $0.name, value: value($0.settled.solution)) }
      guard let least = values.min(by: { $0.value < $1.value }),
        let most = values.max(by: { $0.value < $1.value })
      else { return nil }
      let text = [least, most].map {
        "\(FixedText.text($0.value, decimals: decimals)) \(unit) (\($0.name))"
      }
      return text.joined(separator: " to ")
    }
    guard
      let tilt = range("degrees", 1, { Angle.inDegrees($0.pelvicTilt) }),
      let compression = range("N", 0, { $0[Self.level].compression }),
      let pressure = range("MPa", 2, { $0[Self.level].pressure * 1e-6 })
    else { return nil }
    let failed = forms.filter { $0.settled.solution.status != .ok }.map(\.name)
    return
      "\(postures[0].name), last tissue, over \(sound.count) forms of the model (--forms prints "
      + "them): tilt \(tilt), \(Self.level.name) compression \(compression), pressure \(pressure)"
      + (failed.isEmpty ? "" : "; not held: \(failed.joined(separator: ", "))")
  }

  /// The change from the first tissue to the last in one posture, each model compared with itself.
  private func change(in posture: Int) -> String? {
    let rows = settled[posture]
    guard rows.count > 1, let first = rows.first, let last = rows.last,
      first.solution.status == .ok, last.solution.status == .ok
    else { return nil }
    let band = bands.map { $0[posture][rows.count - 1].change(from: $0[posture][0]) }
    func words(
      _ name: String,
      _ unit: String,
      _ value: Double,
      _ band: ResultBand?,
      _ factor: Double
    )
      -> String
    {
      func text(_ value: Double) -> String {
        FixedText.text(factor * value, decimals: 1, sign: true)
      }
      let range = band.map { " (\(text($0.low)) to \(text($0.high)))" } ?? ""
      return "\(name) \(text(value)) \(unit)\(range)"
    }
    let place = LumbarLevel.count - 1 - Self.level.rawValue
    let inDegrees = Angle.inDegrees(1)
    return "\(postures[posture].name), first to last tissue: "
      + [
        words(
          "tilt",
          "degrees",
          last.solution.pelvicTilt - first.solution.pelvicTilt,
          band?.pelvicTilt,
          inDegrees
        ),
        words(
          "lordosis",
          "degrees",
          last.solution.lumbarLordosis - first.solution.lumbarLordosis,
          band?.lumbarLordosis,
          inDegrees
        ),
        words(
          "\(Self.level.name) compression",
          "N",
          last.solution[Self.level].compression - first.solution[Self.level].compression,
          band?.compression[place],
          1
        ),
      ].joined(separator: ", ")
      + (band.map { "; 5th to 95th percentile of \($0.count) members, each against itself" } ?? "")
  }

  /// Tests without a result, each once.
  private var testFaults: [String] {
    var lines: [String] = []
    for tissue in tested {
      for (side, test) in zip(Muscle.Side.allCases, tissue.tests) {
        guard case .failure(let error) = test else { continue }
        let percent = LoadTable.rounded(100 * tissue.tissue[side].shortening)
        lines.append("\(NumberText.text(of: percent)) % shorter, side \(side.rawValue): \(error)")
      }
    }
    return lines
  }
}
