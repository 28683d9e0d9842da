// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import OpenSimFormats

/// The rotations and translations that a joint of a document stands for.
struct JointMotion {
  private let rotations: [TransformAxis]
  private let translations: [TransformAxis]

  /// Six motions: rotations about X, the new Y and the new Z, and translations of the child's origin along
  /// X, Y and Z of the parent's frame.
  static let free = JointKind.transformAxes(
    rotations: threeRotations,
    translations: [.unitX, .unitY, .unitZ].enumerated().map { place, axis in
      TransformAxis(axis: axis, coordinate: 3 + place)
    }
  )

  private static let threeRotations: [TransformAxis] =
    [Vector3.unitX, .unitY, .unitZ].enumerated().map { place, axis in
      TransformAxis(axis: axis, coordinate: place)
    }

  /// The motion of a joint of a document.
  init(
    _ joint: OpenSimModelDocument.Joint,
    _ document: OpenSimModelDocument
  ) throws(DocumentError) {
    switch joint.kind {
    case .weld:
      (rotations, translations) = ([], [])
    case .pin:
      (rotations, translations) = ([TransformAxis(axis: .unitZ, coordinate: 0)], [])
    case .slider:
      (rotations, translations) = ([], [TransformAxis(axis: .unitX, coordinate: 0)])
    case .universal:
      (rotations, translations) = (Array(JointMotion.threeRotations[..<2]), [])
    case .ball, .gimbal:
      (rotations, translations) = (JointMotion.threeRotations, [])
    case .free:
      rotations = JointMotion.threeRotations
      translations = [.unitX, .unitY, .unitZ].enumerated().map { place, axis in
        TransformAxis(axis: axis, coordinate: 3 + place)
      }
    case .planar:
      rotations = [TransformAxis(axis: .unitZ, coordinate: 0)]
      translations = [
        TransformAxis(axis: .unitX, coordinate: 1), TransformAxis(axis: .unitY, coordinate: 2),
      ]
    case .ellipsoid(let radii):
      guard radii.min() > 0 else {
        throw joint.error(.invalidValue, "found the radii \(radii); allowed: numbers above zero")
      }
      rotations = JointMotion.threeRotations
      translations = EllipsoidSurface.translations(radii: Vector3(radii))
    case .constantCurvature(let neutral, let length):
      guard length > 0 else {
        throw joint.error(.invalidValue, "found the length \(length); allowed: a number above zero")
      }
      (rotations, translations) = ConstantCurvatureRod.axes(
        neutralAngles: Vector3(neutral),
        length: length
      )
    case .custom(let transform):
      let start = joint.coordinates.lowerBound
      var axes: [[TransformAxis]] = []
      for list in [transform.rotations, transform.translations] {
        var converted: [TransformAxis] = []
        for axis in list {
          converted.append(try JointMotion.axis(axis, firstCoordinate: start, joint))
        }
        axes.append(converted)
      }
      (rotations, translations) = (axes[0], axes[1])
    case .unknown(let kind):
      throw joint.error(
        .unsupported,
        "found a <\(kind)>; allowed: Weld, Pin, Slider, Universal, Ball, Gimbal, Free, Planar, "
          + "Ellipsoid, Custom and ConstantCurvature joints"
      )
    }
  }

  /// The motion as the tree takes it.
  var kind: JointKind { .transformAxes(rotations: rotations, translations: translations) }

  /// The motion of the parent's frame in the child's.
  ///
  /// The inverse of rotations in sequence is that of the opposite rotations in opposite sequence, and the
  /// inverse of translations the opposite ones. The inverse of both is neither, and not supported.
  func reversed(_ joint: OpenSimModelDocument.Joint) throws(MultibodyModelError) -> JointKind {
    func isStill(_ axis: TransformAxis) -> Bool {
      if case .constant(0) = axis.function { axis.coordinate == nil } else { false }
    }
    let turning = rotations.filter { !isStill($0) }
    let shifting = translations.filter { !isStill($0) }
    guard turning.isEmpty || shifting.isEmpty else {
      throw MultibodyModelError(
        .unknownParent,
        element: "joint '\(joint.name)'",
        found:
          "a child that is joined to ground before its parent, with rotations and translations",
        allowed: "a parent nearer to ground: exchange the frames of the joint"
      )
    }
    // A rotation about the opposite axis is the opposite rotation; the same for translations.
    let back = (turning + shifting).reversed().map { axis in
      var opposite = axis
      opposite.axis = -axis.axis
      return opposite
    }
    return turning.isEmpty
      ? .transformAxes(rotations: [], translations: back)
      : .transformAxes(rotations: back, translations: [])
  }

  private static func axis(
    _ axis: OpenSimModelDocument.TransformAxis,
    firstCoordinate start: Int,
    _ joint: OpenSimModelDocument.Joint
  ) throws(DocumentError) -> TransformAxis {
    let element = "joint '\(joint.name)'"
    let direction = Vector3(axis.axis)
    let places = axis.coordinates.map { $0 - start }
    switch places.count {
    case 0:
      let function = try FunctionConversion.function(axis.function, of: element, axis.position)
      guard function.isConstant else {
        throw DocumentError(
          .missing,
          "found a function of no coordinate; name the coordinate, or write a Constant",
          element: element,
          at: axis.position
        )
      }
      return TransformAxis(axis: direction, constant: function.value(at: 0))
    case 1:
      return TransformAxis(
        axis: direction,
        coordinate: places[0],
        function: try FunctionConversion.function(axis.function, of: element, axis.position)
      )
    default:
      guard places.count <= 3, case .linear(let slopes, let intercept) = axis.function,
        slopes.count == places.count, Set(places).count == places.count
      else {
        throw DocumentError(
          .unsupported,
          "found a function of \(places.count) coordinates; allowed: a LinearFunction of up to three "
            + "different ones with as many slopes, or any function of one",
          element: element,
          at: axis.position
        )
      }
      return TransformAxis(
        axis: direction,
        coordinates: places,
        function: LinearCombination(slopes: slopes, intercept: intercept)
      )
    }
  }
}

/// The sum of slope times argument, plus an intercept.
private struct LinearCombination: MultivariateFunction {
  private let slopes: Vector3
  private let intercept: Double

  init(slopes: [Double], intercept: Double) {
    self.slopes = Vector3(
      slopes[0],
      slopes.count > 1 ? slopes[1] : 0,
      slopes.count > 2 ? slopes[2] : 0
    )
    self.intercept = intercept
  }

  func sample(at arguments: Vector3) -> MultivariateSample {
    MultivariateSample(
      value: slopes.dot(arguments) + intercept,
      gradient: slopes,
      hessian: .zero
    )
  }
}
