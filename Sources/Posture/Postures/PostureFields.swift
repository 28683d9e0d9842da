// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra

/// The parameters of one named posture, with a note of those that were asked for.
struct PostureFields {
  /// The names of the parameters that were asked for.
  private(set) var used: Set<String> = []

  /// Why the values make no posture, in words, or nil.
  private(set) var fault: String?

  private let name: String
  private let prefix: String
  private let parameters: ModelParameters

  init(of posture: NamedPosture, parameters: ModelParameters) {
    name = posture.name
    prefix = posture.parameterPrefix
    self.parameters = parameters
  }

  /// The value of a field of the posture, in its SI unit.
  subscript(field: String) -> Double {
    mutating get { value("\(prefix).\(field)") }
  }

  /// The value of any parameter, in its SI unit.
  mutating func value(_ name: String) -> Double {
    used.insert(name)
    return parameters[name]
  }

  /// The point of three parameters in the sagittal plane, in metres; an absent one is zero.
  mutating func sagittalPoint(_ name: String) -> (x: Double, y: Double) {
    func component(_ axis: String) -> Double {
      let full = "\(name).\(axis)"
      guard ParameterCatalogue.standard[full] != nil else { return 0 }
      used.insert(full)
      return parameters[full]
    }
    return (component("x"), component("y"))
  }

  /// Coefficient of friction of a surface, dimensionless.
  mutating func friction(of surface: String) -> Double { value("support.\(surface).friction") }

  /// Notes why the values make no posture; the first reason stays.
  mutating func refuse(_ reason: String) { if fault == nil { fault = reason } }

  /// A posture with the tilt of the pelvis and the flexion of the lumbar spine that the fields give.
  mutating func trunk() -> BodyPosture {
    var posture = BodyPosture(name: name)
    posture.pelvicTilt = self["pelvic_tilt"]
    posture.thoraxPitch = posture.pelvicTilt + self["lumbar_flexion"]
    return posture
  }

  /// A leg from the fields that begin with a word such as `rear_`; the ankle follows the floor.
  mutating func leg(_ which: String = "") -> BodyPosture.Leg {
    BodyPosture.Leg(
      thighElevation: self["\(which)thigh_elevation"],
      kneeFlexion: self["\(which)knee_flexion"]
    )
  }

  /// The arms from the fields for elevation and elbow.
  mutating func arms() -> BodyPosture.Arms {
    BodyPosture.Arms(elevation: self["arm_elevation"], elbowFlexion: self["elbow_flexion"])
  }
}

extension BodyPosture {
  /// Holds pelvis and thorax; the levels between them settle where the effort is least.
  mutating func settleLevels() {
    settles = true
    held = [.pelvicTilt, .thoraxPitch]
  }
}
