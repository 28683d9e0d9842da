// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MuscleMechanics
import TestSupport
import Testing

@Suite("Rigid tendon")
struct RigidTendonMuscleTests {
  /// Numbers of a psoas fascicle's size.
  static func muscle(pennation: Double) -> RigidTendonMuscle {
    RigidTendonMuscle(
      maximumIsometricForce: 150,
      optimalFibreLength: 0.12,
      tendonSlackLength: 0.05,
      pennationAtOptimal: pennation
    )
  }

  @Test("the fibre keeps its height and closes the triangle", arguments: [0, 0.2, 0.6])
  func geometry(pennation: Double) {
    let muscle = Self.muscle(pennation: pennation)
    let optimalPath = 0.05 + 0.12 * cos(pennation)
    let optimal = muscle.fibre(atPathLength: optimalPath)
    #expect(isClose(optimal.normalizedLength, 1, absolute: 1e-14))
    #expect(isClose(optimal.cosPennation, cos(pennation), absolute: 1e-14))
    for path in [0.06, 0.1, 0.17, 0.25] {
      let fibre = muscle.fibre(atPathLength: path)
      #expect(isClose(fibre.length * fibre.cosPennation, path - 0.05, absolute: 1e-15))
      let height = fibre.length * (1 - fibre.cosPennation * fibre.cosPennation).squareRoot()
      #expect(isClose(height, 0.12 * sin(pennation), absolute: 1e-9))
      let speed = centralDifference(
        of: { muscle.fibre(atPathLength: $0).length },
        at: path,
        step: 1e-4
      )
      #expect(
        isClose(muscle.fibreSpeed(pathLength: path, pathSpeed: 1), speed, absolute: 1e-9)
      )
    }
  }

  @Test("stiffness is the derivative of force", arguments: [0, 0.2, 0.6])
  func stiffness(pennation: Double) {
    let muscle = Self.muscle(pennation: pennation)
    for path in stride(from: 0.08, through: 0.25, by: 0.005) {
      for activation in [0, 0.3, 1] {
        let numeric = centralDifference(
          of: { muscle.isometricForce(pathLength: $0, activation: activation) },
          at: path,
          step: 1e-5
        )
        let exact = muscle.isometricStiffness(pathLength: path, activation: activation)
        #expect(isClose(numeric, exact, absolute: 1e-4, relative: 1e-7))
      }
      #expect(muscle.passiveForce(pathLength: path) >= 0)
      #expect(muscle.activeForceFactor(pathLength: path, pathSpeed: -5) == 0)
      #expect(
        muscle.activeForceFactor(pathLength: path, pathSpeed: 0.1)
          > muscle.activeForceFactor(pathLength: path)
      )
    }
  }

  @Test("a slack tendon carries nothing")
  func slack() {
    for pennation in [0.0, 0.3] {
      let muscle = Self.muscle(pennation: pennation)
      for path in [-1.0, 0, 0.0499, 0.05] {
        #expect(muscle.fibre(atPathLength: path).tendonIsSlack)
        #expect(muscle.isometricForce(pathLength: path, activation: 1) == 0)
        #expect(muscle.isometricStiffness(pathLength: path, activation: 1) == 0)
      }
    }
  }

  @Test("the calibrated slack length gives the wanted fibre length", arguments: [0.9, 1.1, 1.3])
  func calibration(wanted: Double) throws {
    var muscle = Self.muscle(pennation: 0.3)
    muscle.tendonSlackLength = try muscle.tendonSlackLength(
      forNormalizedFibreLength: wanted,
      atPathLength: 0.24
    )
    #expect(
      isClose(muscle.fibre(atPathLength: 0.24).normalizedLength, wanted, absolute: 1e-14)
    )
    #expect(throws: RigidTendonCalibrationError.self) {
      try muscle.tendonSlackLength(forNormalizedFibreLength: 0.2, atPathLength: 0.24)
    }
    #expect(throws: RigidTendonCalibrationError.self) {
      try muscle.tendonSlackLength(forNormalizedFibreLength: wanted, atPathLength: 0.1)
    }
  }
}
