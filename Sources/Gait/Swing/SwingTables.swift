// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import MultibodyDynamics
internal import MuscleMechanics

/// Tabulates the paths of the right leg's muscles over hip and knee flexion.
struct SwingTables {
  private(set) var fascicles: [SwingLeg.Fascicle] = []
  let passiveEnergy: PathTable

  init(model: HumanModel) {
    let skeleton = model.skeleton
    let multibody = skeleton.multibody
    var state = multibody.neutralState()
    var dynamics = DynamicsWorkspace(for: multibody)
    var geometry = MuscleGeometryWorkspace(for: model.geometry)
    let right = model.muscles.indices.filter { model.muscles[$0].side == .right }
    /// Lengths of all muscles in metres, at two angles in radians.
    func lengths(hip: Double, knee: Double) -> [Double] {
      state[skeleton.hips[0][0]] = hip
      state[skeleton.knees[0]] = knee
      multibody.updatePositions(state, in: &dynamics)
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &geometry)
      return right.map { geometry.length(of: $0) }
    }
    let hips = SwingLeg.hipGrid
    let knees = SwingLeg.kneeGrid
    let fine = SwingLeg.fineHipGrid
    let overHip = (0..<fine.count).map { lengths(hip: fine[$0], knee: 0) }
    let overBoth = (0..<hips.count).map { i in
      (0..<knees.count).map { j in lengths(hip: hips[i], knee: knees[j]) }
    }
    let groups = Dictionary(
      uniqueKeysWithValues: SwingGroup.allCases.map { ($0.muscleGroup, $0) }
    )
    let tendonCurve = DeGrooteFreglyTendonForceLength(
      strainAtUnitForce: model.parameters["muscle.tendon.strain"]
    )
    let damping = model.parameters["muscle.fibre_damping"]
    let shortTendon = model.parameters["swing.short_tendon"]
    var energy = overBoth.map { $0.map { _ in 0.0 } }
    for (place, index) in right.enumerated() {
      let muscle = model.muscles[index]
      if let group = groups[muscle.group] {
        let crossesKnee = group == .rectusFemoris || group == .hamstrings
        let isShort =
          muscle.law.tendonSlackLength < shortTendon * muscle.law.optimalFibreLength
        fascicles.append(
          SwingLeg.Fascicle(
            muscle: index,
            group: group,
            law: muscle.law,
            compliant: isShort
              ? nil
              : CompliantTendonMuscle(muscle.law, tendonCurve: tendonCurve, damping: damping),
            path: crossesKnee
              ? PathTable(overBoth.map { $0.map { $0[place] } })
              : PathTable(alongHip: overHip.map { $0[place] })
          )
        )
      } else if Self.passive.contains(muscle.group) {
        for i in 0..<hips.count {
          for j in 0..<knees.count {
            let fibre = muscle.law.fibre(atPathLength: overBoth[i][j][place])
            energy[i][j] +=
              muscle.law.maximumIsometricForce * muscle.law.optimalFibreLength
              * muscle.law.passiveCurve.energy(at: fibre.normalizedLength)
          }
        }
      }
    }
    passiveEnergy = PathTable(energy)
  }

  /// The muscles that cross the hip and act by their passive tissue alone.
  private static let passive: [MuscleGroup] = [
    .gluteals, .piriformis, .sartorius, .tensorFasciaeLatae, .adductors,
  ]
}
