// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The derivative of a number by the two ends of a straight piece, in the frame of the surface.
struct EndGradient: Sendable {
  var byStart: Vector3
  var byEnd: Vector3

  static var zero: EndGradient { EndGradient(byStart: .zero, byEnd: .zero) }

  static func + (left: EndGradient, right: EndGradient) -> EndGradient {
    EndGradient(byStart: left.byStart + right.byStart, byEnd: left.byEnd + right.byEnd)
  }

  static func - (left: EndGradient, right: EndGradient) -> EndGradient {
    EndGradient(byStart: left.byStart - right.byStart, byEnd: left.byEnd - right.byEnd)
  }

  static func * (factor: Double, gradient: EndGradient) -> EndGradient {
    EndGradient(byStart: factor * gradient.byStart, byEnd: factor * gradient.byEnd)
  }

  static func += (left: inout EndGradient, right: EndGradient) { left = left + right }
}

/// The derivative of a point by the two ends of a straight piece.
struct EndJacobian: Sendable {
  var byStart: Matrix3
  var byEnd: Matrix3

  static var zero: EndJacobian { EndJacobian(byStart: .zero, byEnd: .zero) }

  /// The derivative of a point of which a direction's share changes as a gradient says.
  init(_ direction: Vector3, _ gradient: EndGradient) {
    byStart = Matrix3(outerProductOf: direction, gradient.byStart)
    byEnd = Matrix3(outerProductOf: direction, gradient.byEnd)
  }

  init(byStart: Matrix3, byEnd: Matrix3) {
    self.byStart = byStart
    self.byEnd = byEnd
  }

  static func + (left: EndJacobian, right: EndJacobian) -> EndJacobian {
    EndJacobian(byStart: left.byStart + right.byStart, byEnd: left.byEnd + right.byEnd)
  }

  /// The gradient of the component of the point along a direction.
  func transposed(times direction: Vector3) -> EndGradient {
    EndGradient(
      byStart: byStart.transposed * direction,
      byEnd: byEnd.transposed * direction
    )
  }
}

/// Where a straight piece would meet and leave a surface, with the derivatives by its ends.
///
/// All in the frame of the surface, in metres.
struct WrapContact: Sendable {
  /// What OpenSim makes of a piece and a surface.
  enum Outcome: UInt8, Sendable {
    /// The piece stays straight.
    case clear
    /// An end lies inside the surface: the piece stays straight.
    case inside
    /// The piece is a candidate; the one that lengthens the path least wraps.
    case possible
    /// The piece wraps, and no other is looked at.
    case mandatory
  }

  var outcome: Outcome

  /// Where the path meets and leaves the surface.
  var first = Vector3.zero
  var last = Vector3.zero

  /// The length of the path on the surface.
  var arcLength = 0.0

  var firstJacobian = EndJacobian.zero
  var lastJacobian = EndJacobian.zero
  var arcGradient = EndGradient.zero

  static func none(_ outcome: Outcome) -> WrapContact { WrapContact(outcome: outcome) }
}
