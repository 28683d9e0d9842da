// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LumbarSpine

extension Settling {
  /// Orthonormal directions of free coordinates that change nothing that is held.
  static func directions(
    _ free: [Int],
    in places: PostureCoordinates,
    holding held: Set<HeldAngle>
  ) -> [[Double]] {
    let count = free.count
    func row(_ coordinates: [Int]) -> [Double] {
      free.map { coordinates.contains($0) ? 1 : 0 }
    }
    func levels(_ axis: Int) -> [Int] {
      (0..<LumbarLevel.count).map { places.lumbar[3 * $0 + axis] }
    }
    var rows: [[Double]] = []
    if held.contains(.pelvicTilt) { rows.append(row([places.pelvis[0]])) }
    if held.contains(.levels) { rows += levels(0).map { row([$0]) } }
    if held.contains(.lordosis) { rows.append(row(Array(levels(0).dropLast()))) }
    if held.contains(.thoraxPitch) {
      rows += (0..<3).map { row([places.pelvis[$0]] + levels($0)) }
    }
    var kept: [[Double]] = []
    var basis: [[Double]] = []
    for (place, vector) in (rows + free.map { row([$0]) }).enumerated() {
      var rest = vector
      for other in kept + basis {
        let overlap = zip(rest, other).reduce(0) { $0 + $1.0 * $1.1 }
        for i in 0..<count { rest[i] -= overlap * other[i] }
      }
      let norm = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 1e-9 else { continue }
      let unit = rest.map { $0 / norm }
      if place < rows.count { kept.append(unit) } else { basis.append(unit) }
    }
    return basis
  }
}
