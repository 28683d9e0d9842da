// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats

/// Reads an `.osim` file; what was read is written and read again as the same text.
@_cdecl("LLVMFuzzerTestOneInput")
public func readModel(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  guard let root = try? DocumentElement(parsing: bytes),
    let model = try? OpenSimModelDocument(root: root)
  else { return 0 }
  let text = model.fileText()
  do throws(DocumentError) {
    let again = try OpenSimModelDocument(parsing: text)
    precondition(again.fileText() == text)
  } catch {
    fatalError("a written model is not read: \(error)")
  }
  return 0
}
