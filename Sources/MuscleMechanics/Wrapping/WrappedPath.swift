// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// The shortest path between two points round one surface, in the frame of the surface.
///
/// Two straight pieces tangent to the surface, and between them a geodesic; or one straight line
/// when it clears the surface. The length has a continuous first derivative where the path meets
/// or leaves the surface.
///
/// An end inside the surface is moved out to the surface along the ray from the centre (across the
/// axis of a cylinder), and the path runs from there; the length leaves out the moved distance.
/// Length and pulls stay continuous when an end of a wrapped path sinks in; when a straight line
/// leaves the surface at an angle, its pull jumps as the end sinks in, and its length does not.
/// The pulls are then the exact derivatives of that length and no longer of length one.
public struct WrappedPath: Sendable, Hashable {
  /// How the path meets the surface.
  public enum Contact: UInt8, Sendable, Hashable {
    /// The straight line clears the surface.
    case straight
    /// The path bends round the surface.
    case wrapped
    /// The geodesic of an ellipsoid was not found; the path is a plane section, which is longer.
    case unsolved
  }

  /// The length of the path, in metres.
  public var length: Double

  /// The length of the part on the surface, in metres; zero for a straight path.
  public var arcLength: Double

  /// How the path meets the surface.
  public var contact: Contact

  /// True when an end lies inside the surface.
  public var endsInside: Bool

  /// Where the path meets the surface, in metres; the middle of a straight path.
  public var firstContact: Vector3

  /// Where the path leaves the surface, in metres; the middle of a straight path.
  public var lastContact: Vector3

  /// Minus the derivative of the length by the start: the pull on it per newton, dimensionless.
  public var pullAtStart: Vector3

  /// Minus the derivative of the length by the end: the pull on it per newton, dimensionless.
  public var pullAtEnd: Vector3

  /// Directions across the straight pieces, along the surface's normal where it is touched.
  var normalAtStart: Vector3
  var normalAtEnd: Vector3

  /// What the second derivative of the length has beyond that of two straight pieces with frozen
  /// contact points, along the normals and along the laterals, in 1/m.
  var normalCorrection: EndForm
  var lateralCorrection: EndForm

  /// True when no neighbouring path is shorter: no conjugate point lies on it.
  var isMinimum: Bool { lateralCorrection.startEnd < 0 }

  /// The straight path between two points; with both in one place it pulls nowhere.
  static func straight(from start: Vector3, to end: Vector3) -> WrappedPath {
    let span = end - start
    let length = span.length
    let direction = length > 0 ? span * (1 / length) : .zero
    let middle = (start + end) * 0.5
    let normal = direction.anyPerpendicular
    // Both halves with a frozen middle give 2 (y0^2 + y1^2) / length across the line; the truth is
    // (y1 - y0)^2 / length.
    let inverse = -1 / max(length, shortestPiece)
    let form = EndForm(startStart: inverse, startEnd: inverse, endEnd: inverse)
    return WrappedPath(
      length: length,
      arcLength: 0,
      contact: .straight,
      endsInside: false,
      firstContact: middle,
      lastContact: middle,
      pullAtStart: direction,
      pullAtEnd: -direction,
      normalAtStart: normal,
      normalAtEnd: normal,
      normalCorrection: form,
      lateralCorrection: form
    )
  }
}

/// Below this length, in metres, a piece of a path counts as this long in second derivatives.
///
/// Chosen: far below anatomy, and its inverse is far from overflow.
let shortestPiece = 1e-9

/// A quadratic form of the displacements y0, y1 of the two ends of a path, in 1/m.
struct EndForm: Sendable, Hashable {
  /// The factor of y0 squared.
  var startStart: Double
  /// Half the factor of y0 y1.
  var startEnd: Double
  /// The factor of y1 squared.
  var endEnd: Double

  static var zero: EndForm { EndForm(startStart: 0, startEnd: 0, endEnd: 0) }

  /// The bilinear form of two pairs of displacements.
  func value(_ a0: Double, _ a1: Double, _ b0: Double, _ b1: Double) -> Double {
    startStart * a0 * b0 + startEnd * (a0 * b1 + a1 * b0) + endEnd * a1 * b1
  }
}

/// Solutions of Jacobi's equation y'' + K y = 0 along a geodesic of given length, K the Gaussian
/// curvature: `even` starts with (y, y') = (1, 0) and `odd` with (0, 1).
struct JacobiTransfer: Sendable {
  var even: Double
  var odd: Double
  var evenRate: Double
  var oddRate: Double

  /// The second variation of the length under lateral displacements of the two ends of
  /// straight piece, geodesic, straight piece, less that of the two straight pieces alone.
  ///
  /// The lateral displacement of a neighbouring geodesic obeys Jacobi's equation with K = 0 on the
  /// straight pieces; with C, D the two solutions over the whole path the second variation is
  /// (D' y1^2 - 2 y0 y1 + C y0^2) / D. Do Carmo, Riemannian Geometry (1992), chapter 5 and 9.
  func lateralCorrection(startPiece l1: Double, endPiece l2: Double) -> EndForm {
    let rate = evenRate * l1 + oddRate
    let wholeOdd = even * l1 + odd + l2 * rate
    let wholeEven = even + l2 * evenRate
    let safe = abs(wholeOdd) < shortestPiece ? shortestPiece : wholeOdd
    return EndForm(
      startStart: wholeEven / safe - 1 / max(l1, shortestPiece),
      startEnd: -1 / safe,
      endEnd: rate / safe - 1 / max(l2, shortestPiece)
    )
  }
}

extension Vector3 {
  /// A vector of length one at a right angle to this direction; for a zero vector, X.
  var anyPerpendicular: Vector3 {
    let axis: Vector3 =
      abs(x) <= abs(y) ? (abs(x) <= abs(z) ? .unitX : .unitZ) : (abs(y) <= abs(z) ? .unitY : .unitZ)
    let candidate = cross(axis)
    let length = candidate.length
    return length > 0 ? candidate * (1 / length) : .unitX
  }
}
