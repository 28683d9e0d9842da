// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LumbarSpine

/// The parts of one component of a load, in newtons; they sum to the whole.
public struct LoadSplit: Sendable {
  private var values: InlineArray<9, Double>

  /// All parts zero.
  public init() { values = InlineArray(repeating: 0) }

  /// One part, in newtons.
  public subscript(part: LoadPart) -> Double {
    get { values[part.rawValue] }
    set { values[part.rawValue] = newValue }
  }

  /// The part with a raw value, in newtons.
  package subscript(part: Int) -> Double {
    get { values[part] }
    set { values[part] = newValue }
  }

  /// The sum of the parts in the order of `LoadPart`, in newtons.
  public var total: Double {
    var sum = 0.0
    for index in 0..<LoadPart.count { sum += values[index] }
    return sum
  }
}

/// The load at one level, in the frame of the disc's mid-plane at the joint's centre.
///
/// It is the force and moment that everything above exerts on the lower vertebra through disc and
/// ligaments, after the muscles.
public struct LevelLoad: Sendable {
  /// The level.
  public var level: LumbarLevel

  /// Force along the normal of the mid-plane, in newtons; compression positive.
  public var compression: Double

  /// Force in the mid-plane along its sagittal line, in newtons; forward on the lower vertebra
  /// positive.
  public var anteriorShear: Double

  /// Force in the mid-plane to the right, in newtons.
  public var lateralShear: Double

  /// The facets' part of the compression, in newtons; the disc and what is fixed to it carry the rest.
  ///
  /// Not one of ``compressionParts``, which say where the compression comes from; this says what carries
  /// it. It is an estimate from one study (`FacetShare`), and the pressure does not depend on it: the
  /// pressure law was derived from whole compressions.
  public var facetCompression: Double

  /// Moment about the joint's centre, in newton metres; positive when it flexes the level.
  public var flexionMoment: Double

  /// Pressure in the nucleus, in pascals.
  public var pressure: Double

  /// The parts of the compression, in newtons.
  public var compressionParts: LoadSplit

  /// The parts of the anterior shear, in newtons.
  public var anteriorShearParts: LoadSplit

  /// The part of the demanded flexion moment that the muscles could not balance, in newton metres.
  public var unmetMoment: Double

  package init(level: LumbarLevel) {
    self.level = level
    compression = 0
    anteriorShear = 0
    lateralShear = 0
    facetCompression = 0
    flexionMoment = 0
    pressure = 0
    compressionParts = LoadSplit()
    anteriorShearParts = LoadSplit()
    unmetMoment = 0
  }
}
