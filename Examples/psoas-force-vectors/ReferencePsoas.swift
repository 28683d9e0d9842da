// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Foundation
internal import Lumbopelvic

/// Where the path of the psoas ends.
enum PathEnd: String, CaseIterable, ExpressibleByArgument {
  case brim
  case femur
}

/// The plane in which a force at a level is split into compression and shear.
enum DiscPlane: String, CaseIterable, ExpressibleByArgument {
  /// Normal to the line from the joint centre below to the one above.
  case chord
  /// Between the endplates beside the disc, as in the loads of the library.
  case endplates

  /// Forward slope of the plane at a level, in radians, in the unshifted geometry.
  func slope(at level: LumbarLevel, of model: HumanModel) -> Double {
    guard self == .chord else { return model.skeleton.neutralCurve.discSlope(at: level) }
    func x(_ raw: Int) -> Double { model.parameters["joint.\(LumbarLevel.allCases[raw].name).x"] }
    func y(_ raw: Int) -> Double { model.parameters["joint.\(LumbarLevel.allCases[raw].name).y"] }
    let below = max(level.rawValue - 1, 0)
    let above = min(level.rawValue + 1, LumbarLevel.count - 1)
    return atan2(x(above) - x(below), y(above) - y(below))
  }
}

/// What one newton in a fascicle does at a level.
struct UnitLoad {
  /// Force across the plane of the disc, pressing it, dimensionless.
  var compression: Double
  /// Force forward in the plane of the disc, dimensionless.
  var anteriorShear: Double
  /// Moment that flexes the level, in metres.
  var flexionMoment: Double
}

/// The psoas on the reference table's own geometry: nothing scaled, nothing turned.
struct ReferencePsoas {
  let model: HumanModel
  /// The same with its joint centres where the table has them.
  let unshifted: HumanModel
  /// The fascicles of the right side, by their places in the model.
  let fascicles: [Int]
  private let loads: [[UnitLoad?]]

  /// Makes the model and evaluates it.
  ///
  /// - Parameters:
  ///   - end: Where the path ends.
  ///   - plane: The plane of the discs.
  ///   - shift: Forward displacement of every joint centre of the spine, in metres.
  ///   - tension: Specific tension, in pascals.
  init(end: PathEnd, plane: DiscPlane, shift: Double, tension: Double) {
    var parameters = ModelParameters()
    // Cross-sections as they stand in the table.
    parameters["subject.mass"] = parameters["reference.muscle_mass"]
    parameters["specific_tension.trunk"] = tension
    unshifted = .referenceGeometry(parameters: parameters)
    for level in LumbarLevel.allCases { parameters["joint.\(level.name).x"] += shift }
    model = .referenceGeometry(parameters: parameters, psoasReachesFemur: end == .femur)
    fascicles = model.muscles.indices.filter { [muscles = model.muscles] in
      muscles[$0].group == .psoas && muscles[$0].side == .right
    }
    let skeleton = model.skeleton
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    var paths = MuscleGeometryWorkspace(for: model.geometry)
    skeleton.multibody.updatePositions(skeleton.multibody.neutralState(), in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &paths)
    var loads: [[UnitLoad?]] = []
    for level in LumbarLevel.allCases {
      let turn = Rotation(angle: -plane.slope(at: level, of: unshifted), axis: .unitZ)
      var row: [UnitLoad?] = []
      for fascicle in fascicles {
        let force = model.pull(of: fascicle, beyondJointOf: skeleton.bodyAbove[level], in: paths)
          .force
        guard force != .zero else {
          row.append(nil)
          continue
        }
        row.append(
          UnitLoad(
            compression: -force.dot(turn * .unitY),
            anteriorShear: force.dot(turn * .unitX),
            // Three coordinates a level from L5-S1 up, flexion first.
            flexionMoment: paths.momentArm(of: fascicle, column: 3 * level.rawValue)
          )
        )
      }
      loads.append(row)
    }
    self.loads = loads
  }

  /// What one newton in a fascicle, counted among ``fascicles``, does at a level; nil where it does
  /// not cross it.
  func load(of fascicle: Int, at level: LumbarLevel) -> UnitLoad? {
    loads[level.rawValue][fascicle]
  }

  /// Force of a fascicle at full activation and optimal fibre length, in newtons.
  func fullForce(of fascicle: Int) -> Double {
    model.muscles[fascicles[fascicle]].law.maximumIsometricForce
  }

  /// Force of all fascicles, left and right, at full activation, in newtons.
  var forceOfBothSides: Double { fascicles.indices.reduce(0) { $0 + 2 * fullForce(of: $1) } }

  /// The load of all fascicles, left and right, at full activation, in newtons and newton metres.
  func bothSides(at level: LumbarLevel) -> UnitLoad {
    var sum = UnitLoad(compression: 0, anteriorShear: 0, flexionMoment: 0)
    for fascicle in fascicles.indices {
      guard let load = load(of: fascicle, at: level) else { continue }
      let force = 2 * fullForce(of: fascicle)
      sum.compression += force * load.compression
      sum.anteriorShear += force * load.anteriorShear
      sum.flexionMoment += force * load.flexionMoment
    }
    return sum
  }
}
