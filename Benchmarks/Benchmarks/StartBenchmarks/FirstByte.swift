// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation

/// The time from the start of a program to its first byte on standard output.
///
/// The rest of the output is read and the program's end awaited, outside of that time.
///
/// - Parameters:
///   - path: The program.
///   - arguments: What it is called with.
/// - Returns: The time, or nil when the program could not be started or printed nothing.
func timeToFirstByte(of path: String, _ arguments: [String]) -> Duration? {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return nil }
  defer { close(ends[0]) }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
  posix_spawn_file_actions_addclose(&actions, ends[0])
  posix_spawn_file_actions_addclose(&actions, ends[1])
  var words = ([path] + arguments).map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }

  let clock = ContinuousClock()
  let start = clock.now
  var process: pid_t = 0
  let result = posix_spawn(&process, path, &actions, nil, &words, environ)
  close(ends[1])
  guard result == 0 else { return nil }
  var buffer = [UInt8](repeating: 0, count: 65_536)
  var count = read(ends[0], &buffer, 1)
  let duration = clock.now - start
  let hasOutput = count == 1
  while count > 0 { count = read(ends[0], &buffer, buffer.count) }
  var status: Int32 = 0
  waitpid(process, &status, 0)
  return hasOutput ? duration : nil
}
