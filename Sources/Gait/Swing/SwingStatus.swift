// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How a leg swing ended.
public struct SwingStatus: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name of the status, which tables hold.
  public let name: String

  /// A status by its name, as a table holds it.
  public init(name: String) { self.name = name }

  /// The name of the status.
  public var description: String { name }

  /// The foot came down in front of the hip.
  public static let ok = SwingStatus(name: "ok")

  /// The foot touched the ground before it was in front of the hip.
  public static let neverClears = SwingStatus(
    name: "never clears: the foot meets the ground behind"
  )

  /// The foot did not come down within the limit of time.
  public static let neverStrikes = SwingStatus(name: "never strikes within the limit of time")

  /// The hip sank to half the length of the standing leg.
  public static let falls = SwingStatus(name: "falls: the standing leg tips over")

  /// Hip or knee left the range over which paths of muscles are known.
  public static let outOfRange = SwingStatus(name: "hip or knee leaves the range of motion")

  /// The integration took too many steps.
  public static let tooManySteps = SwingStatus(name: "integration takes too many steps")
}
