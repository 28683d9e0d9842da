// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library target of this package with the settings that all of them share.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The test target of the library target `name`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport", "CAllocationCounter"] + dependencies,
    swiftSettings: settings
  )
}

/// An example program: one question, answered as CSV.
func example(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name,
    dependencies: dependencies + [
      .product(name: "ArgumentParser", package: "swift-argument-parser")
    ],
    path: "Examples/" + name,
    exclude: ["README.md"],
    swiftSettings: settings
  )
}

let package = Package(
  name: "lumbopelvic",
  products: [
    .library(name: "Lumbopelvic", targets: ["Lumbopelvic"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "NumericalMethods", targets: ["NumericalMethods"]),
    .library(name: "MultibodyDynamics", targets: ["MultibodyDynamics"]),
    .library(name: "MuscleMechanics", targets: ["MuscleMechanics"]),
    .library(name: "MuscleRecruitment", targets: ["MuscleRecruitment"]),
    .library(name: "OpenSimFormats", targets: ["OpenSimFormats"]),
    .library(name: "Gait", targets: ["Gait"]),
    .library(name: "OpenSimModels", targets: ["OpenSimModels"]),
    .library(name: "Provenance", targets: ["Provenance"]),
    .library(name: "Figures", targets: ["Figures"]),
    .executable(name: "psoas", targets: ["PsoasCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
  ],
  targets: [
    // Level 0
    .systemLibrary(
      name: "COpenBLAS",
      pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapack-dev"]), .brew(["openblas"])]
    ),
    library("Provenance"),
    library("Figures"),
    library("OpenSimFormats"),
    // Level 1
    library("LinearAlgebra", ["COpenBLAS"]),
    // Level 2
    library("NumericalMethods", ["LinearAlgebra"]),
    // Level 3
    library("MultibodyDynamics", ["LinearAlgebra", "NumericalMethods"]),
    // Level 4
    library("MuscleMechanics", ["LinearAlgebra", "NumericalMethods", "MultibodyDynamics"]),
    // Level 5
    library("LumbarSpine", ["LinearAlgebra", "NumericalMethods", "Provenance"]),
    library("MuscleRecruitment", ["LinearAlgebra", "NumericalMethods"]),
    // Level 6
    library("Iliopsoas", ["LinearAlgebra", "MultibodyDynamics", "MuscleMechanics"]),
    library(
      "OpenSimModels",
      [
        "LinearAlgebra", "NumericalMethods", "MultibodyDynamics", "MuscleMechanics",
        "MuscleRecruitment", "LumbarSpine", "OpenSimFormats",
      ]
    ),
    // Level 7
    library(
      "HumanModel",
      [
        "LinearAlgebra", "NumericalMethods", "Provenance", "MultibodyDynamics", "MuscleMechanics",
        "MuscleRecruitment", "LumbarSpine", "Iliopsoas",
      ]
    ),
    // Level 8
    library(
      "Posture",
      [
        "LinearAlgebra", "NumericalMethods", "Provenance", "MultibodyDynamics", "MuscleMechanics",
        "MuscleRecruitment", "LumbarSpine", "Iliopsoas", "HumanModel",
      ]
    ),
    library(
      "Gait",
      [
        "LinearAlgebra", "NumericalMethods", "Provenance", "MultibodyDynamics", "MuscleMechanics",
        "MuscleRecruitment", "LumbarSpine", "Iliopsoas", "OpenSimModels", "HumanModel",
      ]
    ),
    // Level 9
    library(
      "Lumbopelvic",
      [
        "LinearAlgebra", "NumericalMethods", "Provenance", "Figures", "MultibodyDynamics",
        "MuscleMechanics", "LumbarSpine", "MuscleRecruitment", "Iliopsoas", "HumanModel", "Posture",
        "Gait",
      ]
    ),
    // Level 10
    .executableTarget(
      name: "PsoasCommand",
      dependencies: [
        "Lumbopelvic", "OpenSimFormats", "OpenSimModels", "Provenance", "Figures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),

    // Examples
    .target(
      name: "ExampleSupport",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Examples/ExampleSupport",
      swiftSettings: settings
    ),
    example("disc-pressure-against-tilt", ["Lumbopelvic", "ExampleSupport"]),
    example("lumbar-curve-against-tilt", ["Lumbopelvic", "ExampleSupport"]),
    example("psoas-moment-arms", ["Lumbopelvic", "ExampleSupport"]),
    example("psoas-force-vectors", ["Lumbopelvic", "ExampleSupport"]),
    example("lumbar-load-in-walking", ["Lumbopelvic", "ExampleSupport"]),
    example("iliopsoas-timing", ["Lumbopelvic", "ExampleSupport"]),
    example("leg-swing-shares", ["Lumbopelvic", "ExampleSupport"]),

    // Tests
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .target(
      name: "TestSupport",
      dependencies: ["LinearAlgebra", "CAllocationCounter"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    tests(of: "Provenance"),
    tests(of: "Figures"),
    tests(of: "OpenSimFormats"),
    tests(of: "LinearAlgebra"),
    tests(of: "NumericalMethods", ["LinearAlgebra"]),
    tests(of: "MultibodyDynamics", ["LinearAlgebra", "NumericalMethods"]),
    tests(of: "MuscleMechanics", ["LinearAlgebra", "NumericalMethods", "MultibodyDynamics"]),
    tests(of: "MuscleRecruitment", ["LinearAlgebra", "NumericalMethods"]),
    tests(
      of: "PsoasCommand",
      ["Provenance", .product(name: "ArgumentParser", package: "swift-argument-parser")]
    ),
    tests(of: "LumbarSpine", ["LinearAlgebra"]),
    tests(
      of: "OpenSimModels",
      [
        "LinearAlgebra", "NumericalMethods", "MultibodyDynamics", "MuscleMechanics",
        "OpenSimFormats",
      ]
    ),
    tests(
      of: "HumanModel",
      [
        "LinearAlgebra", "NumericalMethods", "Provenance", "MultibodyDynamics", "MuscleMechanics",
        "LumbarSpine", "Iliopsoas",
      ]
    ),
    tests(
      of: "Posture",
      [
        "LinearAlgebra", "NumericalMethods", "MultibodyDynamics", "MuscleMechanics",
        "MuscleRecruitment", "LumbarSpine", "HumanModel", "Provenance",
      ]
    ),
    tests(
      of: "Gait",
      [
        "LinearAlgebra", "NumericalMethods", "MultibodyDynamics", "MuscleMechanics", "LumbarSpine",
        "OpenSimFormats", "OpenSimModels", "HumanModel", "Posture", "Provenance",
      ]
    ),
    .testTarget(
      name: "ExampleTests",
      dependencies: [
        "LinearAlgebra", "TestSupport", "disc-pressure-against-tilt", "lumbar-curve-against-tilt",
        "psoas-moment-arms", "psoas-force-vectors", "lumbar-load-in-walking",
        "iliopsoas-timing", "leg-swing-shares",
      ],
      exclude: ["Golden"],
      swiftSettings: settings
    ),
  ]
)
