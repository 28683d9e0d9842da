// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension OpenSimModelDocument {
  /// Axes that are fixed to ground, to a body or to another frame.
  public struct Frame: Sendable, Hashable {
    /// What a frame is fixed to.
    public enum Placement: Sendable, Hashable {
      /// Ground itself.
      case ground

      /// The axes of a body: its place in `bodies`.
      case body(Int)

      /// Axes that are moved against those of another frame.
      ///
      /// `parent` is a place in `frames`; `translation` is the origin in the parent, in metres;
      /// `orientation` are the angles of rotations about X, the new Y and the new Z, in radians.
      case offset(parent: Int, translation: SIMD3<Double>, orientation: SIMD3<Double>)
    }

    /// The name of the frame.
    public var name: String

    /// The absolute path, such as `/jointset/hip_r/pelvis_offset`, unique in the model.
    public var path: String

    /// What the frame is fixed to.
    public var placement: Placement

    /// What is drawn at the frame, kept as it stands in the file.
    public var display: [DocumentElement]

    /// Where the frame stands in the file.
    public var position: DocumentPosition

    /// Makes a frame.
    public init(
      name: String,
      path: String,
      placement: Placement,
      display: [DocumentElement] = [],
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.path = path
      self.placement = placement
      self.display = display
      self.position = position
    }
  }

  /// A rigid body.
  public struct Body: Sendable, Hashable {
    /// The name, unique among bodies.
    public var name: String

    /// Mass, in kilograms.
    public var mass: Double

    /// The mass centre in the axes of the body, in metres.
    public var massCenter: SIMD3<Double>

    /// Ixx, Iyy and Izz about the mass centre in the axes of the body, in kg m2.
    public var moments: SIMD3<Double>

    /// Ixy, Ixz and Iyz about the mass centre in the axes of the body, in kg m2.
    ///
    /// These are the entries of the inertia matrix beside its diagonal: minus the sums of m x y and so on.
    public var products: SIMD3<Double>

    /// Where the body stands in the file.
    public var position: DocumentPosition

    /// Makes a body.
    public init(
      name: String,
      mass: Double,
      massCenter: SIMD3<Double> = .zero,
      moments: SIMD3<Double> = .zero,
      products: SIMD3<Double> = .zero,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.mass = mass
      self.massCenter = massCenter
      self.moments = moments
      self.products = products
      self.position = position
    }
  }

  /// A point of a frame that is measured.
  public struct Marker: Sendable, Hashable {
    /// The name of the marker.
    public var name: String

    /// The frame: a place in `frames`.
    public var frame: Int

    /// The point in the frame, in metres.
    public var location: SIMD3<Double>

    /// True when the marker stays where it is when a model is fitted to a subject.
    public var isFixed: Bool

    /// Where the marker stands in the file.
    public var position: DocumentPosition

    /// Makes a marker.
    public init(
      name: String,
      frame: Int,
      location: SIMD3<Double>,
      isFixed: Bool = false,
      position: DocumentPosition = .none
    ) {
      self.name = name
      self.frame = frame
      self.location = location
      self.isFixed = isFixed
      self.position = position
    }
  }

  /// Something in a file that the reader does not know.
  public struct UnreadElement: Sendable, Hashable {
    /// The place in the model, such as `/forceset/soleus_r`; `/` for the model itself.
    public var owner: String

    /// What was not read.
    public var element: DocumentElement

    /// Makes an entry.
    public init(owner: String, element: DocumentElement) {
      self.owner = owner
      self.element = element
    }
  }

  /// A force or constraint that is not called as in the file.
  public struct RenamedElement: Sendable, Hashable {
    /// The place in the model, such as `/forceset/soleus_r_0`.
    public var path: String

    /// The name in the file; empty when it has none.
    public var nameInFile: String

    /// The name of the class in the file.
    public var kind: String

    /// Where the element stands in the file.
    public var position: DocumentPosition

    /// Makes an entry.
    public init(path: String, nameInFile: String, kind: String, position: DocumentPosition) {
      self.path = path
      self.nameInFile = nameInFile
      self.kind = kind
      self.position = position
    }
  }
}
