// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import MuscleMechanics
import TestSupport

/// A random tree of bodies with muscles on it, from a seed.
struct RandomMuscles {
  var model: MultibodyModel
  var surfaces: [WrapSurface] = []
  var paths: [MusclePath] = []
  var state: MultibodyState

  /// Eight bodies with every kind of joint that muscles span, and twelve muscles.
  init(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 31 * seed + 5)
    func placement(_ size: Double) -> RigidTransform {
      RigidTransform(
        rotation: generator.rotation(),
        translation: generator.vector(in: -size...size)
      )
    }
    var builder = MultibodyModelBuilder()
    var bodies = [BodyID.ground]
    for index in 0..<8 {
      let parent = bodies[max(0, bodies.count - 1 - Int(generator.number(in: 0...2.2)))]
      let kind: JointKind
      let count: Int
      switch (index + Int(seed)) % 6 {
      case 0:
        kind = .revolute(generator.direction())
        count = 1
      case 1:
        kind = .threeAxes(.unitX, .unitY, .unitZ)
        count = 3
      case 2:
        kind = .slider(generator.direction())
        count = 1
      case 3:
        kind = .universal(.unitZ, .unitX)
        count = 2
      case 4:
        kind = .free
        count = 6
      default:
        kind = .weld
        count = 0
      }
      bodies.append(
        try builder.addBody(
          BodyDescription(
            name: "b\(index)",
            mass: 1,
            massCenter: .zero,
            inertia: Matrix3(diagonal: Vector3(1, 1, 1))
          ),
          parent: parent,
          joint: kind,
          parentFrame: placement(0.1),
          childFrame: placement(0.05),
          coordinates: (0..<count).map { "q\(index)_\($0)" }
        )
      )
    }
    model = try builder.build()
    state = MultibodyState(
      coordinates: (0..<model.coordinateCount).map { _ in generator.number(in: -0.4...0.4) }
    )
    func body() -> BodyID { bodies[Int(generator.number(in: 0...8.999))] }
    func point() -> PathPoint { .fixed(body(), generator.vector(in: -0.2...0.2)) }
    for index in 0..<6 {
      let shape: WrapShape
      switch index % 3 {
      case 0: shape = .cylinder(radius: generator.number(in: 0.02...0.05), length: 0.1)
      case 1: shape = .sphere(radius: generator.number(in: 0.02...0.06))
      default:
        shape = .ellipsoid(
          radii: Vector3(
            generator.number(in: 0.03...0.06),
            generator.number(in: 0.03...0.06),
            generator.number(in: 0.03...0.06)
          )
        )
      }
      surfaces.append(WrapSurface(body: body(), placement: placement(0.1), shape: shape))
    }
    var frames = DynamicsWorkspace(for: model)
    model.updateKinematics(state, in: &frames)
    for index in 0..<12 {
      var points = (0..<Int(generator.number(in: 2...5.99))).map { _ in point() }
      var wraps: [PathWrap] = []
      if index % 2 == 0 {
        // A piece that surely meets the surface: its ends straddle it.
        let surface = surfaces[index / 2]
        let centre = frames.transform(of: surface.body) * surface.placement.translation
        let across = generator.direction()
        let offset = generator.vector(in: -0.025...0.025)
        let a = body()
        let b = body()
        points[0] = .fixed(
          a,
          frames.transform(of: a).inverseTransform(centre + offset + across * 0.12)
        )
        points[1] = .fixed(
          b,
          frames.transform(of: b).inverseTransform(centre + offset - across * 0.1)
        )
        wraps = [PathWrap(after: 0, surface: index / 2)]
      }
      paths.append(MusclePath(name: "m\(index)", points: points, wraps: wraps))
    }
  }

  var coordinates: [CoordinateID] {
    (0..<model.coordinateCount).map(CoordinateID.init(index:))
  }

  var geometry: MuscleGeometry {
    MuscleGeometry(paths: paths, surfaces: surfaces, model: model, coordinates: coordinates)
  }
}

/// Lengths and moment arms of a geometry in a state.
func evaluate(
  _ geometry: MuscleGeometry,
  _ model: MultibodyModel,
  _ state: MultibodyState
) -> (lengths: [Double], momentArms: [Double]) {
  var dynamics = DynamicsWorkspace(for: model)
  var workspace = MuscleGeometryWorkspace(for: geometry)
  model.updateKinematics(state, in: &dynamics)
  geometry.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
  return (workspace.lengths, workspace.momentArms)
}
