// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension MotionTable {
  /// Reads the bytes of a `.mot` or `.sto` file.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - path: The path of the file, for errors.
  /// - Throws: The first mistake with its line and column.
  public init(parsing bytes: [UInt8], path: String? = nil) throws(DocumentError) {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<MotionTable, DocumentError> in
      var parser = MotionTableParser(buffer, path: path)
      do throws(DocumentError) { return .success(try parser.parse()) } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  /// Reads the text of a `.mot` or `.sto` file.
  public init(parsing text: String, path: String? = nil) throws(DocumentError) {
    try self.init(parsing: Array(text.utf8), path: path)
  }

  /// Reads a `.mot` or `.sto` file.
  public init(contentsOf path: String) throws(DocumentError) {
    try self.init(parsing: try DocumentBytes.read(path), path: path)
  }

  /// The table as the text of a `.sto` or `.mot` file, which OpenSim reads back.
  ///
  /// Numbers have the fewest digits that read back as the same number. A table that does not know
  /// whether its angles are in degrees is written with `inDegrees=no`, as OpenSim takes it.
  public var text: String {
    var text = name.isEmpty ? "results" : name
    text += "\nversion=1\nnRows=\(times.count)\nnColumns=\(columns.count + 1)\n"
    text += "inDegrees=\(isInDegrees == true ? "yes" : "no")\nendheader\n"
    text += (["time"] + labels).joined(separator: "\t") + "\n"
    for row in times.indices {
      text += times[row].description
      for column in columns { text += "\t" + column.values[row].description }
      text += "\n"
    }
    return text
  }
}
