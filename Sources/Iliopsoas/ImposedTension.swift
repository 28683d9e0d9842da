// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A psoas tension that the user imposes, instead of the one that load sharing finds.
public enum ImposedTension {
  /// The force of each fascicle, in newtons: the tension of one side shared by cross-section.
  ///
  /// - Parameters:
  ///   - tension: Sum over the fascicles of one side, in newtons; not negative.
  ///   - crossSections: Physiological cross-sections of the fascicles of that side, in square
  ///     metres.
  /// - Returns: Forces in newtons that sum to the tension (`count == crossSections.count`).
  public static func shares(of tension: Double, crossSections: [Double]) -> [Double] {
    precondition(tension >= 0, "a muscle pulls: the tension must not be negative, not \(tension) N")
    let total = crossSections.reduce(0, +)
    precondition(total > 0, "the cross-sections sum to \(total) m2")
    return crossSections.map { tension * $0 / total }
  }
}
