// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What a model file of OpenSim says, as plain values.
///
/// There is one normal form for all layouts: frames in one list, joints between frames, coordinates in one
/// list. Lists are in the order of the file; one entry refers to another by its place in a list. Lengths
/// are in metres, angles in radians, as in the files.
///
/// Whatever the reader does not know is in ``unread``.
public struct OpenSimModelDocument: Sendable, Hashable {
  /// The path of the file; nil when the document came from no file.
  public var path: String?

  /// The version of the layout, dimensionless, such as 30000 or 40000.
  public var version: Int

  /// The name of the model.
  public var name: String

  /// Who made the model.
  public var credits: String

  /// What to cite.
  public var publications: String

  /// The acceleration of free fall in ground axes, in m/s2.
  public var gravity: SIMD3<Double>

  /// Ground, then one frame for each body in the order of ``bodies``, then the offset frames.
  public var frames: [Frame]

  /// The bodies without ground.
  public var bodies: [Body]

  /// The joints.
  public var joints: [Joint]

  /// The coordinates of all joints, joint by joint.
  public var coordinates: [Coordinate]

  /// The constraints.
  public var constraints: [Constraint]

  /// The surfaces that paths wrap over.
  public var wrapObjects: [WrapObject]

  /// The forces: muscles, ligaments, springs and actuators.
  public var forces: [Force]

  /// The markers.
  public var markers: [Marker]

  /// What the file holds and the reader does not know.
  public var unread: [UnreadElement]

  /// Forces and constraints that had no name, or that of another one of their set.
  ///
  /// They are called as OpenSim 4.6 calls them: after their class in small letters, and with `_0`, `_1` and
  /// so on at the end of a name that is taken.
  public var renamed: [RenamedElement]

  /// Makes a model that holds nothing but ground.
  ///
  /// - Parameters:
  ///   - name: The name of the model.
  ///   - gravity: The acceleration of free fall in ground axes, in m/s2.
  public init(
    name: String,
    gravity: SIMD3<Double> = SIMD3(0, -9.806_65, 0)
  ) {
    self.name = name
    self.gravity = gravity
    version = OpenSimModelDocument.writtenVersion
    credits = ""
    publications = ""
    frames = [Frame(name: "ground", path: "/ground", placement: .ground)]
    bodies = []
    joints = []
    coordinates = []
    constraints = []
    wrapObjects = []
    forces = []
    markers = []
    unread = []
    renamed = []
  }

  /// The version of the layout that is written, dimensionless: the first one with sockets.
  public static let writtenVersion = 40000

  /// The versions that are read, dimensionless.
  ///
  /// Below 20000 joints and muscles had other parts; from 50000 on nothing is known.
  public static let readVersions = 20000..<50000

  /// The place in ``bodies`` of the body that a frame is fixed to; nil when that is ground.
  ///
  /// - Parameter frame: A place in ``frames``.
  /// - Returns: A place in ``bodies``, or nil.
  public func body(ofFrame frame: Int) -> Int? {
    var frame = frame
    while true {
      switch frames[frame].placement {
      case .ground: return nil
      case .body(let body): return body
      case .offset(let parent, _, _): frame = parent
      }
    }
  }

  /// The place in ``frames`` of the frame of a body.
  ///
  /// - Parameter body: A place in ``bodies``.
  /// - Returns: A place in ``frames``.
  public func frame(ofBody body: Int) -> Int { body + 1 }

  /// The place in ``coordinates`` of the coordinate with a name; nil when there is none.
  public func coordinate(named name: String) -> Int? {
    coordinates.firstIndex { $0.name == name }
  }

  /// The place in ``bodies`` of the body with a name; nil when there is none.
  public func body(named name: String) -> Int? {
    bodies.firstIndex { $0.name == name }
  }
}
