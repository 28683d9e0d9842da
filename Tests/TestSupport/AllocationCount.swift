// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import CAllocationCounter

/// The number of heap allocations that `body` makes on this thread.
public func allocationCount(in body: () throws -> Void) rethrows -> Int {
  let before = allocation_counter_value()
  try body()
  return Int(allocation_counter_value() - before)
}
