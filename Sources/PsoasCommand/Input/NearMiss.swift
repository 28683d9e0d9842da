// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Finds the known name that a person probably meant.
enum NearMiss {
  /// The known name nearest to a text, or nil when none is near.
  ///
  /// Case, spaces, hyphens and points count as underscores, so `Height-M` is `height_m`. A name is
  /// near when it can be reached by one edit for each four of its characters, at most three: an
  /// edit inserts, deletes or replaces a character or swaps two neighbours. A text that a known
  /// name extends by whole words (`pelvic_tilt` for `pelvic_tilt_deg`) is near as well.
  static func name(for text: String, among known: [String]) -> String? {
    let folded = fold(text)
    var best: (name: String, distance: Int)?
    for name in known {
      let target = fold(name)
      let distance =
        target.starts(with: folded + [UInt8(ascii: "_")]) && folded.count >= 4
        ? 1 : editDistance(folded, target)
      let limit = min(3, max(1, max(folded.count, target.count) / 4))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
  }

  /// `did you mean 'name'?` for the nearest known name, or nil.
  static func question(for text: String, among known: [String]) -> String? {
    name(for: text, among: known).map { "did you mean '\($0)'?" }
  }

  /// The bytes of a text in lower case, with separators as underscores.
  private static func fold(_ text: String) -> [UInt8] {
    text.lowercased().utf8.map { byte in
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): UInt8(ascii: "_")
      default: byte
      }
    }
  }

  /// The least number of edits between two texts, no part of a text edited twice.
  ///
  /// The optimal string alignment distance: insert, delete, replace, swap two neighbours.
  static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    // Names are short; a text that is not a name is not worth the quadratic work.
    guard left.count <= 128 && right.count <= 128 else { return Int.max }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in 0..<right.count {
        var cost = min(row[j], last[j + 1]) + 1
        cost = min(cost, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
