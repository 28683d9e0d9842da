// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MuscleMechanics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

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

  /// Sets the muscles of both sides, right first, in the order of the lengths.
  ///
  /// - Parameters:
  ///   - muscles: Overwritten; storage that is there already is used again.
  ///   - neutralLengths: Length of each path in the subject's neutral standing, in metres.
  ///   - referenceLengths: The same in the reference geometry, in metres.
  func compute(
    into muscles: inout [Muscle],
    neutralLengths: borrowing [Double],
    referenceLengths: borrowing [Double]
  ) {
    let places = Places.standard
    let values = parameters.values
    let areaScale = parameters.areaScale(
      mass: mass,
      reference: parameters[places.referenceMass]
    )
    let trunkTension = parameters[places.trunkTension]
    let hipTension = parameters[places.hipTension]
    let leastTendon = parameters[places.leastTendonShare]
    let curves = places.curves.map { parameters.passiveCurve($0) }
    muscles.removeAll(keepingCapacity: true)
    muscles.reserveCapacity(2 * entries.count)
    for (sideIndex, side) in Muscle.Side.allCases.enumerated() {
      for index in entries.indices {
        let row = sideIndex * entries.count + index
        let first = entries[index].first
        let group = entries[index].group
        let length = neutralLengths[row]
        let pennation = values[first + 2]
        let fibre = values[entries[index].neutralFibre]
        let height = sin(pennation)
        // Length along the path of a fibre of unit optimal length, at constant height.
        let along = (fibre * fibre - height * height).squareRoot()
        let longest = (1 - leastTendon) * length / along
        let optimal = min(values[first + 1] * length / referenceLengths[row], longest)
        let area = values[first] * areaScale
        muscles.append(
          Muscle(
            fascicle: entries[index].name,
            side: side,
            group: group,
            crossSection: area,
            law: RigidTendonMuscle(
              maximumIsometricForce: area * (group.isTrunk ? trunkTension : hipTension),
              optimalFibreLength: optimal,
              tendonSlackLength: length - optimal * along,
              pennationAtOptimal: pennation,
              passiveCurve: curves[places.curveOfMuscle[index]]
            ),
            neutralLength: length
          )
        )
      }
    }
  }
}

extension MuscleCalibration {
  /// Where the parameters stand in the catalogue.
  fileprivate struct Places: Sendable {
    static let standard = Places()

    /// The parameters of one passive curve.
    struct Curve: Sendable {
      let shape: ParameterID
      let strain: ParameterID
      let slackLength: ParameterID
      let toe: ParameterID

      /// The curve of a group: its own strain and slack length where the table has them.
      init(of group: MuscleGroup) {
        let name = group == .psoas || group == .iliacus ? "iliopsoas" : group.rawValue
        func place(_ field: String) -> ParameterID {
          let catalogue = ParameterCatalogue.standard
          return catalogue["\(name).passive.\(field)"]
            ?? catalogue.required("muscle.passive.\(field)")
        }
        shape = place("shape")
        strain = place("strain")
        slackLength = place("slack_length")
        toe = place("toe")
      }
    }

    let referenceMass = ParameterCatalogue.standard.required("reference.muscle_mass")
    let trunkTension = ParameterCatalogue.standard.required("specific_tension.trunk")
    let hipTension = ParameterCatalogue.standard.required("specific_tension.hip")
    let leastTendonShare = ParameterCatalogue.standard.required("muscle.least_tendon_share")
    /// The curves of the groups, in the order of ``MuscleGroup``.
    let curves = MuscleGroup.allCases.map(Curve.init(of:))
    /// The curve of each muscle of the catalogue.
    let curveOfMuscle = ParameterCatalogue.standard.muscles.map { muscle in
      guard let place = MuscleGroup.allCases.firstIndex(of: muscle.group) else {
        preconditionFailure("the group \(muscle.group) is not in the list of all")
      }
      return place
    }
  }
}

extension ModelParameters {
  fileprivate func passiveCurve(
    _ places: MuscleCalibration.Places.Curve
  ) -> DeGrooteFreglyPassiveForceLength {
    DeGrooteFreglyPassiveForceLength(
      shape: self[places.shape],
      strainAtUnitForce: self[places.strain],
      slackLength: self[places.slackLength],
      toe: self[places.toe]
    )
  }
}
