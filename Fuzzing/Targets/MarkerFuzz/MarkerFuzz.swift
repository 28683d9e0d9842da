// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats

/// Reads a `.trc` file; every marker of what was read has a place or a gap at every time.
@_cdecl("LLVMFuzzerTestOneInput")
public func readMarkers(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let table = try? MarkerTable(parsing: bytes) else { return 0 }
  precondition(zip(table.times, table.times.dropFirst()).allSatisfy(<))
  precondition(table.markers.allSatisfy { $0.positions.count == table.times.count })
  return 0
}
