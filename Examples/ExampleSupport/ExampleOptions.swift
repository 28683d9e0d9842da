// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import ArgumentParser

/// Where an example writes its table.
public struct OutputOption: ParsableArguments {
  /// The path of a file, or nil for standard output.
  @Option(help: "File for the table. Default: standard output.")
  public var output: String?

  /// Standard output.
  public init() {}
}

/// A sweep of an angle in degrees.
public struct AngleSweep {
  /// The angles, in degrees.
  public let degrees: [Double]

  /// The angles from one end to the other, in degrees; value i is `from + i step`.
  public init(from: Double, to: Double, step: Double, allowed: ClosedRange<Double>) throws {
    guard allowed.contains(from), allowed.contains(to), step > 0, to >= from else {
      throw ValidationError(
        "the sweep from \(from) to \(to) by \(step) degrees must rise within "
          + "\(allowed.lowerBound) to \(allowed.upperBound) degrees"
      )
    }
    degrees = (0...Int((to - from) / step + 1e-9)).map { from + Double($0) * step }
  }
}

/// The sweep of pelvic tilt that examples share.
public struct TiltOptions: ParsableArguments {
  /// First tilt, in degrees.
  @Option(
    parsing: .unconditional,
    help: "First pelvic tilt (degrees, anterior positive, from neutral standing), -20 to 30."
  )
  public var from: Double = -15

  /// Last tilt, in degrees.
  @Option(parsing: .unconditional, help: "Last pelvic tilt (degrees).")
  public var to: Double = 25

  /// Step, in degrees.
  @Option(parsing: .unconditional, help: "Step of the tilt (degrees), above 0.")
  public var step: Double = 5

  /// From -15 to 25 degrees by 5.
  public init() {}

  /// The tilts, in degrees.
  public func tilts() throws -> [Double] {
    try AngleSweep(from: from, to: to, step: step, allowed: -20...30).degrees
  }
}
