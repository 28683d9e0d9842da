// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// The load sharing of the built-in model in standing, as a problem of its own.
///
/// The demands are the moments that the muscles of least effort exert there, so that they can be
/// met exactly.
func sharingProblem(of model: HumanModel, tilt: Double) -> MuscleRecruitmentProblem {
  var settings = PostureSettings()
  settings.requiresStability = false
  var solver = PostureSolver(model: model, settings: settings)
  var solution = PostureSolution(for: model)
  solver.solve(tilt: tilt, into: &solution)

  let skeleton = model.skeleton
  var dynamics = DynamicsWorkspace(for: skeleton.multibody)
  var paths = MuscleGeometryWorkspace(for: model.geometry)
  skeleton.multibody.updatePositions(model.standingState(tilt: tilt), in: &dynamics)
  model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &paths)
  let capacities = model.muscles.enumerated().map { index, muscle in
    muscle.law.maximumIsometricForce
      * muscle.law.activeForceFactor(pathLength: paths.length(of: index))
  }
  let count = skeleton.balancedCoordinates.count
  var moments = Matrix(rows: count, columns: capacities.count)
  var demands = [Double](repeating: 0, count: count)
  for muscle in capacities.indices {
    for coordinate in 0..<count {
      let moment = capacities[muscle] * paths.momentArm(of: muscle, column: coordinate)
      moments[coordinate, muscle] = moment
      demands[coordinate] += moment * solution.activations[muscle]
    }
  }
  return MuscleRecruitmentProblem(
    momentsAtFullActivation: moments,
    capacities: capacities,
    demands: demands
  )
}
