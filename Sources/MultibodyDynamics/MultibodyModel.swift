// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra

/// An immutable description of a tree of rigid bodies; share it freely between tasks.
///
/// Body 0 is ground. Every other body has one joint to a parent that comes before it. A
/// coordinate's rate is its speed. Dependent coordinates (couplings, locks) are ordinary
/// coordinates for every function that does not say otherwise; `applyCouplings` gives them their
/// values.
public struct MultibodyModel: Sendable {
  /// Standard gravity along -Y, in m/s2.
  ///
  /// 9.80665 by the third General Conference on Weights and Measures (1901).
  public static let standardGravity = Vector3(0, -9.806_65, 0)

  /// The acceleration of free fall in ground axes, in m/s2.
  public private(set) var gravity: Vector3

  /// The names of the bodies, ground first.
  public let bodyNames: [String]

  /// The names of the joints by the index of their outboard body; that of ground is empty.
  public let jointNames: [String]

  /// The names of the coordinates, in the order of the state.
  public let coordinateNames: [String]

  /// What each coordinate measures, in the order of the state.
  public let coordinateMotions: [CoordinateMotion]

  /// The coordinates that follow others, with what they follow.
  public let couplings: [CoordinateCoupling]

  /// The coordinates that no coupling determines, in the order of the state.
  public let independentCoordinates: [CoordinateID]

  var definitions: [JointDefinition]
  let coordinateBodies: [Int]
  /// Entry (body, root) at body * bodyCount + root: the body is the root or outboard of it.
  let subtreeTable: [Bool]
  private(set) var storage: CompiledModel
  private let bodyIndex: [String: Int]
  private let jointIndex: [String: Int]
  private let coordinateIndex: [String: Int]

  init(
    _ builder: MultibodyModelBuilder,
    bodyIndex: [String: Int],
    coordinateIndex: [String: Int]
  ) {
    gravity = builder.gravity
    bodyNames = builder.bodies.map(\.name)
    jointNames = builder.joints.map(\.name)
    coordinateNames = builder.coordinateNames
    coordinateMotions = builder.coordinateMotions
    coordinateBodies = builder.coordinateBodies
    couplings = builder.couplings
    definitions = builder.joints
    self.bodyIndex = bodyIndex
    self.coordinateIndex = coordinateIndex
    jointIndex = Dictionary(
      uniqueKeysWithValues: builder.joints.enumerated().dropFirst().map { ($1.name, $0) }
    )
    let dependent = Set(couplings.map(\.dependent))
    independentCoordinates = coordinateNames.indices.map(CoordinateID.init(index:))
      .filter { !dependent.contains($0) }
    let count = builder.bodies.count
    var table = [Bool](repeating: false, count: count * count)
    for body in 0..<count {
      table[body * count + body] = true
      let parent = builder.joints[body].parent
      for root in 0..<body where table[parent * count + root] {
        table[body * count + root] = true
      }
    }
    subtreeTable = table
    var functions = builder.functions
    var terms: [CompiledCouplingTerm] = []
    for coupling in couplings {
      for term in coupling.terms {
        terms.append(
          CompiledCouplingTerm(
            dependent: coupling.dependent.index,
            independent: term.independent.index,
            function: functions.count
          )
        )
        functions.append(term.function)
      }
    }
    storage = CompiledModel(
      joints: builder.joints,
      masses: builder.bodies.map {
        MassProperties(mass: $0.mass, center: $0.massCenter, inertia: $0.inertia)
      },
      coordinateCount: coordinateNames.count,
      couplings: couplings.map {
        CompiledCoupling(dependent: $0.dependent.index, constant: $0.constant)
      },
      couplingTerms: terms,
      functions: FunctionTable(functions)
    )
  }

  /// The number of bodies with ground, dimensionless.
  public var bodyCount: Int { bodyNames.count }

  /// The number of coordinates and of speeds, dimensionless.
  public var coordinateCount: Int { coordinateNames.count }

  /// The body with a name, if there is one.
  public func body(named name: String) -> BodyID? { bodyIndex[name].map(BodyID.init(index:)) }

  /// The joint with a name, if there is one.
  public func joint(named name: String) -> JointID? {
    jointIndex[name].map(JointID.init(index:))
  }

  /// The coordinate with a name, if there is one.
  public func coordinate(named name: String) -> CoordinateID? {
    coordinateIndex[name].map(CoordinateID.init(index:))
  }

  /// The name of a body.
  public func name(of body: BodyID) -> String { bodyNames[body.index] }

  /// The name of a coordinate.
  public func name(of coordinate: CoordinateID) -> String { coordinateNames[coordinate.index] }

  /// Mass, in kilograms, of a body.
  public func mass(of body: BodyID) -> Double {
    checkBody(body)
    return storage.masses[body.index].mass
  }

  /// The mass centre of a body in its frame, in metres.
  public func massCenter(of body: BodyID) -> Vector3 {
    checkBody(body)
    return storage.masses[body.index].center
  }

  /// The inertia of a body about its mass centre along its axes, in kg m2.
  public func inertia(of body: BodyID) -> Matrix3 {
    checkBody(body)
    return storage.masses[body.index].inertia
  }

  /// The mass of all bodies together, in kilograms.
  public var totalMass: Double {
    var sum = 0.0
    for body in 1..<bodyCount { sum += storage.masses[body].mass }
    return sum
  }

  /// Replaces the acceleration of free fall, in m/s2 in ground axes.
  public mutating func updateGravity(_ gravity: Vector3) {
    precondition(gravity.isFinite, "gravity is \(gravity), which is not finite")
    self.gravity = gravity
  }

  /// Replaces the mass distribution of a body; a workspace of the model stays valid.
  ///
  /// Allocates only when another value shares the model's storage.
  ///
  /// - Parameters:
  ///   - body: Any body but ground.
  ///   - mass: Mass, in kilograms; nil keeps it.
  ///   - massCenter: The mass centre in the body frame, in metres; nil keeps it.
  ///   - inertia: Inertia about the mass centre along the body axes, in kg m2; nil keeps it.
  /// - Throws: `MultibodyModelError` when a value is impossible; the model is then unchanged.
  public mutating func updateBody(
    _ body: BodyID,
    mass: Double? = nil,
    massCenter: Vector3? = nil,
    inertia: Matrix3? = nil
  ) throws(MultibodyModelError) {
    checkMovingBody(body)
    var properties = storage.masses[body.index]
    if let mass { properties.mass = mass }
    if let massCenter { properties.center = massCenter }
    if let inertia { properties.inertia = inertia }
    try BodyDescription.validate(
      name: bodyNames[body.index],
      mass: properties.mass,
      massCenter: properties.center,
      inertia: properties.inertia
    )
    makeStorageUnique()
    storage.masses[body.index] = properties
  }

  /// Replaces the frames of the joint inboard of a body; a workspace of the model stays valid.
  ///
  /// Allocates only when another value shares the model's storage.
  ///
  /// - Parameters:
  ///   - body: Any body but ground.
  ///   - parentFrame: The joint's frame F in the parent; nil keeps it.
  ///   - childFrame: The joint's frame M in the body; nil keeps it.
  /// - Throws: `MultibodyModelError` when a frame is impossible; the model is then unchanged.
  public mutating func updateFrames(
    of body: BodyID,
    parentFrame: RigidTransform? = nil,
    childFrame: RigidTransform? = nil
  ) throws(MultibodyModelError) {
    checkMovingBody(body)
    if let parentFrame {
      try validateFrame(parentFrame, element: "parent frame of joint '\(jointNames[body.index])'")
    }
    if let childFrame {
      try validateFrame(childFrame, element: "child frame of joint '\(jointNames[body.index])'")
    }
    makeStorageUnique()
    if let parentFrame { definitions[body.index].parentFrame = parentFrame }
    if let childFrame { definitions[body.index].childFrame = childFrame }
    storage.compile(definitions[body.index], body: body.index)
  }

  /// Replaces the slope of the linear functions by which coordinates turn a body about the axes of its
  /// joint; a workspace of the model stays valid.
  ///
  /// Allocates only when another value shares the model's storage.
  ///
  /// - Precondition: every rotation of the joint is a linear function of a coordinate, other than the
  ///   coordinate itself.
  /// - Parameters:
  ///   - body: Any body but ground.
  ///   - slope: Angle per coordinate, dimensionless for a coordinate in radians; finite.
  public mutating func updateRotationSlopes(of body: BodyID, to slope: Double) {
    checkMovingBody(body)
    precondition(slope.isFinite, "the slope of body '\(bodyNames[body.index])' is \(slope)")
    makeStorageUnique()
    for step in definitions[body.index].rotations {
      let isLinear =
        step.function >= 0 && storage.functions.setSlope(slope, ofFunction: step.function)
      precondition(
        isLinear,
        "a rotation of joint '\(jointNames[body.index])' is no linear function of a coordinate"
      )
    }
  }

  private mutating func makeStorageUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = CompiledModel(copying: storage) }
  }

  func checkBody(_ body: BodyID) {
    precondition(
      body.index >= 0 && body.index < bodyCount,
      "body index \(body.index) given, model has \(bodyCount) bodies"
    )
  }

  func checkMovingBody(_ body: BodyID) {
    precondition(
      body.index > 0 && body.index < bodyCount,
      "body index \(body.index) given, moving bodies are 1 to \(bodyCount - 1)"
    )
  }

  func checkCoordinate(_ coordinate: CoordinateID) {
    precondition(
      coordinate.index >= 0 && coordinate.index < coordinateCount,
      "coordinate index \(coordinate.index) given, model has \(coordinateCount) coordinates"
    )
  }
}
