// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// One axis of a general joint: a rotation about it or a translation along it.
public struct TransformAxis: Sendable {
  /// The direction in the joint's parent frame (rotations: after the rotations before it).
  ///
  /// It need not have length one; only its direction is used.
  public var axis: Vector3

  /// The place of the coordinate among the joint's own coordinates, from 0; nil for a constant.
  public var coordinate: Int?

  /// The angle in radians, or the displacement in metres, as a function of the coordinate.
  public var function: CoordinateFunction

  /// The function of several coordinates that moves the axis instead of `function`; nil for none.
  var multivariate: (any MultivariateFunction)?

  /// The places of the arguments of `multivariate` among the joint's own coordinates.
  var arguments: [Int] = []

  /// Makes an axis that several coordinates of the joint move.
  ///
  /// - Parameters:
  ///   - axis: The direction; its length does not matter.
  ///   - coordinates: One to three places among the joint's own coordinates, from 0, each once.
  ///   - function: The angle (rad) or displacement (m) as a function of those coordinates.
  public init(axis: Vector3, coordinates: [Int], function: any MultivariateFunction) {
    precondition(
      (1...3).contains(coordinates.count) && Set(coordinates).count == coordinates.count,
      "the coordinates \(coordinates) given, one to three different ones are needed"
    )
    self.axis = axis
    coordinate = coordinates[0]
    self.function = .identity
    multivariate = function
    arguments = coordinates
  }

  /// Makes an axis that a coordinate of the joint moves.
  ///
  /// - Parameters:
  ///   - axis: The direction; its length does not matter.
  ///   - coordinate: The place among the joint's own coordinates, from 0.
  ///   - function: The angle (rad) or displacement (m) as a function of that coordinate.
  public init(axis: Vector3, coordinate: Int, function: CoordinateFunction = .identity) {
    self.axis = axis
    self.coordinate = coordinate
    self.function = function
  }

  /// Makes an axis with a constant angle, in radians, or displacement, in metres.
  public init(axis: Vector3, constant: Double) {
    self.axis = axis
    self.coordinate = nil
    self.function = .constant(constant)
  }
}

/// How a body can move against its parent.
///
/// A joint connects a frame F fixed in the parent to a frame M fixed in the child. With all
/// coordinates zero the two coincide, unless a function of `transformAxes` says otherwise. The
/// rate of every coordinate is its speed; there are no quaternions. Axes need not have length one.
public enum JointKind: Sendable {
  /// No motion.
  case weld

  /// One rotation about an axis of F, in radians.
  case revolute(Vector3)

  /// One translation along an axis of F, in metres.
  case slider(Vector3)

  /// Two rotations in sequence, the second about an axis turned by the first, in radians.
  ///
  /// The rotation of M in F is R(first) R(second).
  case universal(Vector3, Vector3)

  /// Three rotations in sequence, each about an axis turned by those before, in radians.
  ///
  /// The rotation of M in F is R(first) R(second) R(third). Singular where the first and the
  /// third axis line up.
  case threeAxes(Vector3, Vector3, Vector3)

  /// All six motions: rotations about Z, then X, then Y, in radians; translations of M's origin
  /// along X, Y and Z of F, in metres.
  ///
  /// The coordinates are in that order. Singular where the second rotation is pi/2.
  case free

  /// Up to three rotations in sequence and up to three translations along axes of F, each a
  /// function of one of the joint's coordinates.
  ///
  /// The place of M in F is the sum of the translations, and its rotation R(first) R(second)
  /// R(third): OpenSim's custom joint.
  case transformAxes(rotations: [TransformAxis], translations: [TransformAxis])

  /// The rotations and translations of the joint, in sequence.
  var axes: (rotations: [TransformAxis], translations: [TransformAxis]) {
    switch self {
    case .weld: ([], [])
    case .revolute(let axis): ([TransformAxis(axis: axis, coordinate: 0)], [])
    case .slider(let axis): ([], [TransformAxis(axis: axis, coordinate: 0)])
    case .universal(let first, let second):
      (
        [
          TransformAxis(axis: first, coordinate: 0), TransformAxis(axis: second, coordinate: 1),
        ], []
      )
    case .threeAxes(let first, let second, let third):
      (
        [
          TransformAxis(axis: first, coordinate: 0), TransformAxis(axis: second, coordinate: 1),
          TransformAxis(axis: third, coordinate: 2),
        ], []
      )
    case .free:
      (
        [
          TransformAxis(axis: .unitZ, coordinate: 0), TransformAxis(axis: .unitX, coordinate: 1),
          TransformAxis(axis: .unitY, coordinate: 2),
        ],
        [
          TransformAxis(axis: .unitX, coordinate: 3), TransformAxis(axis: .unitY, coordinate: 4),
          TransformAxis(axis: .unitZ, coordinate: 5),
        ]
      )
    case .transformAxes(let rotations, let translations): (rotations, translations)
    }
  }

  /// The number of coordinates that the joint needs; nil when the caller chooses it.
  var requiredCoordinateCount: Int? {
    switch self {
    case .weld: 0
    case .revolute, .slider: 1
    case .universal: 2
    case .threeAxes: 3
    case .free: 6
    case .transformAxes: nil
    }
  }
}
