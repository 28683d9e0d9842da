// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// Collects bodies, joints and couplings, checks them, and makes a model.
public struct MultibodyModelBuilder: Sendable {
  /// The acceleration of free fall in ground axes, in m/s2.
  public var gravity: Vector3

  var bodies: [BodyDescription]
  var joints: [JointDefinition]
  var coordinateNames: [String] = []
  var coordinateBodies: [Int] = []
  var coordinateMotions: [CoordinateMotion] = []
  var functions: [CoordinateFunction] = []
  var couplings: [CoordinateCoupling] = []
  private var bodyIndex: [String: Int] = ["ground": 0]
  private var coordinateIndex: [String: Int] = [:]
  private var jointNames: Set<String> = []

  /// Starts a model that holds nothing but ground.
  ///
  /// - Parameter gravity: The acceleration of free fall in ground axes, in m/s2.
  public init(gravity: Vector3 = MultibodyModel.standardGravity) {
    self.gravity = gravity
    bodies = [BodyDescription(name: "ground", mass: 0)]
    joints = [
      JointDefinition(
        name: "",
        parent: 0,
        parentFrame: .identity,
        childFrame: .identity,
        translations: [],
        rotations: [],
        coordinateStart: 0,
        coordinateCount: 0
      )
    ]
  }

  /// Adds a body and the joint that connects it to a body added before.
  ///
  /// The transform of the body in its parent is `parentFrame` times the joint's motion times the
  /// inverse of `childFrame`.
  ///
  /// - Parameters:
  ///   - description: Name and mass distribution of the body.
  ///   - parent: The body on the other side of the joint.
  ///   - joint: How the body can move.
  ///   - jointName: The joint's name; by default the body's name.
  ///   - parentFrame: The joint's frame F in the parent.
  ///   - childFrame: The joint's frame M in the new body.
  ///   - coordinates: The names of the joint's coordinates, unique in the model, in the order
  ///     that the joint kind states.
  /// - Returns: The identifier of the body.
  /// - Throws: `MultibodyModelError` when a number, a name or a count is not allowed.
  @discardableResult
  public mutating func addBody(
    _ description: BodyDescription,
    parent: BodyID,
    joint: JointKind,
    jointName: String? = nil,
    parentFrame: RigidTransform = .identity,
    childFrame: RigidTransform = .identity,
    coordinates: [String] = []
  ) throws(MultibodyModelError) -> BodyID {
    try description.validate()
    let body = "body '\(description.name)'"
    guard !description.name.isEmpty, bodyIndex[description.name] == nil else {
      throw MultibodyModelError(
        .invalidName,
        element: body,
        found: "a name that is empty or in use",
        allowed: "a name that no other body has"
      )
    }
    guard bodies.indices.contains(parent.index) else {
      throw MultibodyModelError(
        .unknownParent,
        element: body,
        found: "the parent with index \(parent.index)",
        allowed: "a body that was added before: 0 to \(bodies.count - 1)"
      )
    }
    let jointName = jointName ?? description.name
    guard !jointName.isEmpty, !jointNames.contains(jointName) else {
      throw MultibodyModelError(
        .invalidName,
        element: "joint '\(jointName)' of \(body)",
        found: "a name that is empty or in use",
        allowed: "a name that no other joint has"
      )
    }
    try validateFrame(parentFrame, element: "parent frame of joint '\(jointName)'")
    try validateFrame(childFrame, element: "child frame of joint '\(jointName)'")
    let (rotations, translations) = joint.axes
    let element = "joint '\(jointName)'"
    guard rotations.count <= 3, translations.count <= 3 else {
      throw MultibodyModelError(
        .tooManyAxes,
        element: element,
        found: "\(rotations.count) rotations and \(translations.count) translations",
        allowed: "at most three of each"
      )
    }
    if let required = joint.requiredCoordinateCount, required != coordinates.count {
      throw MultibodyModelError(
        .wrongCoordinateCount,
        element: element,
        found: "\(coordinates.count) coordinate names",
        allowed: "\(required)"
      )
    }
    for (place, name) in coordinates.enumerated()
    where name.isEmpty || coordinateIndex[name] != nil || coordinates[..<place].contains(name) {
      throw MultibodyModelError(
        .invalidName,
        element: "coordinate '\(name)' of \(element)",
        found: "a name that is empty or in use",
        allowed: "a name that no other coordinate has"
      )
    }

    // Functions go into the list only once every axis has been checked.
    var added: [CoordinateFunction] = []
    var motions = [CoordinateMotion?](repeating: nil, count: coordinates.count)
    let start = coordinateNames.count
    func steps(
      _ axes: [TransformAxis],
      _ motion: CoordinateMotion
    ) throws(MultibodyModelError) -> [StepDefinition] {
      var steps: [StepDefinition] = []
      for axis in axes {
        steps.append(
          try step(
            axis,
            motion,
            element: element,
            coordinateStart: start,
            functions: &added,
            motions: &motions
          )
        )
      }
      return steps
    }
    let turning = try steps(rotations, .rotational)
    let shifting = try steps(translations, .translational)
    for (place, motion) in motions.enumerated() where motion == nil {
      throw MultibodyModelError(
        .idleCoordinate,
        element: "coordinate '\(coordinates[place])' of \(element)",
        found: "no axis that depends on it",
        allowed: "at least one"
      )
    }

    let id = bodies.count
    functions += added
    bodies.append(description)
    bodyIndex[description.name] = id
    jointNames.insert(jointName)
    for (place, name) in coordinates.enumerated() {
      coordinateIndex[name] = start + place
      coordinateNames.append(name)
      coordinateBodies.append(id)
      coordinateMotions.append(motions[place] ?? .coupled)
    }
    joints.append(
      JointDefinition(
        name: jointName,
        parent: parent.index,
        parentFrame: parentFrame,
        childFrame: childFrame,
        translations: shifting,
        rotations: turning,
        coordinateStart: start,
        coordinateCount: coordinates.count
      )
    )
    return BodyID(index: id)
  }

  /// The body with a name, if it was added.
  public func body(named name: String) -> BodyID? { bodyIndex[name].map(BodyID.init(index:)) }

  /// The coordinate with a name, if it was added.
  public func coordinate(named name: String) -> CoordinateID? {
    coordinateIndex[name].map(CoordinateID.init(index:))
  }

  /// Makes the model.
  ///
  /// - Throws: `MultibodyModelError` when a coupling depends on a dependent coordinate, or
  ///   gravity is not finite.
  public func build() throws(MultibodyModelError) -> MultibodyModel {
    guard gravity.isFinite else {
      throw MultibodyModelError(
        .invalidFrame,
        element: "gravity",
        found: "\(gravity)",
        allowed: "finite components in m/s2"
      )
    }
    try validateCouplings()
    return MultibodyModel(self, bodyIndex: bodyIndex, coordinateIndex: coordinateIndex)
  }

  private func step(
    _ axis: TransformAxis,
    _ motion: CoordinateMotion,
    element: String,
    coordinateStart: Int,
    functions added: inout [CoordinateFunction],
    motions: inout [CoordinateMotion?]
  ) throws(MultibodyModelError) -> StepDefinition {
    guard axis.axis.isFinite, axis.axis.squaredLength > 0 else {
      throw MultibodyModelError(
        .invalidAxis,
        element: element,
        found: "the axis \(axis.axis)",
        allowed: "a finite direction other than zero"
      )
    }
    guard axis.function.isFinite else {
      throw MultibodyModelError(
        .invalidFunction,
        element: element,
        found: "\(axis.function)",
        allowed: "finite coefficients"
      )
    }
    let direction = axis.axis.normalized
    guard let place = axis.coordinate else {
      return StepDefinition(
        axis: direction,
        coordinate: -1,
        function: -1,
        constant: axis.function.value(at: 0)
      )
    }
    guard motions.indices.contains(place) else {
      throw MultibodyModelError(
        .unknownCoordinate,
        element: element,
        found: "an axis moved by coordinate \(place)",
        allowed: motions.isEmpty
          ? "constants only, since the joint has no coordinate" : "0 to \(motions.count - 1)"
      )
    }
    if let function = axis.multivariate {
      for place in axis.arguments where !motions.indices.contains(place) {
        throw MultibodyModelError(
          .unknownCoordinate,
          element: element,
          found: "an axis moved by coordinate \(place)",
          allowed: "0 to \(motions.count - 1)"
        )
      }
      // A coordinate that is also an angle or a displacement of its own keeps that unit.
      for place in axis.arguments where motions[place] == nil { motions[place] = .coupled }
      let places = axis.arguments.map { coordinateStart + $0 }
      return StepDefinition(
        axis: direction,
        coordinate: places[0],
        function: -1,
        constant: 0,
        multivariate: MultivariateStep(
          function: function,
          first: places[0],
          second: places.count > 1 ? places[1] : -1,
          third: places.count > 2 ? places[2] : -1
        )
      )
    }
    if axis.function.isConstant {
      return StepDefinition(
        axis: direction,
        coordinate: -1,
        function: -1,
        constant: axis.function.value(at: 0)
      )
    }
    // A coordinate that equals one angle or one displacement, up to sign and constant, has that
    // unit; any other is "coupled".
    let own: CoordinateMotion = axis.function.isUnitSlope ? motion : .coupled
    switch (motions[place], own) {
    case (nil, _), (.coupled, .rotational), (.coupled, .translational): motions[place] = own
    case (.rotational, .translational), (.translational, .rotational): motions[place] = .coupled
    default: break
    }
    var function = -1
    if case .linear(slope: 1, intercept: 0) = axis.function {
      // The coordinate itself: no function is needed.
    } else {
      function = functions.count + added.count
      added.append(axis.function)
    }
    return StepDefinition(
      axis: direction,
      coordinate: coordinateStart + place,
      function: function,
      constant: 0
    )
  }
}
