// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file descriptor with a fixed buffer before it.
///
/// Appending performs no heap allocation. After a failure nothing more is written, and every
/// further flush fails the same way.
final class ByteOutput {
  /// The name of the file in messages.
  let name: String
  /// The descriptor that takes the bytes; whoever made the output closes it.
  let descriptor: Int32

  private let buffer: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var failure: OutputError?
  private static let capacity = 1 << 16

  /// Makes a buffer before an open descriptor.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    buffer = .allocate(capacity: Self.capacity)
  }

  deinit { buffer.deallocate() }

  /// Appends one byte.
  func append(_ byte: UInt8) throws(OutputError) {
    if count == Self.capacity { try flush() }
    buffer[count] = byte
    count += 1
  }

  /// Appends bytes.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
    guard let start = bytes.baseAddress else { return }
    if bytes.count <= Self.capacity - count {
      (buffer + count).update(from: start, count: bytes.count)
      count += bytes.count
      return
    }
    try flush()
    if bytes.count <= Self.capacity {
      buffer.update(from: start, count: bytes.count)
      count = bytes.count
    } else {
      try write(start, bytes.count)
    }
  }

  /// Appends a text in UTF-8.
  func append(_ text: String) throws(OutputError) {
    var text = text
    var failure: OutputError?
    text.withUTF8 { bytes in
      do throws(OutputError) {
        try append(bytes)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Hands all bytes to the system.
  ///
  /// - Throws: `OutputError.readerClosed` when the other end of a pipe is closed, else
  ///   `OutputError.failed`.
  func flush() throws(OutputError) {
    let pending = count
    count = 0
    try write(buffer, pending)
  }

  private func write(_ start: UnsafePointer<UInt8>, _ length: Int) throws(OutputError) {
    if let failure { throw failure }
    var done = 0
    while done < length {
      let written = systemWrite(descriptor, start + done, length - done)
      if written >= 0 {
        done += written
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: waitUntilWritable()
      case EPIPE: throw fail(.readerClosed)
      default: throw fail(.failed(file: name, reason: SystemError.text(errno)))
      }
    }
  }

  /// Waits for a descriptor that somebody has set not to block.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }

  private func fail(_ error: OutputError) -> OutputError {
    failure = error
    return error
  }
}

/// The system's `write`, which the method of the same name would hide.
private func systemWrite(_ descriptor: Int32, _ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
  write(descriptor, start, length)
}
