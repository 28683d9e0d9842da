// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import TestSupport

/// A curve that is neither a polynomial nor linear, for joints and couplings.
struct Wave: ScalarFunction {
  var amplitude: Double
  var frequency: Double

  func value(at x: Double) -> Double { amplitude * sin(frequency * x + 0.3) }
  func firstDerivative(at x: Double) -> Double {
    amplitude * frequency * sin(frequency * x + 0.3 + .pi / 2)
  }
  func secondDerivative(at x: Double) -> Double {
    -amplitude * frequency * frequency * sin(frequency * x + 0.3)
  }
}

/// The kinds of joint that a random model can contain.
enum JointFamily: String, CaseIterable, Sendable {
  case weld
  case revolute
  case slider
  case universal
  case threeAxes
  case free
  case oneCoordinateCurve
  case sixFunctions
}

/// A model, a state and accelerations drawn from one seed.
struct RandomModel {
  var seed: UInt64
  var model: MultibodyModel
  var state: MultibodyState
  var accelerations: [Double]
  var externalForces: [SpatialForce]
  var generator: SeededGenerator

  /// A tree that contains every kind of joint twice, in random order, each body on a random one.
  init(seed: UInt64, families: [JointFamily] = JointFamily.allCases + JointFamily.allCases) {
    self.seed = seed
    var generator = SeededGenerator(seed: seed)
    var builder = MultibodyModelBuilder(gravity: generator.vector(in: -10...10))
    do {
      for (index, family) in families.shuffled(using: &generator).enumerated() {
        let parent = BodyID(index: Int.random(in: 0...index, using: &generator))
        let (kind, count) = RandomModel.joint(family, &generator)
        try builder.addBody(
          RandomModel.body("b\(index + 1)", &generator),
          parent: parent,
          joint: kind,
          parentFrame: RandomModel.frame(&generator),
          childFrame: RandomModel.frame(&generator),
          coordinates: (0..<count).map { "q\(index + 1)_\($0)" }
        )
      }
      model = try builder.build()
    } catch {
      fatalError("seed \(seed): \(error)")
    }
    let n = model.coordinateCount
    state = MultibodyState(
      coordinates: (0..<n).map { _ in generator.number(in: -1...1) },
      speeds: (0..<n).map { _ in generator.number(in: -2...2) }
    )
    accelerations = (0..<n).map { _ in generator.number(in: -5...5) }
    externalForces = (0..<model.bodyCount).map { _ in
      SpatialForce(
        moment: generator.vector(in: -20...20),
        force: generator.vector(in: -50...50)
      )
    }
    self.generator = generator
  }

  /// The state after a time along constant accelerations.
  func state(after time: Double) -> MultibodyState {
    var later = state
    for i in accelerations.indices {
      later.coordinates[i] += time * (state.speeds[i] + 0.5 * time * accelerations[i])
      later.speeds[i] += time * accelerations[i]
    }
    return later
  }

  static func body(_ name: String, _ generator: inout SeededGenerator) -> BodyDescription {
    // Principal moments of three rods on the axes satisfy the triangle inequality.
    let rods = Vector3(
      generator.number(in: 0.01...0.1),
      generator.number(in: 0.01...0.1),
      generator.number(in: 0.01...0.1)
    )
    let turn = generator.rotation().matrix
    let moments = Vector3(rods.y + rods.z, rods.x + rods.z, rods.x + rods.y)
    var inertia = turn * Matrix3(diagonal: moments) * turn.transposed
    inertia.row1.x = inertia.row0.y
    inertia.row2.x = inertia.row0.z
    inertia.row2.y = inertia.row1.z
    return BodyDescription(
      name: name,
      mass: generator.number(in: 0.5...3),
      massCenter: generator.vector(in: -0.2...0.2),
      inertia: inertia
    )
  }

  static func frame(_ generator: inout SeededGenerator) -> RigidTransform {
    RigidTransform(
      rotation: generator.rotation(),
      translation: generator.vector(in: -0.3...0.3)
    )
  }

  /// A joint with random axes and the number of its coordinates.
  static func joint(
    _ family: JointFamily,
    _ generator: inout SeededGenerator
  ) -> (kind: JointKind, coordinates: Int) {
    // Axes of a sequence stay within 0.6 of orthogonal ones, so that they never line up.
    func near(_ axis: Vector3) -> Vector3 {
      (axis + 0.2 * generator.direction()) * generator.number(in: 0.5...2)
    }
    switch family {
    case .weld: return (.weld, 0)
    case .revolute: return (.revolute(generator.direction()), 1)
    case .slider: return (.slider(generator.direction()), 1)
    case .universal: return (.universal(near(.unitX), near(.unitY)), 2)
    case .threeAxes: return (.threeAxes(near(.unitZ), near(.unitX), near(.unitY)), 3)
    case .free: return (.free, 6)
    case .oneCoordinateCurve:
      return (
        .transformAxes(
          rotations: [
            TransformAxis(axis: near(.unitZ), coordinate: 0),
            TransformAxis(axis: near(.unitX), constant: 0.4),
            TransformAxis(
              axis: near(.unitY),
              coordinate: 0,
              function: .polynomial([0.1, -0.3, 0.2, 0.1])
            ),
          ],
          translations: [
            TransformAxis(
              axis: near(.unitX),
              coordinate: 0,
              function: .custom(Wave(amplitude: 0.1, frequency: 1.3))
            ),
            TransformAxis(axis: near(.unitY), constant: -0.2),
            TransformAxis(
              axis: near(.unitZ),
              coordinate: 0,
              function: .linear(slope: 0.1, intercept: 0.05)
            ),
          ]
        ), 1
      )
    case .sixFunctions:
      // Every coordinate drives one rotation and one translation, in another order.
      return (
        .transformAxes(
          rotations: [
            TransformAxis(axis: near(.unitZ), constant: 0.2),
            TransformAxis(axis: near(.unitX), coordinate: 1),
            TransformAxis(
              axis: near(.unitY),
              coordinate: 0,
              function: .linear(slope: -1, intercept: 0.1)
            ),
          ],
          translations: [
            TransformAxis(
              axis: near(.unitX),
              coordinate: 1,
              function: .polynomial([0, 0.2, 0.1])
            ),
            TransformAxis(axis: near(.unitY), coordinate: 2),
            TransformAxis(
              axis: near(.unitZ),
              coordinate: 0,
              function: .custom(Wave(amplitude: 0.2, frequency: 0.7))
            ),
          ]
        ), 3
      )
    }
  }
}
