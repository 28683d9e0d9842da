// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Baseline
internal import Benchmark
internal import Lumbopelvic

private func standardModel() -> HumanModel {
  HumanModel(of: Subject(standardIn: ModelParameters()))
}

/// A sweep of tilt from -15 to 25 degrees in steps of 0.1, over and over.
private func posture(stability: Bool, _ benchmark: Benchmark) {
  let model = standardModel()
  var settings = PostureSettings()
  settings.requiresStability = stability
  var solver = PostureSolver(model: model, settings: settings)
  var solution = PostureSolution(for: model)
  var step = 0
  benchmark.measureAgainstBase {
    solver.solve(tilt: Angle.degrees(-15 + 0.1 * Double(step)), into: &solution)
    step = step == 400 ? 0 : step + 1
    blackHole(solution.levels[4].compression)
  }
}

private func loadSharing(warm: Bool, _ benchmark: Benchmark) {
  let model = standardModel()
  let problem = sharingProblem(of: model, tilt: Angle.degrees(5))
  var workspace = MuscleRecruitmentWorkspace(
    muscles: problem.muscleCount,
    coordinates: problem.coordinateCount
  )
  if warm {
    // As a sweep does it: every posture starts from neutral standing.
    workspace.load(sharingProblem(of: model, tilt: 0))
    blackHole(workspace.solve().iterations)
    workspace.rememberStart()
  }
  workspace.load(problem)
  benchmark.measureAgainstBase {
    if warm { workspace.restart() } else { workspace.reset() }
    blackHole(workspace.solve().iterations)
  }
}

let benchmarks: @Sendable () -> Void = {
  BLASThreading.setCount(1)
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .ratio],
    units: [.ratio: .count],
    warmupIterations: 2,
    scalingFactor: .kilo,
    maxDuration: .seconds(4)
  )

  Benchmark("Lengths and moment arms of the built-in model") { benchmark in
    let model = standardModel()
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    var paths = MuscleGeometryWorkspace(for: model.geometry)
    multibody.updatePositions(model.standingState(tilt: 0.1), in: &dynamics)
    benchmark.measureAgainstBase {
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &paths)
      blackHole(paths.length(of: 0))
    }
  }

  Benchmark("Load sharing of the built-in model, cold") { loadSharing(warm: false, $0) }
  Benchmark("Load sharing of the built-in model, from neutral standing") {
    loadSharing(warm: true, $0)
  }

  Benchmark("A posture, stability off") { posture(stability: false, $0) }
  Benchmark("A posture, stability on") { posture(stability: true, $0) }

  Benchmark("A cycle of walking, 101 frames", configuration: .init(scalingFactor: .one)) {
    benchmark in
    let model = HumanModel(
      of: Subject(standardIn: ModelParameters()),
      musculature: .trunkAndLegs
    )
    let frames = BuiltInWalk.standard.motion(of: model).frames
    var solver = WalkingSolver(model: model)
    var solution = WalkingFrameSolution(for: model)
    benchmark.measureAgainstBase {
      for frame in frames { solver.solve(frame, into: &solution) }
      blackHole(solution.levels[4].compression)
    }
  }

  Benchmark("A model rebuilt in its storage, of other parameters") { benchmark in
    let parameters = ModelParameters()
    var others = parameters
    others["psoas.path.brim.y"] -= 0.002
    others["specific_tension.trunk"] *= 1.1
    let subject = Subject(standardIn: parameters)
    var model = HumanModel(of: subject, parameters: parameters)
    var workspace = RebuildWorkspace(for: model)
    var isOther = false
    benchmark.measureAgainstBase {
      isOther.toggle()
      model.rebuild(of: subject, parameters: isOther ? others : parameters, using: &workspace)
      blackHole(model.muscles.count)
    }
  }

  Benchmark("A model from its parameters", configuration: .init(scalingFactor: .one)) { benchmark in
    let parameters = ModelParameters()
    let subject = Subject(standardIn: parameters)
    benchmark.measureAgainstBase {
      blackHole(HumanModel(of: subject, parameters: parameters).muscles.count)
    }
  }
}
