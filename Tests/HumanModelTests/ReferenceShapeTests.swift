// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import TestSupport
import Testing

@Suite("The reference shape and what turns a vertebra")
struct ReferenceShapeTests {
  /// Angles that the table carries with all their digits.
  private let rounding = 1e-14

  private func centre(_ level: LumbarLevel, _ parameters: ModelParameters) -> Vector3 {
    Vector3(parameters["joint.\(level.name).x"], parameters["joint.\(level.name).y"], 0)
  }

  @Test("The reference slopes of the vertebrae are those of the chords between their joints")
  func slopesAreChords() {
    let parameters = ModelParameters()
    for (level, above) in zip(LumbarLevel.allCases, LumbarLevel.allCases.dropFirst()) {
      let chord = centre(above, parameters) - centre(level, parameters)
      let slope = parameters["vertebra.\(level.upperVertebra).reference_slope"]
      #expect(isClose(slope, atan2(chord.x, chord.y), absolute: rounding), "\(level.name)")
    }
    let line =
      centre(.l5s1, parameters)
      - Vector3(parameters["joint.hip.x"], parameters["joint.hip.y"], 0)
    #expect(
      isClose(parameters["pelvis.reference_tilt"], atan2(-line.x, line.y), absolute: rounding)
    )
  }

  @Test("Five millimetres of a joint centre turn no body in neutral standing")
  func jointCentresDoNotTurnBodies() throws {
    func rotations(_ overrides: [String: Double]) throws -> [Rotation] {
      let parameters = try ModelParameters(overriding: overrides)
      let skeleton = Skeleton(of: Subject(standardIn: parameters), parameters: parameters)
      var workspace = DynamicsWorkspace(for: skeleton.multibody)
      skeleton.multibody.updatePositions(skeleton.multibody.neutralState(), in: &workspace)
      return (1..<skeleton.multibody.bodyCount).map {
        workspace.transform(of: BodyID(index: $0)).rotation
      }
    }
    let usual = try rotations([:])
    let moved = try rotations(["joint.L3-L4.x": -0.074, "joint.L5-S1.x": -0.083])
    for (before, after) in zip(usual, moved) {
      #expect((before.inverse * after).angle < 1e-12)
    }
  }
}
