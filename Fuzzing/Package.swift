// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import PackageDescription

// A package of its own: its programs have no entry but the one that libFuzzer brings, and every
// file below it is built with counters on its branches (`swift build --sanitize fuzzer`).
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // There is no main file, and none of the files is one.
  .unsafeFlags(["-parse-as-library"]),
]

/// A program that feeds one parser.
func fuzzer(_ name: String, _ products: [String]) -> Target {
  .executableTarget(
    name: name,
    dependencies: products.map { .product(name: $0, package: "lumbopelvic") },
    path: "Targets/" + name,
    swiftSettings: settings
  )
}

let package = Package(
  name: "fuzzing",
  dependencies: [
    // The name is needed: a path dependency is otherwise known by its folder's name.
    .package(name: "lumbopelvic", path: "..")
  ],
  targets: [
    fuzzer("MotionFuzz", ["OpenSimFormats"]),
    fuzzer("MarkerFuzz", ["OpenSimFormats"]),
    fuzzer("DocumentFuzz", ["OpenSimFormats"]),
    fuzzer("SetupFuzz", ["OpenSimFormats"]),
    fuzzer("ModelFuzz", ["OpenSimFormats"]),
    fuzzer(
      "MechanicsFuzz",
      ["MultibodyDynamics", "MuscleMechanics", "OpenSimFormats", "OpenSimModels"]
    ),
  ]
)
