// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// One elementary motion of a joint: a rotation about or a translation along one axis.
struct StepDefinition: Sendable {
  /// Direction of length one; for translations and the first rotation in the frame F.
  var axis: Vector3
  /// The coordinate of the model that moves it; -1 for a constant step.
  var coordinate: Int
  /// The function's place in the table; -1 when the step is the coordinate itself.
  var function: Int
  /// The angle (rad) or displacement (m) of a constant step.
  var constant: Double
  /// The function of several coordinates that gives the value; nil for a function of one.
  var multivariate: MultivariateStep?
}

/// What a joint is made of before its constant parts are multiplied out.
struct JointDefinition: Sendable {
  var name: String
  var parent: Int
  var parentFrame: RigidTransform
  var childFrame: RigidTransform
  var translations: [StepDefinition]
  var rotations: [StepDefinition]
  var coordinateStart: Int
  var coordinateCount: Int
}

/// The constants of one rotation step, with the constant transforms beside it multiplied in.
///
/// The transform across the step by the angle x is, for rotation and translation alike,
///
///     T(x) = constant + cos(x) cosine + sin(x) sine
struct RotationStep {
  var constantRotation: Matrix3
  var cosineRotation: Matrix3
  var sineRotation: Matrix3
  var constantTranslation: Vector3
  var cosineTranslation: Vector3
  var sineTranslation: Vector3
  /// The axis in the frame before the step, of length one.
  var axis: Vector3
  /// A point of the axis in the frame before the step, in metres.
  var point: Vector3

  /// The step `leading`, then the rotation about `axis`, then `trailing`.
  init(leading: RigidTransform, axis: Vector3, trailing: RigidTransform) {
    // Rodrigues: R(x) = a a' + cos(x) (1 - a a') + sin(x) [a].
    let along = Matrix3(outerProductOf: axis, axis)
    let across = Matrix3.identity - along
    let turn = Matrix3(crossProductOf: axis)
    let l = leading.rotation.matrix
    let t = trailing.rotation.matrix
    constantRotation = l * along * t
    cosineRotation = l * across * t
    sineRotation = l * turn * t
    constantTranslation = leading.translation + l * (along * trailing.translation)
    cosineTranslation = l * (across * trailing.translation)
    sineTranslation = l * (turn * trailing.translation)
    self.axis = l * axis
    point = leading.translation
  }
}

/// Where a step's value comes from.
struct StepSource {
  var coordinate: Int
  /// The function's place in the table; -1 when the step is the coordinate itself.
  var function: Int
  /// The place among the functions of several coordinates; -1 for a step that is none.
  var multivariate: Int
  var isRotation: Bool
}

/// A joint in the form that the recursions read.
struct CompiledJoint {
  var parent: Int
  /// The first step; translations come before rotations.
  var stepStart: Int
  var translationStart: Int
  var translationCount: Int
  var rotationStart: Int
  var rotationCount: Int
  var coordinateStart: Int
  var coordinateCount: Int
  /// True when every step is a coordinate of its own, so that step axes are motion axes.
  var isPlain: Bool
  /// The transform of the child in the parent with all translations zero, when nothing rotates.
  var constant: RigidTransform
}

/// Mass, mass centre (m, body frame) and inertia about it (kg m2, body axes).
struct MassProperties {
  var mass: Double
  var center: Vector3
  var inertia: Matrix3
}

/// One term of a coupling: the dependent coordinate contains function(independent).
struct CompiledCouplingTerm {
  var dependent: Int
  var independent: Int
  var function: Int
}

/// A dependent coordinate and the constant part of its value, in rad or m.
struct CompiledCoupling {
  var dependent: Int
  var constant: Double
}
