// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics
internal import OpenSimFormats

/// Turns the joints of a document into a tree that begins at ground.
///
/// Joints are taken in the order of the file as soon as one of their bodies is in the tree. A joint whose
/// child is in the tree before its parent is turned round. A body that no joint holds gets a free joint to
/// ground, as in OpenSim.
struct TreeBuilder {
  private(set) var model: MultibodyModel
  private(set) var bodies: [BodyID] = []
  private(set) var frames: [OpenSimModel.BodyFrame] = []
  private(set) var coordinates: [CoordinateID] = []
  private(set) var joints: [JointID] = []
  private(set) var addedJoints: [JointID] = []
  private(set) var prescribed: [OpenSimModel.PrescribedCoordinate] = []

  /// The largest number of bodies and of coordinates; a model keeps tables of its square (chosen: ten
  /// times the largest that are published).
  static let largestCount = 2000

  init(_ document: OpenSimModelDocument) throws(DocumentError) {
    for (count, what, allowed) in [
      (document.bodies.count, "bodies", TreeBuilder.largestCount),
      (document.coordinates.count, "coordinates", TreeBuilder.largestCount),
      (document.frames.count, "frames", 5 * TreeBuilder.largestCount),
    ] where count > allowed {
      throw DocumentError(
        .tooLarge,
        "found \(count) \(what); allowed: at most \(allowed)",
        element: "<Model>",
        at: .none
      )
    }
    let g = document.gravity
    var builder = MultibodyModelBuilder(gravity: Vector3(g.x, g.y, g.z))
    var placed = [BodyID?](repeating: nil, count: document.bodies.count)
    var joints = [JointID?](repeating: nil, count: document.joints.count)
    func place(_ body: Int?) -> BodyID? { body.map { placed[$0] } ?? .ground }

    var waiting = Array(document.joints.indices)
    while true {
      var left: [Int] = []
      for index in waiting {
        let joint = document.joints[index]
        let parent = document.body(ofFrame: joint.parentFrame)
        let child = document.body(ofFrame: joint.childFrame)
        switch (place(parent), place(child)) {
        case (nil, nil):
          left.append(index)
        case (.some, .some):
          throw joint.error(
            parent == child ? .cycle : .unsupported,
            parent == child
              ? "found a joint of a body with itself"
              : "found a joint between two bodies that others joints hold already; a closed loop of bodies "
                + "is not supported: weld or remove one joint of it"
          )
        case (.some(let base), nil):
          guard let child else { continue }
          placed[child] = try TreeBuilder.add(
            document,
            index,
            body: child,
            base: base,
            isReversed: false,
            to: &builder
          )
          joints[index] = placed[child]?.inboardJoint
        case (nil, .some(let base)):
          guard let parent else { continue }
          placed[parent] = try TreeBuilder.add(
            document,
            index,
            body: parent,
            base: base,
            isReversed: true,
            to: &builder
          )
          joints[index] = placed[parent]?.inboardJoint
        }
      }
      if left.isEmpty { break }
      if left.count == waiting.count {
        // No joint leads to ground: bodies that are no child of any joint hang on free joints.
        let children = Set(
          left.compactMap { document.body(ofFrame: document.joints[$0].childFrame) }
        )
        let bases = left.compactMap { document.body(ofFrame: document.joints[$0].parentFrame) }
        guard let base = bases.first(where: { !children.contains($0) }) else {
          throw document.joints[left[0]].error(
            .cycle,
            "found bodies that are joined in a circle and not to ground; join one of them to ground"
          )
        }
        placed[base] = try TreeBuilder.addFree(document, body: base, to: &builder)
        if let joint = placed[base]?.inboardJoint { addedJoints.append(joint) }
      }
      waiting = left
    }
    for body in document.bodies.indices where placed[body] == nil {
      placed[body] = try TreeBuilder.addFree(document, body: body, to: &builder)
      if let joint = placed[body]?.inboardJoint { addedJoints.append(joint) }
    }
    bodies = placed.compactMap { $0 }
    self.joints = joints.compactMap { $0 }
    coordinates = document.coordinates.compactMap { builder.coordinate(named: $0.name) }
    frames = document.frames.indices.map { frame in
      OpenSimModel.BodyFrame(
        body: document.body(ofFrame: frame).flatMap { placed[$0] } ?? .ground,
        transform: document.transform(ofFrame: frame)
      )
    }
    try CouplerConversion(document, coordinates).add(to: &builder)
    for (place, coordinate) in document.coordinates.enumerated() where coordinate.isPrescribed {
      guard let function = coordinate.prescribedFunction else { continue }
      let converted = try FunctionConversion.function(
        function,
        of: coordinate.label,
        coordinate.position
      )
      guard converted.value(at: 0).isFinite else {
        throw DocumentError(
          .invalidValue,
          "found a function of time that is not finite; allowed: smaller numbers",
          element: coordinate.label,
          at: coordinate.position
        )
      }
      prescribed.append(
        OpenSimModel.PrescribedCoordinate(coordinate: coordinates[place], function: converted)
      )
    }
    do throws(MultibodyModelError) {
      model = try builder.build()
    } catch {
      throw DocumentError(.inconsistent, error.description, element: "<Model>", at: .none)
    }
  }

  private static func add(
    _ document: OpenSimModelDocument,
    _ index: Int,
    body: Int,
    base: BodyID,
    isReversed: Bool,
    to builder: inout MultibodyModelBuilder
  ) throws(DocumentError) -> BodyID {
    let joint = document.joints[index]
    let motion = try JointMotion(joint, document)
    let parentFrame = document.transform(ofFrame: joint.parentFrame)
    let childFrame = document.transform(ofFrame: joint.childFrame)
    let names = document.coordinates[joint.coordinates].map(\.name)
    do throws(MultibodyModelError) {
      return try builder.addBody(
        description(of: document.bodies[body]),
        parent: base,
        joint: isReversed ? try motion.reversed(joint) : motion.kind,
        jointName: joint.name,
        parentFrame: isReversed ? childFrame : parentFrame,
        childFrame: isReversed ? parentFrame : childFrame,
        coordinates: names
      )
    } catch {
      throw document.located(error, joint: joint, body: document.bodies[body])
    }
  }

  private static func addFree(
    _ document: OpenSimModelDocument,
    body: Int,
    to builder: inout MultibodyModelBuilder
  ) throws(DocumentError) -> BodyID {
    let name = "free_" + document.bodies[body].name
    do throws(MultibodyModelError) {
      return try builder.addBody(
        description(of: document.bodies[body]),
        parent: .ground,
        joint: JointMotion.free,
        jointName: name,
        coordinates: (0..<6).map { name + "_coord_\($0)" }
      )
    } catch {
      throw document.located(error, joint: nil, body: document.bodies[body])
    }
  }

  private static func description(of body: OpenSimModelDocument.Body) -> BodyDescription {
    let (m, p) = (body.moments, body.products)
    return BodyDescription(
      name: body.name,
      mass: body.mass,
      massCenter: Vector3(body.massCenter),
      inertia: Matrix3(
        rows: Vector3(m.x, p.x, p.y),
        Vector3(p.x, m.y, p.z),
        Vector3(p.y, p.z, m.z)
      )
    )
  }
}

extension Vector3 {
  /// The vector of three numbers of a document.
  init(_ numbers: SIMD3<Double>) { self.init(numbers.x, numbers.y, numbers.z) }
}

extension OpenSimModelDocument {
  /// A frame in the axes of the body, or of ground, that it is fixed to.
  func transform(ofFrame frame: Int) -> RigidTransform {
    var transform = RigidTransform.identity
    var current = frame
    while case .offset(let parent, let translation, let orientation) = frames[current].placement {
      transform =
        RigidTransform(
          rotation: Rotation(bodyFixedXYZ: Vector3(orientation)),
          translation: Vector3(translation)
        ) * transform
      current = parent
    }
    return transform
  }

  /// An error of the tree at the place in the file that it comes from.
  fileprivate func located(
    _ error: MultibodyModelError,
    joint: Joint?,
    body: Body
  ) -> DocumentError {
    let ofBody: [MultibodyModelError.Code] = [.invalidMass, .invalidMassCenter, .invalidInertia]
    if let joint, !ofBody.contains(error.code) {
      return joint.error(.invalidValue, error.description)
    }
    return DocumentError(
      .invalidValue,
      error.description,
      element: "<Body name=\"\(body.name)\">",
      at: body.position
    )
  }
}

extension OpenSimModelDocument.Joint {
  func error(_ code: DocumentError.Code, _ message: String) -> DocumentError {
    DocumentError(code, message, element: "joint '\(name)'", at: position)
  }
}

extension OpenSimModelDocument.Coordinate {
  var label: String { "<Coordinate name=\"\(name)\">" }
}
