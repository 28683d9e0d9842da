// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where results go: standard output, or a file that is whole or absent.
///
/// A plain file is written under another name in the same folder, handed to the disk, and renamed
/// at the end, so that no reader ever sees a part of it. When the run fails or is interrupted the
/// part is removed and a file of the same name from before stays as it was. Devices and pipes
/// (`/dev/null`, `/dev/stdout`, a FIFO) are written directly. `-` stands for standard output.
final class OutputFile {
  /// Takes the bytes.
  let output: ByteOutput
  /// The path as it was given, of a plain file; nil for standard output, devices and pipes.
  let path: String?

  private enum Kind {
    case standard
    case direct
    case replacing(path: String, partial: String, cleanup: InterruptCleanup.Slot)
  }
  private let kind: Kind
  private var isOpen = true

  /// Opens a file by its path, or standard output for nil or `-`.
  ///
  /// - Parameters:
  ///   - path: The file, or nil.
  ///   - option: The option that named it, for messages.
  /// - Throws: `InputError` when the file or its folder cannot be written.
  init(path: String?, option: String = "--output") throws(InputError) {
    guard let path, path != "-" else {
      output = ByteOutput(descriptor: 1, name: "standard output")
      self.path = nil
      kind = .standard
      return
    }
    guard !path.isEmpty else { throw InputError(field: option, "the file has no name") }
    func refuse(_ reason: String) -> InputError {
      InputError(file: path, field: option, "the file cannot be written: \(reason)")
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw refuse("it is a folder") }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw refuse(SystemError.text(errno)) }
      output = ByteOutput(descriptor: descriptor, name: path)
      self.path = nil
      kind = .direct
      return
    }
    if exists, access(path, W_OK) != 0 { throw refuse(SystemError.text(errno)) }
    // A link keeps pointing to its target: the target is replaced, not the link.
    let target = exists ? Self.resolved(path) : path
    let partial = Self.partialName(for: target)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refuse(SystemError.text(errno)) }
    if exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    output = ByteOutput(descriptor: descriptor, name: path)
    self.path = path
    kind = .replacing(
      path: target,
      partial: partial,
      cleanup: InterruptCleanup.register(partial)
    )
  }

  deinit { discard() }

  /// Writes what is left to the disk; the file has no name yet.
  ///
  /// - Throws: `OutputError`; then the file is discarded.
  func prepare() throws(OutputError) {
    do throws(OutputError) {
      try output.flush()
      if case .replacing = kind, fsync(output.descriptor) != 0, errno != EINVAL {
        throw OutputError.failed(file: output.name, reason: SystemError.text(errno))
      }
    } catch {
      discard()
      throw error
    }
  }

  /// Writes what is left and gives the file its name.
  ///
  /// - Throws: `OutputError`; then the file is absent, or as it was before.
  func finish() throws(OutputError) {
    guard isOpen else { return }
    try prepare()
    isOpen = false
    switch kind {
    case .standard: return
    case .direct:
      if close(output.descriptor) != 0 { throw failure() }
    case .replacing(let path, let partial, let cleanup):
      let isWhole = close(output.descriptor) == 0 && rename(partial, path) == 0
      let error = isWhole ? nil : failure()
      if !isWhole { unlink(partial) }
      InterruptCleanup.unregister(cleanup)
      if let error { throw error }
      Self.synchronizeFolder(of: path)
    }
  }

  /// Closes and removes what was written so far.
  func discard() {
    guard isOpen else { return }
    isOpen = false
    switch kind {
    case .standard: return
    case .direct: close(output.descriptor)
    case .replacing(_, let partial, let cleanup):
      close(output.descriptor)
      unlink(partial)
      InterruptCleanup.unregister(cleanup)
    }
  }

  private func failure() -> OutputError {
    .failed(file: output.name, reason: SystemError.text(errno))
  }

  /// The name under which the file is written: hidden, in the same folder, one for each process.
  private static func partialName(for path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    // A name may have 255 bytes; the file's own part is cut so that ours fits.
    let stem = String(decoding: path[slash...].utf8.prefix(200), as: UTF8.self)
    return "\(path[..<slash]).\(stem).\(getpid()).partial"
  }

  /// The path of the file behind symbolic links.
  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Asks the system to store the new name; systems that cannot are left alone.
  private static func synchronizeFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
