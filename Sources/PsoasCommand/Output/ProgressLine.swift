// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A line on standard error that counts up in a long run, when standard error is a terminal.
struct ProgressLine {
  private let total: Int
  private let what: String
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var done = 0
  private var lastSecond = 0

  /// Starts to count; nothing is printed in the first second.
  init(of total: Int, _ what: String) {
    self.total = total
    self.what = what
    isShown = isatty(2) == 1
  }

  /// Counts one more, and prints the count at most once a second.
  mutating func advance() {
    done += 1
    guard isShown, done & 63 == 0 else { return }
    let second = Int((ContinuousClock.now - start).components.seconds)
    guard second > lastSecond else { return }
    lastSecond = second
    print("\rpsoas: \(done) of \(total) \(what), \(100 * done / max(1, total)) %")
  }

  /// Removes the line.
  func end() {
    if lastSecond > 0 { print("\r\u{1B}[K") }
  }

  private func print(_ text: String) {
    let output = ByteOutput(descriptor: 2, name: "standard error")
    // Progress that cannot be shown is no reason to stop.
    try? output.append(text)
    try? output.flush()
  }
}
