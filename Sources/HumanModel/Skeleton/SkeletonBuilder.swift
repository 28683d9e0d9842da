// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LumbarSpine
internal import MultibodyDynamics

/// Puts the bodies and joints of the skeleton together.
enum SkeletonBuilder {
  /// The multibody model with the numbers of one subject.
  ///
  /// - Parameter numbers: Masses and frames of the bodies.
  /// - Returns: The model.
  /// - Throws: `MultibodyModelError` for numbers that no body or joint has.
  static func multibody(
    _ numbers: SkeletonNumbers
  ) throws(MultibodyModelError) -> MultibodyModel {
    var builder = MultibodyModelBuilder(gravity: numbers.gravity)
    for (plan, body) in zip(BodyPlan.standard, numbers.bodies) {
      guard let parent = plan.parent == "ground" ? .ground : builder.body(named: plan.parent)
      else { preconditionFailure("no body '\(plan.parent)' before '\(plan.name)'") }
      try builder.addBody(
        BodyDescription(
          name: plan.name,
          mass: body.mass,
          massCenter: body.massCenter,
          inertia: body.inertia
        ),
        parent: parent,
        joint: plan.joint,
        jointName: plan.jointName,
        parentFrame: body.parentFrame,
        childFrame: body.childFrame,
        coordinates: plan.coordinates
      )
    }
    try coupleAbdomen(&builder)
    var model = try builder.build()
    if let abdomen = model.body(named: "abdomen") {
      model.updateRotationSlopes(of: abdomen, to: numbers.abdomenTurnShare)
    }
    return model
  }

  /// Each coordinate of the abdomen, a turn of the thorax, is the sum of those of the six levels.
  private static func coupleAbdomen(
    _ builder: inout MultibodyModelBuilder
  ) throws(MultibodyModelError) {
    for (axis, name) in SkeletonNames.abdomen.enumerated() {
      guard let dependent = builder.coordinate(named: name) else { continue }
      let terms = LumbarLevel.allCases.compactMap { level in
        builder.coordinate(named: SkeletonNames.lumbar(level)[axis]).map {
          CoordinateCoupling.Term(independent: $0, function: .identity)
        }
      }
      try builder.addCoupling(CoordinateCoupling(dependent: dependent, terms: terms))
    }
  }
}
