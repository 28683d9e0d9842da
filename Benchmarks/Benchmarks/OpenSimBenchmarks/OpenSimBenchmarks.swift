// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Baseline
internal import Benchmark
internal import Foundation
internal import LinearAlgebra
internal import MultibodyDynamics
internal import MuscleMechanics
internal import NumericalMethods
internal import OpenSimFormats
internal import OpenSimModels

/// The folder of OpenSim's models that are measured, which are no part of this package.
///
/// The variable `OPENSIM_MODELS` names it; without it nothing is measured.
private let folder = URL(
  fileURLWithPath: ProcessInfo.processInfo.environment["OPENSIM_MODELS"] ?? "OPENSIM_MODELS"
)

private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

private let lumbar = path("LFB/LFB_prepared.osim")
private let walker = path("gait2392/subject01_simbody.osim")

/// The lumbar model at rest in its neutral posture, as a motion of so many samples.
private struct LumbarRest {
  let model: OpenSimModel
  let sharing: StaticOptimizationOfMotion
  let reactions: JointReactionsOfMotion
  let requests: [JointReactionsOfMotion.Request]
  let times: [Double]

  init(sampleCount: Int) throws {
    model = try OpenSimModel(contentsOfFile: lumbar)
    let tree = model.multibody
    let muscles = try OpenSimMuscles(model)
    var reserves: [IdealActuator] = []
    for force in model.document.forces {
      if let reserve = try IdealActuator(force, in: model.document, of: model) {
        reserves.append(reserve)
      }
    }
    let recorded = (0..<sampleCount).map { Double($0) / 100 }
    let neutral = model.defaultState().coordinates
    let table = try MotionTable(
      isInDegrees: false,
      times: recorded,
      columns: zip(tree.coordinateNames, neutral).map { name, value in
        MotionTable.Column(label: name, values: recorded.map { _ in value })
      }
    )
    let motion = try RecordedMotion(
      table,
      of: model.document,
      model: tree,
      accelerations: .ofSampledSpeeds,
      allowing: Set(MotionAllowance.allCases)
    )
    times = motion.sampleTimes()
    sharing = StaticOptimizationOfMotion(
      model: tree,
      held: model.lockedCoordinates,
      motion: motion,
      muscles: muscles,
      reserves: reserves
    )
    reactions = JointReactionsOfMotion(
      model: tree,
      motion: motion,
      geometry: muscles.geometry,
      reserves: reserves
    )
    requests = tree.jointNames.compactMap { name in
      tree.joint(named: name).map { .init(joint: $0, axes: .middle) }
    }
  }
}

let benchmarks: @Sendable () -> Void = {
  BLASThreading.setCount(1)
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .ratio],
    units: [.ratio: .count],
    warmupIterations: 2,
    maxDuration: .seconds(4),
    skip: !FileManager.default.fileExists(atPath: lumbar)
      || !FileManager.default.fileExists(atPath: walker)
  )

  Benchmark("Lumbar model of 318 muscles, from its file") { benchmark in
    benchmark.measureAgainstBase {
      guard let model = try? OpenSimModel(contentsOfFile: lumbar),
        let muscles = try? OpenSimMuscles(model)
      else { return benchmark.error("\(lumbar) was not read") }
      blackHole(muscles.count)
    }
  }

  Benchmark("Lumbar model, lengths and all moment arms") { benchmark in
    let model = try OpenSimModel(contentsOfFile: lumbar)
    let muscles = try OpenSimMuscles(model)
    let state = model.defaultState()
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var paths = MuscleGeometryWorkspace(for: muscles.geometry)
    model.multibody.updateKinematics(state, in: &dynamics)
    benchmark.measureAgainstBase {
      muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &paths)
      blackHole(paths.length(of: 0))
    }
  }

  Benchmark("Lumbar model, static optimisation and joint reactions of 20 frames") { benchmark in
    let rest = try LumbarRest(sampleCount: 20)
    let oneThread = ParallelMap(threads: 1)
    benchmark.measureAgainstBase {
      let loads = rest.reactions.reactions(
        rest.requests,
        of: rest.sharing,
        at: rest.times,
        using: oneThread
      )
      blackHole(loads.count)
    }
  }

  Benchmark("Walk, inverse dynamics of 61 frames from files") { benchmark in
    let motion = path("gait2392/subject01_walk1_ik.mot")
    let loads = path("gait2392/subject01_walk1_grf.xml")
    let filter = try LowPassFilter(cutoffFrequency: 6)
    benchmark.measureAgainstBase {
      do {
        let model = try OpenSimModel(contentsOfFile: walker)
        let recorded = try RecordedMotion(
          MotionTable(contentsOf: motion),
          of: model.document,
          model: model.multibody,
          filter: filter,
          accelerations: .ofCoordinates
        )
        let document = try ExternalLoadsDocument(contentsOf: loads)
        let problem = try InverseDynamicsOfMotion(
          of: model,
          motion: recorded,
          loads: RecordedLoads(
            document,
            table: MotionTable(contentsOf: document.dataPath),
            model: model.multibody
          ),
          passive: OpenSimPassiveForces(model)
        )
        let times = recorded.sampleTimes(from: 0.5, to: 1.5)
        blackHole(problem.solution(at: times, using: ParallelMap(threads: 1)).times.count)
      } catch {
        benchmark.error("\(error)")
      }
    }
  }
}
