// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats

/// Reads an XML document; what was read is printed and read again as the same text.
@_cdecl("LLVMFuzzerTestOneInput")
public func readDocument(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  guard let root = try? DocumentElement(parsing: bytes) else { return 0 }
  let text = root.xmlDocument()
  do throws(DocumentError) {
    let again = try DocumentElement(parsing: text)
    precondition(again.xmlDocument() == text)
  } catch {
    fatalError("a printed document is not read: \(error)")
  }
  return 0
}
