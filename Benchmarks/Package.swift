// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import PackageDescription

// A package of its own, so that the library resolves and builds without the benchmark tool.
// `traits: []` leaves out its interposers: malloc metrics would read zero and are not listed;
// allocation is counted in the tests.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A set of benchmarks against products of the library.
func benchmarks(_ name: String, _ products: [String]) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["Baseline", .product(name: "Benchmark", package: "benchmark")]
      + products.map { .product(name: $0, package: "lumbopelvic") },
    path: "Benchmarks/" + name,
    swiftSettings: settings,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
  )
}

let package = Package(
  name: "benchmarks",
  dependencies: [
    // The name is needed: a path dependency is otherwise known by its folder's name.
    .package(name: "lumbopelvic", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "Baseline",
      dependencies: [.product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Baseline",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "PostureLoop",
      dependencies: [.product(name: "Lumbopelvic", package: "lumbopelvic")],
      path: "Profiling/PostureLoop",
      swiftSettings: settings
    ),
    benchmarks("DynamicsBenchmarks", ["LinearAlgebra", "MultibodyDynamics"]),
    benchmarks("PostureBenchmarks", ["Lumbopelvic"]),
    benchmarks("GaitBenchmarks", ["Lumbopelvic"]),
    benchmarks(
      "OpenSimBenchmarks",
      [
        "LinearAlgebra", "NumericalMethods", "MultibodyDynamics", "MuscleMechanics",
        "OpenSimFormats",
        "OpenSimModels",
      ]
    ),
    benchmarks("StartBenchmarks", []),
  ]
)
