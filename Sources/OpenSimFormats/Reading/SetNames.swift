// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The names of the objects of one set, each once.
///
/// As OpenSim names them (seen with 4.6): an object without a name has that of its class in small letters,
/// and a name that is taken gets the first free of `_0`, `_1` and so on at its end.
struct SetNames {
  private var taken: Set<String> = []
  /// The number to try next after a name: it keeps a set of many objects of one name from being slow.
  private var next: [String: Int] = [:]

  mutating func name(of element: DocumentElement) -> String {
    let given = element.attribute("name") ?? ""
    let base = given.isEmpty ? element.tag.lowercased() : given
    var name = base
    while !taken.insert(name).inserted {
      let number = next[base, default: 0]
      name = "\(base)_\(number)"
      next[base] = number + 1
    }
    return name
  }
}
