// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

/// A mirror changes signs only; the sums differ in their order at most.
private let rounding = 1e-11

@Suite struct MirrorTests {
  // Mirrored in the sagittal plane, a point (x, y, z) goes to (x, y, -z), and a rotation about an
  // axis by an angle to the rotation by the same angle about (-x, -y, z).
  private func axial(_ axis: Vector3) -> Vector3 { -axis.mirrored }

  private func mirrored(_ matrix: Matrix3) -> Matrix3 {
    let mirror = Matrix3(diagonal: Vector3(1, 1, -1))
    return mirror * matrix * mirror
  }

  private func mirrored(_ frame: RigidTransform) -> RigidTransform {
    RigidTransform(
      rotation: Rotation(orthogonal: mirrored(frame.rotation.matrix)),
      translation: frame.translation.mirrored
    )
  }

  private func mirrored(_ kind: JointKind) -> JointKind {
    func turn(_ axes: [TransformAxis], _ map: (Vector3) -> Vector3) -> [TransformAxis] {
      axes.map {
        var axis = $0
        axis.axis = map($0.axis)
        return axis
      }
    }
    switch kind {
    case .weld: return .weld
    case .revolute(let a): return .revolute(axial(a))
    case .slider(let a): return .slider(a.mirrored)
    case .universal(let a, let b): return .universal(axial(a), axial(b))
    case .threeAxes(let a, let b, let c): return .threeAxes(axial(a), axial(b), axial(c))
    case .free:
      let axes = [Vector3.unitX, .unitY, .unitZ]
      return .transformAxes(
        rotations: [
          TransformAxis(axis: axial(.unitZ), coordinate: 0),
          TransformAxis(axis: axial(.unitX), coordinate: 1),
          TransformAxis(axis: axial(.unitY), coordinate: 2),
        ],
        translations: axes.enumerated().map {
          TransformAxis(axis: $1.mirrored, coordinate: 3 + $0)
        }
      )
    case .transformAxes(let rotations, let translations):
      return .transformAxes(
        rotations: turn(rotations, axial),
        translations: turn(translations, \.mirrored)
      )
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func mirroredModelNeedsTheSameForces(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let gravity = generator.vector(in: -10...10)
    var left = MultibodyModelBuilder(gravity: gravity)
    var right = MultibodyModelBuilder(gravity: gravity.mirrored)
    for (index, family) in JointFamily.allCases.enumerated() {
      let (kind, count) = RandomModel.joint(family, &generator)
      let body = RandomModel.body("b\(index)", &generator)
      let parent = BodyID(index: Int.random(in: 0...index, using: &generator))
      let f = RandomModel.frame(&generator)
      let m = RandomModel.frame(&generator)
      let names = (0..<count).map { "\(index)_\($0)" }
      try left.addBody(
        body,
        parent: parent,
        joint: kind,
        parentFrame: f,
        childFrame: m,
        coordinates: names
      )
      var other = body
      other.massCenter = body.massCenter.mirrored
      other.inertia = mirrored(body.inertia)
      try right.addBody(
        other,
        parent: parent,
        joint: mirrored(kind),
        parentFrame: mirrored(f),
        childFrame: mirrored(m),
        coordinates: names
      )
    }
    let models = (try left.build(), try right.build())
    let n = models.0.coordinateCount
    let state = MultibodyState(
      coordinates: (0..<n).map { _ in generator.number(in: -1...1) },
      speeds: (0..<n).map { _ in generator.number(in: -2...2) }
    )
    let accelerations = (0..<n).map { _ in generator.number(in: -5...5) }
    let forces = (0..<models.0.bodyCount).map { _ in
      SpatialForce(moment: generator.vector(in: -5...5), force: generator.vector(in: -5...5))
    }
    let mirroredForces = forces.map {
      SpatialForce(moment: axial($0.moment), force: $0.force.mirrored)
    }
    var workspace = DynamicsWorkspace(for: models.0)
    var otherWorkspace = DynamicsWorkspace(for: models.1)
    var tau = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    models.0.computeInverseDynamics(
      state,
      accelerations: accelerations,
      externalForces: forces,
      into: &tau.0,
      using: &workspace
    )
    models.1.computeInverseDynamics(
      state,
      accelerations: accelerations,
      externalForces: mirroredForces,
      into: &tau.1,
      using: &otherWorkspace
    )
    for c in 0..<n {
      #expect(isClose(tau.0[c], tau.1[c], absolute: rounding, relative: rounding))
    }
    for body in (1..<models.0.bodyCount).map(BodyID.init(index:)) {
      let here = workspace.jointForce(of: body)
      let there = otherWorkspace.jointForce(of: body)
      #expect(isClose(there.force, here.force.mirrored, absolute: 10 * rounding))
      #expect(isClose(there.moment, axial(here.moment), absolute: 10 * rounding))
    }
  }
}
