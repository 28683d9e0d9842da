// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats

/// Reads a `.mot` or `.sto` file; what was read is written and read again as the same table.
@_cdecl("LLVMFuzzerTestOneInput")
public func readMotion(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let table = try? MotionTable(parsing: bytes) else { return 0 }
  precondition(zip(table.times, table.times.dropFirst()).allSatisfy(<))
  do throws(DocumentError) {
    // Texts, since cells may be NaN.
    let again = try MotionTable(parsing: table.text)
    precondition(again.text == table.text)
  } catch {
    fatalError("a written table is not read: \(error)")
  }
  return 0
}
