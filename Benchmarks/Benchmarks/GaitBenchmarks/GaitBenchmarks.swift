// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Baseline
internal import Benchmark
internal import Lumbopelvic

/// One leg swing forward in time, from toe-off to heel strike.
private func swing(_ tendon: SwingTendon, _ benchmark: Benchmark) {
  let parameters = ModelParameters()
  let leg = SwingLeg(of: HumanModel(of: Subject(standardIn: parameters)))
  var program = SwingProgram(parameters: parameters)
  program.tendon = tendon
  let solver = SwingSolver()
  benchmark.measureAgainstBase {
    blackHole(solver.solve(leg, program).endTime)
  }
}

let benchmarks: @Sendable () -> Void = {
  BLASThreading.setCount(1)
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .ratio],
    units: [.ratio: .count],
    warmupIterations: 2,
    maxDuration: .seconds(4)
  )

  Benchmark("Leg swing, rigid tendons") { swing(.rigid, $0) }
  Benchmark("Leg swing, tendons that stretch") { swing(.compliant, $0) }
}
