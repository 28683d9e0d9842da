// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// How large a document may be; a larger one ends in an error before it is read whole.
///
/// The defaults are chosen: ten times the largest model that is known to us, and enough to read any of
/// them in a second.
public struct DocumentLimits: Sendable, Hashable {
  /// The largest size, dimensionless, in bytes.
  public var byteCount: Int

  /// The deepest nesting of elements, dimensionless.
  public var depth: Int

  /// The largest number of elements, dimensionless.
  public var elementCount: Int

  /// The largest number of attributes of an element, dimensionless.
  public var attributeCount: Int

  /// Sets the limits.
  ///
  /// - Parameters:
  ///   - byteCount: The largest size in bytes.
  ///   - depth: The deepest nesting of elements.
  ///   - elementCount: The largest number of elements.
  ///   - attributeCount: The largest number of attributes of an element.
  public init(
    byteCount: Int = 128 << 20,
    depth: Int = 100,
    elementCount: Int = 4_000_000,
    attributeCount: Int = 100
  ) {
    self.byteCount = byteCount
    self.depth = depth
    self.elementCount = elementCount
    self.attributeCount = attributeCount
  }
}
