// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Finds frames, coordinates and wrap objects by the names and paths that files use.
struct NameIndex {
  private var framesByPath: [String: Int] = [:]
  /// Ground and bodies come first, so that they win over offset frames of the same name.
  private var framesByName: [String: [Int]] = [:]
  private var joints: Set<String> = []
  private var coordinates: [String: Int] = [:]
  private var wrapObjects: [String: Int] = [:]

  mutating func addFrame(_ place: Int, _ frame: OpenSimModelDocument.Frame) {
    framesByPath[frame.path] = place
    framesByName[frame.name, default: []].append(place)
  }

  func frame(atPath path: String) -> Int? { framesByPath[path] }

  func frames(named name: String) -> [Int] { framesByName[name] ?? [] }

  /// Adds a joint; false when there is one of that name.
  mutating func addJoint(named name: String) -> Bool { joints.insert(name).inserted }

  /// Adds a coordinate; false when there is one of that name.
  mutating func addCoordinate(_ place: Int, named name: String) -> Bool {
    guard coordinates[name] == nil else { return false }
    coordinates[name] = place
    return true
  }

  func coordinate(named name: String) -> Int? { coordinates[name] }

  /// Adds a surface; of two of the same name the first is found.
  mutating func addWrapObject(_ place: Int, named name: String) {
    if wrapObjects[name] == nil { wrapObjects[name] = place }
  }

  func wrapObject(named name: String) -> Int? { wrapObjects[name] }

  /// The absolute path that a path means for a component; nil when it leads above the root.
  static func absolutePath(_ path: Substring, from owner: String) -> String? {
    var parts: [Substring] = path.hasPrefix("/") ? [] : owner.split(separator: "/")
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
