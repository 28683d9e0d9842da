// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Removes half-written files when a person or the system stops the program.
///
/// Interrupt, termination and hang-up remove the registered files and then end the program as they
/// would have. A signal that the program was started to ignore stays ignored. Used from one thread.
enum InterruptCleanup {
  /// The place of one registered file.
  struct Slot: Sendable { fileprivate let index: Int? }

  fileprivate static let capacity = 8

  /// Registers a file; when all places are taken the file is simply not removed.
  static func register(_ path: String) -> Slot {
    installHandlers
    guard let index = (0..<capacity).first(where: { registeredPaths[$0] == nil }) else {
      return Slot(index: nil)
    }
    registeredPaths[index] = strdup(path)
    return Slot(index: index)
  }

  /// Forgets a file.
  static func unregister(_ slot: Slot) {
    guard let index = slot.index else { return }
    let path = registeredPaths[index]
    registeredPaths[index] = nil
    free(path)
  }

  private static let installHandlers: Void = {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let earlier = signal(number, removeAndEnd)
      // 1 is SIG_IGN, which C declares as a cast that Swift does not import as a comparable value.
      if let earlier, unsafeBitCast(earlier, to: Int.self) == 1 { signal(number, SIG_IGN) }
    }
  }()
}

/// Paths as C strings, because a signal handler may not allocate.
private nonisolated(unsafe) let registeredPaths:
  UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> =
    {
      let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
        capacity: InterruptCleanup.capacity
      )
      paths.initialize(repeating: nil, count: InterruptCleanup.capacity)
      return paths
    }()

/// The signal handler: only calls that are safe in one (`unlink`, `signal`, `raise`).
private func removeAndEnd(_ number: Int32) {
  for index in 0..<InterruptCleanup.capacity {
    if let path = registeredPaths[index] { unlink(path) }
  }
  signal(number, SIG_DFL)
  raise(number)
}
