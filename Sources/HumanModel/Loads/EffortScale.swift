// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Iliopsoas
internal import MuscleMechanics

/// The weights of the muscles in the effort, scaled to a mean of one.
package enum EffortScale {
  package static func weights(of muscles: [Muscle], _ choice: EffortWeights) -> [Double] {
    let raw: [Double] = muscles.map { muscle in
      switch choice {
      case .unity: 1
      case .volume: muscle.volume
      case .strength: muscle.law.maximumIsometricForce
      }
    }
    let mean = raw.reduce(0, +) / Double(raw.count)
    return raw.map { $0 / mean }
  }
}

/// The forces of the psoas fascicles where the user imposes a tension.
package enum PsoasTension {
  /// The imposed force of each muscle, in newtons; nil where load sharing finds it.
  package static func forces(in model: HumanModel, perSide tension: Double?) -> [Double?] {
    var forces = [Double?](repeating: nil, count: model.muscles.count)
    guard let tension else { return forces }
    for side in Muscle.Side.allCases {
      let indices = model.muscles.indices.filter {
        model.muscles[$0].group == .psoas && model.muscles[$0].side == side
      }
      let shares = ImposedTension.shares(
        of: tension,
        crossSections: indices.map { model.muscles[$0].crossSection }
      )
      for (index, share) in zip(indices, shares) { forces[index] = share }
    }
    return forces
  }
}
