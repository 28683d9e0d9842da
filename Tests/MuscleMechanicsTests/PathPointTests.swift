// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport
import Testing

@testable import MuscleMechanics

/// A knee with a shank, for points that come, go and slide.
@Suite("Conditional and moving points, and points moved in place")
struct PathPointTests {
  let model: MultibodyModel
  let shank: BodyID
  let knee = CoordinateID(index: 0)

  init() throws {
    var builder = MultibodyModelBuilder()
    shank = try builder.addBody(
      BodyDescription(name: "shank", mass: 1, inertia: Matrix3(diagonal: Vector3(1, 1, 1))),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["knee"]
    )
    model = try builder.build()
  }

  func lengths(_ points: [PathPoint], at angle: Double) -> (length: Double, arm: Double) {
    let geometry = MuscleGeometry(
      paths: [MusclePath(name: "m", points: points)],
      model: model,
      coordinates: [knee]
    )
    let result = evaluate(geometry, model, MultibodyState(coordinates: [angle]))
    return (result.lengths[0], result.momentArms[0])
  }

  @Test("a conditional point counts in its range, ends included, and only there")
  func conditional() {
    let origin = PathPoint.fixed(.ground, Vector3(0.02, 0.3, 0))
    let via = Vector3(0.06, 0.02, 0.01)
    let insertion = PathPoint.fixed(shank, Vector3(0.01, -0.1, 0))
    let conditional = PathPoint.conditional(
      .ground,
      via,
      coordinate: knee,
      range: -0.5...0.25
    )
    for angle in [-0.6, -0.5, 0, 0.25, 0.2501] {
      let inside = angle >= -0.5 && angle <= 0.25
      let expected = lengths(
        inside ? [origin, .fixed(.ground, via), insertion] : [origin, insertion],
        at: angle
      )
      let result = lengths([origin, conditional, insertion], at: angle)
      #expect(isClose(result.length, expected.length, absolute: 1e-15))
      #expect(isClose(result.arm, expected.arm, absolute: 1e-15))
      // As the first or last point, and two in a row.
      let ends = lengths([conditional, origin, insertion, conditional], at: angle)
      let fixed =
        inside
        ? [.fixed(.ground, via), origin, insertion, .fixed(.ground, via)] : [origin, insertion]
      #expect(isClose(ends.length, lengths(fixed, at: angle).length, absolute: 1e-15))
      #expect(isClose(ends.arm, lengths(fixed, at: angle).arm, absolute: 1e-15))
      let twice = lengths([origin, conditional, conditional, insertion], at: angle)
      #expect(isClose(twice.length, expected.length, absolute: 1e-15))
    }
    // With no point left there is no length.
    #expect(lengths([conditional, conditional], at: 1).length == 0)
  }

  @Test("a wrap holds on when the conditional point beside it goes")
  func conditionalWrap() {
    let surface = WrapSurface(
      body: .ground,
      shape: .cylinder(radius: 0.04, length: 0.1),
      side: .positiveX
    )
    func geometry(_ points: [PathPoint]) -> MuscleGeometry {
      MuscleGeometry(
        paths: [
          MusclePath(name: "m", points: points, wraps: [PathWrap(after: 0, surface: 0)])
        ],
        surfaces: [surface],
        model: model,
        coordinates: [knee]
      )
    }
    let origin = PathPoint.fixed(.ground, Vector3(0, 0.3, 0))
    let insertion = PathPoint.fixed(shank, Vector3(0, -0.2, 0))
    let with = geometry([
      origin, .conditional(.ground, Vector3(0.1, -0.1, 0), coordinate: knee, range: 0...1),
      insertion,
    ])
    let without = geometry([origin, insertion])
    let state = MultibodyState(coordinates: [-0.1])
    let a = evaluate(with, model, state)
    let b = evaluate(without, model, state)
    #expect(a.lengths == b.lengths)
    #expect(a.momentArms == b.momentArms)
    #expect(isClose(a.momentArms[0], 0.04, absolute: 1e-12))
  }

  @Test("a moving point slides, and its sliding is in the moment arm", arguments: [-0.8, 0, 0.6])
  func moving(angle: Double) {
    let points: [PathPoint] = [
      .fixed(.ground, Vector3(0.02, 0.3, 0)),
      .moving(
        shank,
        coordinate: knee,
        x: .polynomial([0.03, -0.01, 0.004]),
        y: .linear(slope: 0.02, intercept: -0.03),
        z: .constant(0.01)
      ),
      .fixed(shank, Vector3(0.01, -0.1, 0)),
    ]
    let numeric = -centralDifference(
      of: { lengths(points, at: $0).length },
      at: angle,
      step: 1e-4
    )
    #expect(isClose(lengths(points, at: angle).arm, numeric, absolute: 1e-11))
  }

  @Test("points and surfaces moved in place give what a new geometry gives", arguments: 0..<6)
  func movedInPlace(seed: UInt64) throws {
    var sample = try RandomMuscles(seed: seed)
    let original = sample.geometry
    let before = evaluate(original, sample.model, sample.state)
    var moved = original
    var generator = SeededGenerator(seed: seed)
    for muscle in sample.paths.indices {
      for point in sample.paths[muscle].points.indices {
        let body = sample.paths[muscle].points[point].body
        let place = generator.vector(in: -0.2...0.2)
        sample.paths[muscle].points[point] = .fixed(body, place)
        moved.setPoint(point, ofMuscle: muscle, to: place)
        #expect(moved.point(point, ofMuscle: muscle) == place)
      }
    }
    for index in sample.surfaces.indices {
      sample.surfaces[index].shape = .sphere(radius: generator.number(in: 0.01...0.04))
      moved.setSurface(index, to: sample.surfaces[index])
    }
    let fresh = evaluate(sample.geometry, sample.model, sample.state)
    let result = evaluate(moved, sample.model, sample.state)
    #expect(result.lengths == fresh.lengths)
    #expect(result.momentArms == fresh.momentArms)
    var together = sample.geometry
    for muscle in sample.paths.indices {
      let positions = sample.paths[muscle].points.indices.map {
        moved.point($0, ofMuscle: muscle)
      }
      let elsewhere = positions.map { $0 + Vector3(0.1, 0, 0) }
      together.setPoints(ofMuscle: muscle, to: elsewhere.span)
      #expect(together.point(0, ofMuscle: muscle) == elsewhere[0])
      together.setPoints(ofMuscle: muscle, to: positions.span)
    }
    #expect(evaluate(together, sample.model, sample.state).lengths == fresh.lengths)
    // The copy that shared the storage is untouched.
    let after = evaluate(original, sample.model, sample.state)
    #expect(after.lengths == before.lengths)
  }

  @Test("folding a dependent coordinate adds its arm with the slope")
  func folding() throws {
    let sample = try RandomMuscles(seed: 3)
    let geometry = sample.geometry
    var dynamics = DynamicsWorkspace(for: sample.model)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    sample.model.updateKinematics(sample.state, in: &dynamics)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let plain = workspace.momentArms
    geometry.foldMomentArms(dependent: 1, into: 4, slope: -0.7, in: &workspace)
    for muscle in 0..<geometry.muscleCount {
      let row = muscle * geometry.coordinateCount
      #expect(workspace.momentArm(of: muscle, column: 4) == plain[row + 4] - 0.7 * plain[row + 1])
      #expect(workspace.momentArm(of: muscle, column: 1) == 0)
    }
  }
}
