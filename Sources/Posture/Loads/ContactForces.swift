// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleRecruitment
internal import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// What seats, rests and floors push, as unknowns of load sharing.
///
/// A force with friction lies in a pyramid: it is a sum of four edges, the push plus and minus the
/// friction along two directions at right angles to it, none of them negative. Each edge is one
/// unknown. Without friction the push alone is the unknown.
struct ContactForces {
  /// One edge of one contact.
  private struct Edge {
    let body: Int
    let point: Vector3
    /// Force in ground axes per unit of the unknown, dimensionless.
    let force: Vector3
  }

  private let edges: [Edge]
  private let costCoefficient: Double
  /// The coordinates of the equations, and whether each moves the body of each edge.
  private let equations: [Int]
  private let moves: [[Bool]]

  /// The number of unknowns.
  var count: Int { edges.count }

  init(model: HumanModel, supports: [BodySupport], equations: [Int]) {
    var edges: [Edge] = []
    for support in supports {
      let push = Vector3(cos(support.direction), sin(support.direction), 0)
      let along = Vector3(-push.y, push.x, 0)
      for side in support.sides {
        let place = model.skeleton.place(
          of: support.landmark,
          side: side,
          parameters: model.parameters
        )
        let friction = support.friction
        let forces =
          friction == 0
          ? [push]
          : [
            push + along * friction, push - along * friction,
            push + Vector3.unitZ * friction, push - Vector3.unitZ * friction,
          ]
        edges += forces.map { Edge(body: place.body.index, point: place.point, force: $0) }
      }
    }
    self.edges = edges
    self.equations = equations
    costCoefficient = model.parameters["support.cost"]
    let multibody = model.skeleton.multibody
    moves = edges.map { edge in
      equations.map { coordinate in
        let moved = multibody.body(of: CoordinateID(index: coordinate))
        return multibody.isInSubtree(BodyID(index: edge.body), of: moved)
      }
    }
  }

  /// Writes what one newton of each unknown does about each equation, in metres or dimensionless.
  func write(
    to recruitment: inout MuscleRecruitmentWorkspace,
    using dynamics: borrowing DynamicsWorkspace
  ) {
    let axes = dynamics.motionAxesPointer
    let transforms = dynamics.transformsPointer
    withUnsafeTemporaryAllocation(of: Double.self, capacity: equations.count) { column in
      for index in 0..<edges.count {
        let edge = edges[index]
        let point = transforms[edge.body] * edge.point
        for equation in 0..<equations.count {
          column[equation] =
            moves[index][equation]
            ? axes[equations[equation]].velocity(at: point).dot(edge.force) : 0
        }
        recruitment.program.setSupport(
          index,
          costCoefficient: costCoefficient,
          isUnilateral: true,
          coefficients: UnsafeBufferPointer(column).span
        )
      }
    }
  }

  /// Calls back with the point in ground (m) and the force per newton of every edge.
  func forEachEdge(
    using dynamics: borrowing DynamicsWorkspace,
    _ body: (Vector3, Vector3) -> Void
  ) {
    let transforms = dynamics.transformsPointer
    for edge in edges { body(transforms[edge.body] * edge.point, edge.force) }
  }

  /// Calls back with the body, the point in ground (m) and the force (N) of every loaded edge.
  func forEachForce(
    in recruitment: borrowing MuscleRecruitmentWorkspace,
    using dynamics: borrowing DynamicsWorkspace,
    _ body: (Int, Vector3, Vector3) -> Void
  ) {
    let transforms = dynamics.transformsPointer
    for index in 0..<edges.count {
      let amount = recruitment.program.support(index)
      guard amount > 0 else { continue }
      let edge = edges[index]
      body(edge.body, transforms[edge.body] * edge.point, edge.force * amount)
    }
  }
}
