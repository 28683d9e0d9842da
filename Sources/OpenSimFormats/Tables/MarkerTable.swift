// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// The places of markers over time, as `.trc` files hold them.
public struct MarkerTable: Sendable, Hashable {
  /// One marker: its name and its place at each time.
  public struct Marker: Sendable, Hashable {
    /// The name of the marker.
    public let name: String

    /// The places in the axes of the laboratory, in metres; nil where the marker was not seen.
    public let positions: [SIMD3<Double>?]

    /// A marker from its name and its places, in metres.
    public init(name: String, positions: [SIMD3<Double>?]) {
      self.name = name
      self.positions = positions
    }
  }

  /// How often the markers were seen, in hertz.
  public let dataRate: Double

  /// The times of the frames, increasing, in seconds.
  public let times: [Double]

  /// The markers in the order of the file.
  public let markers: [Marker]

  /// A table from its rate (hertz), times (seconds) and markers.
  public init(dataRate: Double, times: [Double], markers: [Marker]) {
    self.dataRate = dataRate
    self.times = times
    self.markers = markers
  }

  /// The marker with a name, or nil.
  public subscript(name: String) -> Marker? { markers.first { $0.name == name } }

  /// Reads a `.trc` file.
  ///
  /// - Throws: The first mistake with its line and column.
  public init(contentsOf path: String) throws(DocumentError) {
    try self.init(parsing: try DocumentBytes.read(path), path: path)
  }

  /// Reads the bytes of a `.trc` file.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - path: The path of the file, for errors.
  /// - Throws: The first mistake with its line and column.
  public init(parsing bytes: [UInt8], path: String? = nil) throws(DocumentError) {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<MarkerTable, DocumentError> in
      var parser = MarkerTableParser(buffer, path: path)
      do throws(DocumentError) { return .success(try parser.parse()) } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}
