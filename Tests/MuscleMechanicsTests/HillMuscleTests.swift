// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import MultibodyDynamics
import MuscleMechanics
import NumericalMethods
import TestSupport
import Testing

/// A muscle of 1000 N on a straight path, and its force from OpenSim 4.6:
/// `calcInextensibleTendonActiveFiberForce` at full activation, which static optimisation uses.
struct ForceSample: Sendable, CustomTestStringConvertible {
  enum Model: Sendable { case millard, thelen, deGrooteFregly }

  var model: Model
  var optimalFibreLength: Double
  var tendonSlackLength: Double
  var pennation: Double
  var maximumSpeed: Double
  var pathLength: Double
  var pathSpeed: Double
  var force: Double

  var testDescription: String { "\(model), L \(pathLength) m, \(pathSpeed) m/s" }

  init(
    _ model: Model,
    _ optimalFibreLength: Double,
    _ tendonSlackLength: Double,
    _ pennation: Double,
    _ maximumSpeed: Double,
    _ pathLength: Double,
    _ pathSpeed: Double,
    _ force: Double
  ) {
    self.model = model
    self.optimalFibreLength = optimalFibreLength
    self.tendonSlackLength = tendonSlackLength
    self.pennation = pennation
    self.maximumSpeed = maximumSpeed
    self.pathLength = pathLength
    self.pathSpeed = pathSpeed
    self.force = force
  }

  /// The muscle with OpenSim's default curves; those of De Groote are 1.5 times as wide.
  var muscle: HillMuscle? {
    let curves: HillCurves
    switch model {
    case .millard:
      guard let active = MillardCurve.activeForceLength(),
        let velocity = MillardCurve.forceVelocity(),
        let passive = MillardCurve.passiveForceLength(),
        let tendon = MillardCurve.tendonForceLength()
      else { return nil }
      curves = .millard(active: active, velocity: velocity, passive: passive, tendon: tendon)
    case .thelen:
      curves = .thelen(
        active: Thelen2003ActiveForceLength(),
        velocity: Thelen2003ForceVelocity(),
        passive: Thelen2003PassiveForceLength(),
        tendon: Thelen2003TendonForceLength()
      )
    case .deGrooteFregly:
      curves = .deGrooteFregly(
        widthFactor: 1.5,
        passive: DeGrooteFreglyPassiveForceLength(),
        tendon: DeGrooteFreglyTendonForceLength()
      )
    }
    return HillMuscle(
      maximumIsometricForce: 1000,
      optimalFibreLength: optimalFibreLength,
      tendonSlackLength: tendonSlackLength,
      pennationAtOptimal: pennation,
      maximumShorteningSpeed: maximumSpeed,
      curves: curves
    )
  }

  static let all: [ForceSample] = [
    ForceSample(.millard, 0.09524, 0.134, 0.5, 15, 0.2345, 0, 879.4637616),
    ForceSample(.thelen, 0.1087, 0.0777, 0.5, 10, 0.161, 0, 830.5581713),
    ForceSample(.deGrooteFregly, 0.08034, 0.0636, 0, 15, 0.1741, 0, 688.9726264),
    ForceSample(.millard, 0.1154, 0.1423, 0.1, 10, 0.2902, 0, 704.3030238),
    ForceSample(.thelen, 0.05632, 0.05535, 0.1, 10, 0.1255, 0, 867.9706662),
    ForceSample(.deGrooteFregly, 0.08263, 0.1386, 0.1, 10, 0.2335, 0, 951.0723489),
    ForceSample(.millard, 0.09998, 0.1494, 0.5, 15, 0.2479, 0, 961.5255277),
    ForceSample(.thelen, 0.1051, 0.1898, 0, 15, 0.2866, 0, 986.2363942),
    ForceSample(.deGrooteFregly, 0.07297, 0.09336, 0, 10, 0.1649, 0, 996.923947),
    ForceSample(.millard, 0.09524, 0.134, 0.5, 15, 0.2345, 0.25, 1104.098861),
    ForceSample(.thelen, 0.1087, 0.0777, 0.5, 10, 0.161, 0.25, 1106.271953),
    ForceSample(.deGrooteFregly, 0.08034, 0.0636, 0, 15, 0.1741, 0.25, 933.7528141),
    ForceSample(.millard, 0.1154, 0.1423, 0.1, 10, 0.2902, 0.25, 897.4130568),
    ForceSample(.thelen, 0.05632, 0.05535, 0.1, 10, 0.1255, 0.25, 1221.892102),
    ForceSample(.deGrooteFregly, 0.08263, 0.1386, 0.1, 10, 0.2335, 0.25, 1377.919909),
    ForceSample(.millard, 0.09998, 0.1494, 0.5, 15, 0.2479, 0.25, 1203.448613),
    ForceSample(.thelen, 0.1051, 0.1898, 0, 15, 0.2866, 0.25, 1301.267505),
    ForceSample(.deGrooteFregly, 0.07297, 0.09336, 0, 10, 0.1649, 0.25, 1478.378241),
    ForceSample(.millard, 0.09524, 0.134, 0.5, 15, 0.2345, -0.3, 408.3208514),
    ForceSample(.thelen, 0.1087, 0.0777, 0.5, 10, 0.161, -0.3, 328.6487536),
    ForceSample(.deGrooteFregly, 0.08034, 0.0636, 0, 15, 0.1741, -0.3, 325.3713535),
    ForceSample(.millard, 0.1154, 0.1423, 0.1, 10, 0.2902, -0.3, 265.0691955),
    ForceSample(.thelen, 0.05632, 0.05535, 0.1, 10, 0.1255, -0.3, 130.3211206),
    ForceSample(.deGrooteFregly, 0.08263, 0.1386, 0.1, 10, 0.2335, -0.3, 328.0187844),
    ForceSample(.millard, 0.09998, 0.1494, 0.5, 15, 0.2479, -0.3, 462.2446779),
    ForceSample(.thelen, 0.1051, 0.1898, 0, 15, 0.2866, -0.3, 453.4236474),
    ForceSample(.deGrooteFregly, 0.07297, 0.09336, 0, 10, 0.1649, -0.3, 300.0581501),
  ]
}

@Suite("Hill-type muscles of imported models")
struct HillMuscleTests {
  /// OpenSim inverts Thelen's force-velocity curve to 1e-6; the other laws agree to rounding.
  static let relativeTolerance = 1e-6

  @Test("static optimisation's forces are OpenSim's", arguments: ForceSample.all)
  func optimalForces(sample: ForceSample) throws {
    let muscle = try #require(sample.muscle)
    let force = muscle.staticOptimizationForce(
      pathLength: sample.pathLength,
      pathSpeed: sample.pathSpeed
    )
    #expect(isClose(force, sample.force, absolute: 1e-6, relative: Self.relativeTolerance))
    // The active force has the cosine of the pennation for every law.
    let active = muscle.activeForce(pathLength: sample.pathLength, pathSpeed: sample.pathSpeed)
    if sample.pennation == 0 { #expect(isClose(active, force, absolute: 0, relative: 1e-14)) }
    if sample.pennation > 0 && sample.model == .thelen {
      #expect(isClose(active, force, absolute: 0, relative: 1e-14))
    }
    if sample.pennation > 0 && sample.model == .deGrooteFregly { #expect(active < force) }
  }

  @Test("fibre and tendon balance at rest", arguments: ForceSample.all, [0.0, 0.3, 1.0])
  func equilibrium(sample: ForceSample, activation: Double) throws {
    let muscle = try #require(sample.muscle)
    let rest = muscle.equilibrium(pathLength: sample.pathLength, activation: activation)
    #expect(rest.status == .converged)
    // 1000 N times the rounding of the balance.
    #expect(abs(rest.residual) < 1e-9)
    // A tendon that stretches leaves a shorter fibre than a rigid one.
    #expect(rest.fibreLength <= muscle.fibre(atPathLength: sample.pathLength).length + 1e-12)
  }

  @Test("a slack tendon carries nothing")
  func slack() throws {
    for sample in ForceSample.all.prefix(3) {
      let muscle = try #require(sample.muscle)
      let length = 0.9 * sample.tendonSlackLength
      #expect(muscle.activeForce(pathLength: length, pathSpeed: 0) == 0)
      #expect(muscle.passiveForce(pathLength: length) == 0)
    }
  }

  @Test("functions of a file make a muscle with a rigid tendon")
  func functions() {
    let muscle = HillMuscle(
      maximumIsometricForce: 200,
      optimalFibreLength: 0.1,
      tendonSlackLength: 0.2,
      pennationAtOptimal: 0,
      maximumShorteningSpeed: 10,
      curves: .functions(
        active: .linear(slope: -1, intercept: 2),
        velocity: .linear(slope: 1, intercept: 1),
        passive: .constant(0.1)
      )
    )
    // Fibre 0.12 m, x = 1.2, v = 0.2: 200 x 0.8 x 1.2.
    #expect(isClose(muscle.activeForce(pathLength: 0.32, pathSpeed: 0.2), 192, absolute: 1e-10))
    #expect(isClose(muscle.passiveForce(pathLength: 0.32), 20, absolute: 1e-10))
    #expect(muscle.equilibrium(pathLength: 0.32, activation: 1).fibreLength == 0.32 - 0.2)
  }
}
