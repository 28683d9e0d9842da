// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats

/// A pendulum about Z and a slider that follows it, with their document.
enum Pendulum {
  /// Mass in kilograms and length in metres.
  static let mass = 2.5
  static let length = 0.4

  static func model(couples: Bool = false) throws -> MultibodyModel {
    var builder = MultibodyModelBuilder()
    let bob = try builder.addBody(
      BodyDescription(name: "bob", mass: mass, massCenter: Vector3(0, -length, 0)),
      parent: .ground,
      joint: .revolute(.unitZ),
      coordinates: ["angle"]
    )
    try builder.addBody(
      BodyDescription(name: "ring", mass: 0.5),
      parent: bob,
      joint: .slider(.unitY),
      coordinates: ["height"]
    )
    if couples {
      try builder.addCoupling(
        dependent: CoordinateID(index: 1),
        independent: CoordinateID(index: 0),
        function: .linear(slope: 0.1, intercept: 0)
      )
    }
    return try builder.build()
  }

  static var document: OpenSimModelDocument {
    var document = OpenSimModelDocument(name: "pendulum")
    document.coordinates = [
      OpenSimModelDocument.Coordinate(
        name: "angle",
        joint: 0,
        lowerLimit: -1,
        upperLimit: 1,
        isClamped: true
      ),
      OpenSimModelDocument.Coordinate(name: "height", joint: 1, defaultValue: -0.1),
    ]
    return document
  }

  /// A swing of 0.5 rad with half a second a turn, and the ring at rest, sampled every 10 ms.
  static func table(
    isInDegrees: Bool? = false,
    labels: [String] = ["angle", "height"],
    amplitude: Double = 0.5
  ) throws -> MotionTable {
    let times = (0...200).map { Double($0) / 100 }
    return try MotionTable(
      isInDegrees: isInDegrees,
      times: times,
      columns: labels.map { label in
        MotionTable.Column(
          label: label,
          values: times.map { label.contains("angle") ? amplitude * sin(4 * .pi * $0) : 0 }
        )
      }
    )
  }
}
