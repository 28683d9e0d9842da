// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MultibodyDynamics
public import MuscleMechanics
public import OpenSimFormats

/// The muscles of a model file: their paths on the bodies of the tree, and their laws.
///
/// Paths are those that OpenSim constructs; moment arms are the derivatives of their lengths.
public struct OpenSimMuscles: Sendable {
  /// The names of the muscles, in the order of the document.
  public let names: [String]

  /// The places of the muscles in the document's list of forces.
  public let forces: [Int]

  /// The paths; its coordinates are all those of the tree, in the order of the tree.
  public let geometry: MuscleGeometry

  /// The laws of the muscles.
  public let laws: [HillMuscle]

  /// The range of the control of each muscle, dimensionless.
  public let controls: [ClosedRange<Double>]

  /// Whether each muscle acts, or the file switches it off.
  public let isApplied: [Bool]

  /// Muscles and surfaces that the file asks for and that were left out, since that was allowed by name.
  public let neglected: [UnsupportedPart]

  /// What each coordinate that follows another one adds to the moment arms about that one.
  private let couplings: [Coupling]

  private struct Coupling: Sendable {
    var dependent: Int
    var independent: Int
    var function: CoordinateFunction
  }

  /// Makes the muscles of a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - allowed: The names or kinds of muscles and surfaces that may be left out though results then differ
  ///     from OpenSim's, such as `WrapTorus`.
  /// - Throws: `DocumentError` with line and element when a muscle cannot be made.
  public init(
    _ model: OpenSimModel,
    neglecting allowed: Set<String> = []
  ) throws(DocumentError) {
    var names: [String] = []
    var forces: [Int] = []
    var laws: [HillMuscle] = []
    var controls: [ClosedRange<Double>] = []
    var isApplied: [Bool] = []
    var leftOut: [UnsupportedPart] = []
    var builder = PathBuilder(model, neglecting: allowed)
    do throws(DocumentError) {
      for (place, force) in model.document.forces.enumerated() where force.isMuscle {
        let lawBuilder = MuscleLawBuilder(force: force)
        let law: HillMuscle
        do throws(DocumentError) {
          law = try lawBuilder.muscle()
        } catch {
          guard error.code == .unsupported,
            allowed.contains(force.name) || allowed.contains(force.kind)
          else { throw error }
          leftOut.append(UnsupportedPart(name: force.name, kind: force.kind, error: error))
          continue
        }
        try builder.add(force)
        names.append(force.name)
        forces.append(place)
        laws.append(law)
        controls.append(try lawBuilder.control())
        isApplied.append(force.isApplied)
      }
    } catch {
      throw error.inFile(model.document.path)
    }
    self.names = names
    self.forces = forces
    self.laws = laws
    self.controls = controls
    self.isApplied = isApplied
    neglected = leftOut + builder.neglected
    geometry = MuscleGeometry(
      paths: builder.paths,
      constructedSurfaces: builder.surfaces,
      model: model.multibody,
      coordinates: (0..<model.multibody.coordinateCount).map(CoordinateID.init(index:))
    )
    couplings = model.multibody.couplings.flatMap { coupling in
      coupling.terms.map {
        Coupling(
          dependent: coupling.dependent.index,
          independent: $0.independent.index,
          function: $0.function
        )
      }
    }
  }

  /// The number of muscles, dimensionless.
  public var count: Int { names.count }

  /// Computes the lengths of all muscles and their moment arms about all coordinates.
  ///
  /// The arm about an independent coordinate includes those of the coordinates that follow it; the columns
  /// of those are zero. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: A state of the tree with couplings applied.
  ///   - dynamics: A workspace of the tree with positions up to date for the state.
  ///   - workspace: A workspace of the geometry; holds lengths (metres) and arms (metres) afterwards.
  public func computeLengthsAndMomentArms(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    geometry.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    foldMomentArms(at: state, in: &workspace)
  }

  /// The same with the moment arms of the forces that OpenSim applies along the pieces of a path.
  ///
  /// On ellipsoids, and on cylinders that are crossed askew, they are not the derivatives of the length. The
  /// line forces of the workspace are those pulls afterwards. Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - state: A state of the tree with couplings applied.
  ///   - dynamics: A workspace of the tree with positions up to date for the state.
  ///   - workspace: A workspace of the geometry; holds lengths (metres) and arms (metres) afterwards.
  public func computeLengthsAndAppliedMomentArms(
    at state: borrowing MultibodyState,
    using dynamics: borrowing DynamicsWorkspace,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    geometry.computeLengthsAndMomentArms(
      at: state,
      using: dynamics,
      in: &workspace,
      pulls: .alongPieces
    )
    foldMomentArms(at: state, in: &workspace)
  }

  private func foldMomentArms(
    at state: borrowing MultibodyState,
    in workspace: inout MuscleGeometryWorkspace
  ) {
    for index in couplings.indices {
      let independent = couplings[index].independent
      geometry.addMomentArms(
        of: couplings[index].dependent,
        to: independent,
        slope: couplings[index].function.firstDerivative(at: state.coordinates[independent]),
        in: &workspace
      )
    }
    for index in couplings.indices {
      geometry.clearMomentArms(of: couplings[index].dependent, in: &workspace)
    }
  }

  /// The surfaces that the path of a muscle touches, by name, as last computed.
  package func touchedSurfaces(
    of muscle: Int,
    on model: OpenSimModel,
    in workspace: borrowing MuscleGeometryWorkspace
  ) -> [String] {
    let wraps = model.document.forces[forces[muscle]].path?.wraps ?? []
    let active = wraps.filter { model.document.wrapObjects[$0.wrapObject].isActive }
    return geometry.touchedSurfaces(of: muscle, in: workspace).compactMap {
      active.indices.contains($0) ? model.document.wrapObjects[active[$0].wrapObject].name : nil
    }
  }
}
