// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The angles that `--hold` keeps while a posture settles: as the posture gives them, or as given.
struct HeldAngles {
  /// The angles that stay.
  let names: Set<HeldAngle>

  /// Those that stay at a value of their own, in radians.
  let values: [HeldAngle: Double]

  /// Degrees that an angle may have: chosen, further than a body that stands or sits can settle.
  private static let range = -45.0...60.0

  /// Reads a list by commas of names, or of names with degrees such as `pelvic-tilt=5`.
  ///
  /// - Parameter list: The list; nil for none.
  /// - Throws: The fault where a name is unknown or stands twice, or a value is none.
  init(_ list: String?) throws(InputError) {
    var names: Set<HeldAngle> = []
    var values: [HeldAngle: Double] = [:]
    for word in list?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let angle = HeldAngle(rawValue: name) else {
        let known = HeldAngle.allCases.map(\.rawValue)
        throw InputError(
          field: "--hold",
          "no angle has this name",
          found: name,
          allowed: known.joined(separator: ", "),
          remedy: NearMiss.question(for: name, among: known)
        )
      }
      guard names.insert(angle).inserted else {
        throw InputError(
          field: "--hold",
          "an angle is named twice",
          found: name,
          remedy: "name each angle once"
        )
      }
      if parts.count == 2 { values[angle] = try Self.value(of: angle, String(parts[1])) }
    }
    self.names = names
    self.values = values
  }

  private static func value(of angle: HeldAngle, _ text: String) throws(InputError) -> Double {
    guard angle == .pelvicTilt || angle == .thoraxPitch else {
      throw InputError(
        field: "--hold",
        "this angle takes no value",
        found: "\(angle.rawValue)=\(text)",
        remedy: "give degrees to pelvic-tilt and thorax-pitch; the levels share what is between"
      )
    }
    guard let degrees = Double(text), range.contains(degrees) else {
      throw InputError(
        field: "--hold",
        "the angle is no number in its range",
        found: "\(angle.rawValue)=\(text)",
        allowed: "\(Int(range.lowerBound)) to \(Int(range.upperBound)) degrees"
      )
    }
    return Angle.degrees(degrees)
  }

  /// Holds the angles in a posture.
  func apply(to posture: inout BodyPosture) {
    posture.held.formUnion(names)
    if let tilt = values[.pelvicTilt] { posture.pelvicTilt = tilt }
    if let pitch = values[.thoraxPitch] { posture.thoraxPitch = pitch }
  }
}
