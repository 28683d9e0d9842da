// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics
public import OpenSimFormats

/// A model file of OpenSim as a tree of bodies that can be computed with.
///
/// The tree's coordinates have the names of the file. Couplers are couplings of the tree; locked and
/// prescribed coordinates are ordinary coordinates of the tree, since a motion may move them, and are
/// listed here.
public struct OpenSimModel: Sendable {
  /// What the file says.
  public let document: OpenSimModelDocument

  /// The bodies, joints and couplings.
  public let multibody: MultibodyModel

  /// The bodies of the tree in the order of the document's bodies.
  public let bodies: [BodyID]

  /// Where the frames of the document are, in their order.
  public let frames: [BodyFrame]

  /// The coordinates of the tree in the order of the document's coordinates.
  public let coordinates: [CoordinateID]

  /// The joints of the tree in the order of the document's joints.
  public let joints: [JointID]

  /// The joints that the tree needs beside those of the document: a free joint to ground for each body
  /// that no joint holds.
  public let addedJoints: [JointID]

  /// The coordinates that keep their value, in the order of the document.
  public let lockedCoordinates: [CoordinateID]

  /// The coordinates that are functions of time, in the order of the document.
  public let prescribedCoordinates: [PrescribedCoordinate]

  /// What the file asks for and the model does not do, where that was allowed by name.
  public let neglected: [UnsupportedPart]

  /// A frame that is fixed to a body or to ground.
  public struct BodyFrame: Sendable, Hashable {
    /// The body, or ground.
    public var body: BodyID

    /// The frame in the body's axes, in metres.
    public var transform: RigidTransform

    /// Makes a frame.
    public init(body: BodyID, transform: RigidTransform) {
      self.body = body
      self.transform = transform
    }
  }

  /// A coordinate that is a function of time.
  public struct PrescribedCoordinate: Sendable {
    /// The coordinate.
    public var coordinate: CoordinateID

    /// The value, in radians or metres, by time in seconds.
    public var function: CoordinateFunction
  }

  /// Makes a model from a document.
  ///
  /// - Parameters:
  ///   - document: What a model file says.
  ///   - allowed: The names or kinds of parts that may be left out though the results then differ from
  ///     OpenSim's, such as `WeldConstraint`.
  /// - Throws: `DocumentError` with the line and the element when the document is not a model that can be
  ///   computed, or asks for something that is not supported and not allowed to be left out.
  public init(
    _ document: OpenSimModelDocument,
    neglecting allowed: Set<String> = []
  ) throws(DocumentError) {
    let unsupported = UnsupportedPart.parts(of: document)
    if let part = unsupported.first(where: {
      !allowed.contains($0.name) && !allowed.contains($0.kind)
    }) {
      throw part.error.inFile(document.path)
    }
    let tree: TreeBuilder
    do throws(DocumentError) {
      tree = try TreeBuilder(document)
    } catch {
      throw error.inFile(document.path)
    }
    self.document = document
    neglected = unsupported
    multibody = tree.model
    bodies = tree.bodies
    frames = tree.frames
    coordinates = tree.coordinates
    joints = tree.joints
    addedJoints = tree.addedJoints
    lockedCoordinates = document.coordinates.indices
      .filter { document.coordinates[$0].isLocked }.map { tree.coordinates[$0] }
    prescribedCoordinates = tree.prescribed
  }

  /// Makes a model from a file.
  ///
  /// - Parameters:
  ///   - path: The path of an `.osim` file.
  ///   - allowed: The names or kinds of parts that may be left out.
  /// - Throws: `DocumentError` as `init(_:neglecting:)` and the reader of documents.
  public init(
    contentsOfFile path: String,
    neglecting allowed: Set<String> = []
  ) throws(DocumentError) {
    try self.init(OpenSimModelDocument(contentsOfFile: path), neglecting: allowed)
  }

  /// The coordinates that nothing in the file determines: neither a coupler, nor a lock, nor a function of
  /// time.
  public var freeCoordinates: [CoordinateID] {
    let held = Set(lockedCoordinates + prescribedCoordinates.map(\.coordinate))
    return multibody.independentCoordinates.filter { !held.contains($0) }
  }

  /// The default values of all coordinates at a time, with couplers and functions of time applied.
  ///
  /// - Parameter time: In seconds.
  /// - Returns: The state; prescribed coordinates have the speed of their function.
  public func defaultState(at time: Double = 0) -> MultibodyState {
    var state = MultibodyState(
      coordinates: [Double](repeating: 0, count: multibody.coordinateCount),
      speeds: [Double](repeating: 0, count: multibody.coordinateCount)
    )
    for (place, coordinate) in document.coordinates.enumerated() {
      let index = coordinates[place].index
      state.coordinates[index] = coordinate.defaultValue
      state.speeds[index] = coordinate.isLocked ? 0 : coordinate.defaultSpeed
    }
    for prescribed in prescribedCoordinates {
      let index = prescribed.coordinate.index
      state.coordinates[index] = prescribed.function.value(at: time)
      state.speeds[index] = prescribed.function.firstDerivative(at: time)
    }
    multibody.applyCouplings(to: &state)
    return state
  }
}
