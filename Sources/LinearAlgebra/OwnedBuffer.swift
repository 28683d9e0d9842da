// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// A block of memory with one owner, for the storage of workspaces.
///
/// It is zero at first, never grows, and is freed with its owner. Aligned to 64 bytes, so that
/// loops over it may be vectorised without a prologue.
package struct OwnedBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  /// The first element; valid for `count` elements while the owner lives.
  package let pointer: UnsafeMutablePointer<Element>

  /// The number of elements.
  package let count: Int

  /// Allocates `count` elements, each equal to `value`.
  package init(repeating value: Element, count: Int) {
    precondition(count >= 0, "a buffer cannot hold \(count) elements")
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Element>.stride,
      alignment: 64
    )
    pointer = raw.bindMemory(to: Element.self, capacity: max(count, 1))
    pointer.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  /// The elements as a buffer.
  @inlinable
  package var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }

  /// The element at an index, which must be in 0 ..< count (checked in debug builds).
  @inlinable
  package subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "index \(index) in a buffer of \(count) elements")
      return pointer[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "index \(index) in a buffer of \(count) elements")
      pointer[index] = newValue
    }
  }
}

extension OwnedBuffer where Element == Double {
  /// Allocates `count` zeros.
  package init(count: Int) { self.init(repeating: 0, count: count) }
}

extension UnsafeMutableBufferPointer {
  /// New storage full of one value; whoever makes it deallocates it.
  package static func filled(_ value: Element, count: Int) -> Self {
    let buffer = Self.allocate(capacity: count)
    buffer.initialize(repeating: value)
    return buffer
  }
}

/// True when no element is infinite or NaN.
///
/// Performs no heap allocation.
package func allFinite(_ elements: UnsafePointer<Double>, count: Int) -> Bool {
  // A number times zero is zero; infinity and NaN give NaN, which stays in the sum.
  var sum = 0.0
  for i in 0..<count { sum += elements[i] * 0 }
  return sum == 0
}
