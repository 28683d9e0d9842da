// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

package import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics
internal import MuscleMechanics

/// Sums the forces of every source on everything above each level.
package struct LoadSplitter {
  /// Where a line of action crosses levels: the levels first...last, by their raw values.
  private struct Crossing {
    var muscle: Int
    var part: Int
    var transition: Int
    var first: Int
    var last: Int
    /// +1 where the first body of the line lies above the levels, -1 where the second does.
    var sign: Double
  }

  private let crossings: [Crossing]

  package init(model: HumanModel) {
    let geometry = model.geometry
    var crossings: [Crossing] = []
    for (index, muscle) in model.muscles.enumerated() {
      for transition in geometry.transitions(of: index) {
        let bodies = geometry.transitionBodies[transition]
        let first = model.skeleton.levelsBelow(bodies.first)
        let second = model.skeleton.levelsBelow(bodies.second)
        guard first != second else { continue }
        crossings.append(
          Crossing(
            muscle: index,
            part: muscle.group.loadPart.rawValue,
            transition: transition,
            first: min(first, second),
            last: max(first, second) - 1,
            sign: first > second ? 1 : -1
          )
        )
      }
    }
    self.crossings = crossings
  }

  /// Adds the muscles' forces on everything above each level to sums by level and part.
  ///
  /// - Parameters:
  ///   - forces: Force of each muscle, in newtons.
  ///   - lines: Unit pulls of the transitions, in ground axes about the ground origin.
  ///   - sums: One sum a part and level, level by level from L5-S1 up; force in newtons.
  package func add(
    forces: UnsafePointer<Double>,
    lines: UnsafePointer<SpatialForce>,
    to sums: UnsafeMutablePointer<SpatialForce>
  ) {
    for index in 0..<crossings.count {
      let crossing = crossings[index]
      let force = forces[crossing.muscle]
      guard force != 0 else { continue }
      let pull = lines[crossing.transition] * (force * crossing.sign)
      for level in crossing.first..<crossing.last + 1 {
        sums[level * LoadPart.count + crossing.part] += pull
      }
    }
  }

  /// The force of one muscle on everything above one level, per newton of its tension.
  ///
  /// In ground axes about the ground origin; nil where no line of the muscle crosses the level.
  package func pull(
    of muscle: Int,
    at level: Int,
    lines: UnsafePointer<SpatialForce>
  ) -> SpatialForce? {
    var sum: SpatialForce?
    for crossing in crossings
    where crossing.muscle == muscle && crossing.first <= level && level <= crossing.last {
      sum = (sum ?? .zero) + lines[crossing.transition] * crossing.sign
    }
    return sum
  }
}
