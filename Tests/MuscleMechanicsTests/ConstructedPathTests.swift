// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

/// One line of `constructedPathSamples`.
struct ConstructedSample: CustomTestStringConvertible, Sendable {
  var line: Int
  var points: [Vector3]
  var surfaces: [(shape: WrapShape, quadrant: WrapQuadrant, placement: RigidTransform)]
  var wraps: [ConstructedWrap]
  var length: Double

  var testDescription: String { "line \(line)" }

  var hasEllipsoid: Bool {
    surfaces.contains { if case .ellipsoid = $0.shape { true } else { false } }
  }

  static let all: [ConstructedSample] = constructedPathSamples.split(separator: "\n").enumerated()
    .map { ConstructedSample(line: $0 + 1, String($1)) }

  init(line: Int, _ text: String) {
    func numbers(_ words: some Sequence<Substring>) -> [Double] { words.map { Double($0) ?? .nan } }
    let fields = text.split(separator: ",")
    self.line = line
    points = fields[0].split(separator: ";").map {
      let v = numbers($0.split(separator: " "))
      return Vector3(v[0], v[1], v[2])
    }
    length = Double(fields[2]) ?? .nan
    surfaces = []
    wraps = []
    for (index, text) in fields[1].split(separator: ";").enumerated() {
      let words = text.split(separator: " ")
      let d = numbers(words[1...3])
      let v = numbers(words[6...])
      let shape: WrapShape =
        switch words[0] {
        case "cylinder": .cylinder(radius: d[0], length: d[1])
        case "sphere": .sphere(radius: d[0])
        default: .ellipsoid(radii: Vector3(d[0], d[1], d[2]))
        }
      let axis = ["x", "y", "z"].firstIndex(of: words[4].suffix(1)) ?? 0
      let quadrant: WrapQuadrant =
        words[4] == "all" ? .all : .half(axis: axis, sign: words[4].hasPrefix("-") ? -1 : 1)
      let rotation = Rotation(bodyFixedXYZ: Vector3(v[5], v[6], v[7]))
      surfaces.append(
        (
          shape, quadrant,
          RigidTransform(rotation: rotation, translation: Vector3(v[2], v[3], v[4]))
        )
      )
      let first = v[0] < 1 ? 0 : Int(v[0]) - 1
      let last = v[1] < 1 ? points.count - 1 : Int(v[1]) - 1
      let method: EllipsoidMethod =
        words[5] == "axial" ? .axial : words[5] == "midpoint" ? .midpoint : .hybrid
      wraps.append(ConstructedWrap(surface: index, points: first...last, method: method))
    }
  }

  /// The path on bodies that happen to be where the sample has its points and surfaces.
  func geometry(
    on bodies: [BodyID],
    of model: MultibodyModel,
    at frames: borrowing DynamicsWorkspace
  ) -> MuscleGeometry {
    func body(_ index: Int) -> BodyID { bodies[(7 * index + line) % bodies.count] }
    var path = MusclePath(name: "m\(line)", points: [])
    for (index, point) in points.enumerated() {
      let home = body(index)
      path.points.append(.fixed(home, frames.transform(of: home).inverseTransform(point)))
    }
    path.constructedWraps = wraps
    var constructed: [ConstructedSurface] = []
    for (index, surface) in surfaces.enumerated() {
      let home = body(index + 3)
      let frame = frames.transform(of: home)
      constructed.append(
        ConstructedSurface(
          body: home,
          placement: RigidTransform(
            rotation: frame.rotation.inverse * surface.placement.rotation,
            translation: frame.inverseTransform(surface.placement.translation)
          ),
          shape: surface.shape,
          quadrant: surface.quadrant
        )
      )
    }
    return MuscleGeometry(
      paths: [path],
      constructedSurfaces: constructed,
      model: model,
      coordinates: (0..<model.coordinateCount).map(CoordinateID.init(index:))
    )
  }
}

@Suite("Paths as OpenSim constructs them")
struct ConstructedPathTests {
  /// Both evaluate the same closed forms, with rounding to twelve digits in the samples.
  static let exactTolerance = 1e-11
  /// OpenSim measures the arc of an ellipsoid by chords of 1 mm and stops at 1e-4 of a tangent point.
  static let ellipsoidTolerance = 2e-5

  @Test("lengths are OpenSim's", arguments: ConstructedSample.all)
  func lengths(sample: ConstructedSample) throws {
    let model = try RandomMuscles(seed: 2).model
    var frames = DynamicsWorkspace(for: model)
    model.updateKinematics(model.neutralState(), in: &frames)
    let geometry = sample.geometry(on: [.ground], of: model, at: frames)
    let length = evaluate(geometry, model, model.neutralState()).lengths[0]
    let tolerance = sample.hasEllipsoid ? Self.ellipsoidTolerance : Self.exactTolerance
    #expect(isClose(length, sample.length, absolute: tolerance))
  }

  /// Central differences with steps of 1e-6 of lengths below 1 m.
  static let differenceTolerance = 2e-8

  @Test("moment arms are the derivatives of the length", arguments: ConstructedSample.all)
  func momentArms(sample: ConstructedSample) throws {
    let tree = try RandomMuscles(seed: UInt64(sample.line % 5))
    let bodies = (0..<tree.model.bodyCount).map(BodyID.init(index:))
    var frames = DynamicsWorkspace(for: tree.model)
    tree.model.updateKinematics(tree.state, in: &frames)
    let geometry = sample.geometry(on: bodies, of: tree.model, at: frames)
    let arms = evaluate(geometry, tree.model, tree.state).momentArms
    for coordinate in 0..<tree.model.coordinateCount {
      let numeric = -centralDifference(
        of: { value in
          var state = tree.state
          state.coordinates[coordinate] = value
          return evaluate(geometry, tree.model, state).lengths[0]
        },
        at: tree.state.coordinates[coordinate],
        step: 1e-6
      )
      #expect(isClose(arms[coordinate], numeric, absolute: Self.differenceTolerance))
    }
  }

  @Test("pulls along the pieces do the work of a shortest path", arguments: [0.0, 0.02])
  func pulls(height: Double) throws {
    // Across a cylinder in its plane the path is shortest: both kinds of pulls agree. Askew they differ.
    let model = try RandomMuscles(seed: 3).model
    let state = model.neutralState()
    var frames = DynamicsWorkspace(for: model)
    model.updateKinematics(state, in: &frames)
    let body = BodyID(index: 1)
    let home = frames.transform(of: body)
    var path = MusclePath(
      name: "m",
      points: [
        .fixed(.ground, Vector3(-0.1, 0.01, 0)),
        .fixed(body, home.inverseTransform(Vector3(0.07, 0.02, height))),
      ]
    )
    path.constructedWraps = [ConstructedWrap(surface: 0, points: 0...1)]
    let geometry = MuscleGeometry(
      paths: [path],
      constructedSurfaces: [
        ConstructedSurface(
          body: .ground,
          placement: .identity,
          shape: .cylinder(radius: 0.03, length: 1),
          quadrant: .all
        )
      ],
      model: model,
      coordinates: (0..<model.coordinateCount).map(CoordinateID.init(index:))
    )
    var workspace = MuscleGeometryWorkspace(for: geometry)
    geometry.computeLengthsAndMomentArms(at: state, using: frames, in: &workspace)
    let exact = workspace.momentArms
    geometry.computeLengthsAndMomentArms(
      at: state,
      using: frames,
      in: &workspace,
      pulls: .alongPieces
    )
    let difference = zip(exact, workspace.momentArms).map { abs($0 - $1) }.max() ?? 0
    if height == 0 { #expect(difference < 1e-15) } else { #expect(difference > 1e-6) }
    #expect(geometry.touchedSurfaces(of: 0, in: workspace) == [0])
  }

  @Test(
    "lines through the centre and along planes of symmetry have a finite length",
    arguments: [
      Vector3(0.1, 0, 0), Vector3(0, 0.1, 0), Vector3(0, 0, 0.1), Vector3(0.08, 0.06, 0),
      Vector3(0.08, 0, -0.05), Vector3(0.07, 0.06, 0.05),
    ]
  )
  func symmetry(end: Vector3) {
    let shapes: [WrapShape] = [
      .cylinder(radius: 0.03, length: 1), .sphere(radius: 0.03),
      .ellipsoid(radii: Vector3(0.03, 0.04, 0.05)), .ellipsoid(radii: Vector3(0.03, 0.03, 0.03)),
    ]
    let quadrants: [WrapQuadrant] = [
      .all, .half(axis: 0, sign: 1), .half(axis: 1, sign: -1), .half(axis: 2, sign: 1),
    ]
    for shape in shapes {
      for quadrant in quadrants {
        for method in [EllipsoidMethod.hybrid, .midpoint, .axial] {
          for shift in [Vector3.zero, Vector3(0, 0.01, 0), Vector3(0, 0, 0.01)] {
            let contact = ConstructedKernel(shape: shape, quadrant: quadrant).contact(
              from: end + shift,
              to: shift - end,
              method: method,
              isAlone: false
            )
            #expect(contact.arcLength.isFinite && contact.first.isFinite && contact.last.isFinite)
            #expect(contact.arcGradient.byStart.isFinite && contact.arcGradient.byEnd.isFinite)
          }
        }
      }
    }
  }

  @Test("no heap allocation")
  func allocation() throws {
    let tree = try RandomMuscles(seed: 1)
    let bodies = (0..<tree.model.bodyCount).map(BodyID.init(index:))
    var frames = DynamicsWorkspace(for: tree.model)
    tree.model.updateKinematics(tree.state, in: &frames)
    for sample in ConstructedSample.all {
      let geometry = sample.geometry(on: bodies, of: tree.model, at: frames)
      var workspace = MuscleGeometryWorkspace(for: geometry)
      let state = tree.state
      geometry.computeLengthsAndMomentArms(at: state, using: frames, in: &workspace)
      let count = allocationCount {
        geometry.computeLengthsAndMomentArms(at: state, using: frames, in: &workspace)
      }
      #expect(count == 0, "line \(sample.line)")
    }
  }
}
