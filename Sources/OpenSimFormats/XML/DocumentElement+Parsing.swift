// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension DocumentElement {
  /// Reads the XML document in a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - limits: How large the document may be.
  /// - Throws: `DocumentError` when the file is not there, is beyond a limit, is not well formed, or
  ///   has a document type.
  public init(
    contentsOfFile path: String,
    limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) {
    let bytes = try DocumentBytes.read(path, limit: limits.byteCount)
    do throws(DocumentError) {
      self = try DocumentElement.parse(bytes, limits: limits)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Reads an XML document from bytes in UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: The text of the document.
  ///   - limits: How large the document may be.
  /// - Throws: `DocumentError` when the document is beyond a limit, is not well formed, or has a
  ///   document type.
  public init(
    parsing bytes: UnsafeRawBufferPointer,
    limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) {
    var parser = XMLTreeParser(bytes, limits: limits)
    self = try parser.parse()
  }

  /// Reads an XML document from a string.
  ///
  /// - Parameters:
  ///   - text: The text of the document.
  ///   - limits: How large the document may be.
  /// - Throws: `DocumentError` when the document is beyond a limit, is not well formed, or has a
  ///   document type.
  public init(
    parsing text: String,
    limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) {
    self = try DocumentElement.parse(Array(text.utf8), limits: limits)
  }

  private static func parse(
    _ bytes: [UInt8],
    limits: DocumentLimits
  ) throws(DocumentError) -> DocumentElement {
    // The closure of `withUnsafeBytes` keeps no error type, so the result carries it.
    let result = bytes.withUnsafeBytes { bytes -> Result<DocumentElement, DocumentError> in
      do throws(DocumentError) {
        return .success(try DocumentElement(parsing: bytes, limits: limits))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
