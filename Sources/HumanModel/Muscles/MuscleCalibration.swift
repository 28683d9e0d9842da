// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Foundation
internal import MuscleMechanics

/// Gives every muscle the forces and lengths of one subject.
///
/// Cross-sections grow with mass. Optimal fibre lengths grow with the length of the path in
/// neutral standing; the slack length of the tendon is set so that the fibre has its stated length
/// there, since the tabulated slack lengths belong to other paths. The groups that cross the hip
/// have passive curves of their own, which with the capsule make up its passive moment.
struct MuscleCalibration {
  /// The muscles of the right side.
  let entries: [MuscleEntry]
  let mass: Double
  let parameters: ModelParameters

  /// The muscles of both sides, right first.
  ///
  /// - Parameters:
  ///   - neutralLengths: Length of each path in the subject's neutral standing, in metres.
  ///   - referenceLengths: The same in the reference geometry, in metres.
  /// - Returns: The muscles, in the order of the lengths.
  func muscles(neutralLengths: [Double], referenceLengths: [Double]) -> [Muscle] {
    let areaScale = parameters.areaScale(
      mass: mass,
      reference: parameters["reference.muscle_mass"]
    )
    let trunkTension = parameters["specific_tension.trunk"]
    let hipTension = parameters["specific_tension.hip"]
    let leastTendon = parameters["muscle.least_tendon_share"]
    let curves = Dictionary(
      uniqueKeysWithValues: MuscleGroup.allCases.map { ($0, passiveCurve(of: $0)) }
    )
    var muscles: [Muscle] = []
    muscles.reserveCapacity(2 * entries.count)
    for (sideIndex, side) in Muscle.Side.allCases.enumerated() {
      for (index, entry) in entries.enumerated() {
        let row = sideIndex * entries.count + index
        let length = neutralLengths[row]
        let values = parameters.values
        let pennation = values[entry.first + 2]
        let fibre = values[entry.neutralFibre]
        guard let curve = curves[entry.group] else { preconditionFailure("no passive curve") }
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
              passiveCurve: curve
            ),
            neutralLength: length
          )
        )
      }
    }
    return muscles
  }

  /// The passive curve of a group: its own strain and slack length where the table has them.
  private func passiveCurve(of group: MuscleGroup) -> DeGrooteFreglyPassiveForceLength {
    let name = group == .psoas || group == .iliacus ? "iliopsoas" : group.rawValue
    func value(_ field: String) -> Double {
      let own = ParameterCatalogue.standard["\(name).passive.\(field)"]
      return own.map { parameters[$0] } ?? parameters["muscle.passive.\(field)"]
    }
    return DeGrooteFreglyPassiveForceLength(
      shape: value("shape"),
      strainAtUnitForce: value("strain"),
      slackLength: value("slack_length"),
      toe: value("toe")
    )
  }
}
