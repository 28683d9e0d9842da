// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation
internal import MuscleMechanics

/// Gives every muscle the forces and lengths of one subject.
///
/// Cross-sections grow with mass. Optimal fibre lengths grow with the length of the path in
/// neutral standing; the slack length of the tendon is set so that the fibre has its stated length
/// there, since the tabulated slack lengths belong to other paths.
struct MuscleCalibration {
  let mass: Double
  let parameters: ModelParameters

  /// The muscles of both sides, right first.
  ///
  /// - Parameters:
  ///   - neutralLengths: Length of each path in the subject's neutral standing, in metres.
  ///   - referenceLengths: The same in the reference geometry, in metres.
  /// - Returns: The muscles, in the order of the lengths.
  func muscles(neutralLengths: [Double], referenceLengths: [Double]) -> [Muscle] {
    let entries = ParameterCatalogue.standard.muscles
    let areaScale = parameters.areaScale(
      mass: mass,
      reference: parameters["reference.muscle_mass"]
    )
    let trunkTension = parameters["specific_tension.trunk"]
    let hipTension = parameters["specific_tension.hip"]
    let leastTendon = parameters["muscle.least_tendon_share"]
    let psoasFibre = parameters["psoas.neutral_fibre_length"]
    let otherFibre = parameters["muscle.neutral_fibre_length"]
    let passiveCurve = DeGrooteFreglyPassiveForceLength(
      shape: parameters["muscle.passive.shape"],
      strainAtUnitForce: parameters["muscle.passive.strain"],
      slackLength: parameters["muscle.passive.slack_length"]
    )
    var muscles: [Muscle] = []
    muscles.reserveCapacity(2 * entries.count)
    for (sideIndex, side) in Muscle.Side.allCases.enumerated() {
      for (index, entry) in entries.enumerated() {
        let row = sideIndex * entries.count + index
        let length = neutralLengths[row]
        let values = parameters.values
        let pennation = values[entry.first + 2]
        let fibre = entry.group == .psoas ? psoasFibre : otherFibre
        // Length along the path of a fibre of unit optimal length, at constant height.
        let along = (fibre * fibre - sin(pennation) * sin(pennation)).squareRoot()
        let longest = (1 - leastTendon) * length / along
        let optimal = min(values[entry.first + 1] * length / referenceLengths[row], longest)
        let area = values[entry.first] * areaScale
        muscles.append(
          Muscle(
            fascicle: entry.name,
            side: side,
            group: entry.group,
            crossSection: area,
            law: RigidTendonMuscle(
              maximumIsometricForce: area * (entry.group.isTrunk ? trunkTension : hipTension),
              optimalFibreLength: optimal,
              tendonSlackLength: length - optimal * along,
              pennationAtOptimal: pennation,
              passiveCurve: passiveCurve
            ),
            neutralLength: length
          )
        )
      }
    }
    return muscles
  }
}
