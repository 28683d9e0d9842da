// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

/// The paths at hip and knee from 20 degrees of extension to 120 of flexion.
@Suite("The paths of the leg's muscles in sitting, squatting and kneeling")
struct LegPathTests {
  private static let reference = HumanModel.referenceGeometry()
  private static let subject = HumanModel(of: Subject(standardIn: ModelParameters()))

  /// Lengths, and moment arms about the right hip's flexion, of the right side's muscles by name.
  private static func paths(
    of model: HumanModel,
    hips: Double,
    knees: Double
  ) -> [String: (length: Double, arm: Double)] {
    var dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    model.skeleton.multibody.updatePositions(
      model.legsBent(hips: hips, knees: knees),
      in: &dynamics
    )
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    var paths: [String: (length: Double, arm: Double)] = [:]
    for (index, muscle) in model.muscles.enumerated() where muscle.side == .right {
      paths[muscle.fascicle] = (
        workspace.length(of: index), workspace.momentArm(of: index, column: 18)
      )
    }
    return paths
  }

  /// Moment arms in mm every 20 degrees from -20 to 120 of hip flexion, knee straight.
  ///
  /// Computed from the model file behind the tables by a script that shares no code with the
  /// package: its points, its cylinders with shortest paths, its moving knee axis and patella,
  /// differences of length.
  private static let armsOfFile: [String: [Double]] = [
    "addbrev": [44.3, 44.5, 38.0, 23.5, 2.8, -18.3, -34.3, -42.8],
    "addlong": [62.0, 63.0, 55.5, 37.7, 11.1, -18.2, -42.6, -57.8],
    "addmagDist": [21.6, -5.9, -31.5, -49.7, -58.6, -59.3, -53.4, -42.8],
    "addmagIsch": [3.6, -23.8, -46.5, -60.9, -66.3, -63.5, -54.0, -39.6],
    "addmagMid": [40.9, 22.5, -2.2, -25.7, -41.7, -49.4, -50.0, -45.1],
    "addmagProx": [35.1, 33.3, 25.6, 12.2, -4.0, -18.1, -28.1, -32.8],
    "bflh": [-9.7, -33.0, -50.5, -60.2, -61.9, -56.3, -45.0, -29.6],
    "glmax1": [-45.3, -43.8, -38.8, -33.6, -36.5, -37.2],
    "glmax2": [-54.1, -55.1, -50.8, -45.6, -41.8, -35.8, -29.5, -25.1],
    "glmax3": [-24.9, -60.4, -71.8, -71.0, -63.9, -58.6, -53.8, -47.7],
    "Ps_L3_TP": [39.2, 38.3, 39.0, 40.2, 41.4, 42.4],
    "glmed1": [-19.5, -14.5, -8.5, -1.9, 4.8, 11.2, 16.8, 21.2],
    "glmed2": [-21.4, -20.9, -18.1, -13.6, -8.0, -1.8, 4.5, 10.6],
    "glmed3": [-15.4, -19.3, -20.3, -19.0, -15.7, -11.0, -5.5, 0.5],
    "glmin1": [-4.6, -1.5, 1.7, 4.8, 7.5, 9.5, 10.6, 10.5],
    "glmin2": [-7.9, -5.2, -2.1, 1.2, 4.4, 7.2, 9.4, 10.7],
    "glmin3": [-10.2, -9.0, -7.0, -4.3, -1.2, 2.0, 5.0, 7.5],
    "grac": [52.4, 31.9, 5.5, -21.9, -45.2, -60.6, -67.0, -65.0],
    "iliacus": [49.1, 49.9, 50.5, 50.2, 47.7],
    "piri": [-6.4, -8.1, -8.7, -8.3, -7.0, -4.9, -2.4, 0.3],
    "recfem": [36.5, 47.2, 53.2, 53.3, 46.4, 32.5, 13.0, -8.8],
    "sart": [25.3, 43.6, 58.4, 68.0, 70.6, 64.3, 48.0, 22.6],
    "semimem": [-6.2, -27.2, -43.5, -53.0, -55.4, -51.2, -41.7, -28.2],
    "semiten": [-5.2, -31.9, -52.6, -64.7, -67.7, -62.8, -51.4, -35.4],
    "tfl": [17.9, 34.6, 50.2, 64.1, 75.9, 85.0, 89.9, 83.7],
  ]

  /// Changes of length in mm from the straight knee to 30, 60, 90 and 120 degrees of knee flexion,
  /// hip straight; from the same script.
  private static let kneeChangesOfFile: [String: [Double]] = [
    "bflh": [-15.1, -31.2, -46.1, -56.0], "grac": [-14.5, -33.6, -54.7, -72.6],
    "recfem": [24.7, 47.1, 64.1, 76.1], "sart": [-10.5, -26.8, -46.2, -65.1],
    "semimem": [-18.2, -39.3, -58.4, -70.2], "semiten": [-21.6, -46.9, -71.1, -87.1],
    "tfl": [8.5, 15.0, 18.8, 20.6],
  ]

  /// Tolerances in mm: the script prints tenths; the rest differ by design, as the table of
  /// cylinders says.
  private static func tolerance(_ muscle: String) -> Double {
    switch muscle {
    case "glmax1", "recfem": 3
    case "Ps_L3_TP": 2
    case "iliacus": 5
    case "addmagIsch": 0.4
    default: 0.06
    }
  }

  @Test("Moment arms at the hip are the source's", arguments: armsOfFile.keys.sorted())
  func armsOfSource(muscle: String) throws {
    for (place, expected) in try #require(Self.armsOfFile[muscle]).enumerated() {
      let angle = -20 + 20 * Double(place)
      let arm = try #require(Self.paths(of: Self.reference, hips: angle, knees: 0)[muscle]).arm
      #expect(
        isClose(1000 * arm, expected, absolute: Self.tolerance(muscle)),
        "\(angle) degrees: \(1000 * arm) mm against \(expected)"
      )
    }
  }

  /// A hinge for a knee that rolls, slides and turns: 8 mm for the biceps and sartorius, whose
  /// insertions the turning shank moves most.
  @Test("Lengths follow the knee as the source's do", arguments: kneeChangesOfFile.keys.sorted())
  func kneeOfSource(muscle: String) throws {
    let straight = try #require(Self.paths(of: Self.reference, hips: 0, knees: 0)[muscle]).length
    let tolerance = ["bflh", "sart", "grac"].contains(muscle) ? 8.0 : 4.5
    for (place, expected) in try #require(Self.kneeChangesOfFile[muscle]).enumerated() {
      let angle = 30 + 30 * Double(place)
      let bent = try #require(Self.paths(of: Self.reference, hips: 0, knees: angle)[muscle]).length
      #expect(
        isClose(1000 * (bent - straight), expected, absolute: tolerance),
        "\(angle) degrees: \(1000 * (bent - straight)) mm against \(expected)"
      )
    }
  }

  @Test("Flexors flex and extensors extend over the whole range", arguments: [0.0, 90])
  func signs(knees: Double) {
    for angle in stride(from: -20.0, through: 120, by: 5) {
      let paths = Self.paths(of: Self.subject, hips: angle, knees: knees)
      for muscle in Self.subject.muscles where muscle.side == .right {
        guard let arm = paths[muscle.fascicle]?.arm else { continue }
        let name = "\(muscle.name) at \(angle): \(arm)"
        switch muscle.group {
        case .psoas, .iliacus: #expect(arm > 0.03, "\(name)")
        case .sartorius, .tensorFasciaeLatae: #expect(arm > 0.01, "\(name)")
        // Its line passes the hip's axis near the end of the range.
        case .rectusFemoris where angle <= 110: #expect(arm > 0, "\(name)")
        case .gluteals where muscle.fascicle.hasPrefix("glmax"): #expect(arm < -0.01, "\(name)")
        // In extension the ischium comes under the hip.
        case .hamstrings where angle >= -10: #expect(arm < -0.005, "\(name)")
        case .adductors where muscle.fascicle.hasPrefix("addmag") && angle >= 80:
          #expect(arm < -0.01, "\(name)")
        default: break
        }
      }
    }
  }

  /// Second difference of length over 0.1 degree, in metres: a jump would show whole.
  private static let largestKink = 1e-6

  @Test("No length jumps when the knee bends", arguments: [-20.0, 0, 90, 120])
  func kneeSweep(hips: Double) {
    let model = Self.subject
    var dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    var history: [[Double]] = []
    var worst = 0.0
    for step in 0...1200 {
      model.skeleton.multibody.updatePositions(
        model.legsBent(hips: hips, knees: 0.1 * Double(step)),
        in: &dynamics
      )
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      history.append(workspace.lengths)
      guard history.count == 3 else { continue }
      for muscle in history[0].indices {
        worst = max(worst, abs(history[2][muscle] - 2 * history[1][muscle] + history[0][muscle]))
      }
      history.removeFirst()
    }
    #expect(worst < Self.largestKink, "\(worst) m")
  }

  /// Incidence and stature turn and scale the hip bones with all that is on them: what is left of a
  /// subject at the hip is the reference geometry, scaled, at another angle of the hip.
  @Test("A subject's arms are the reference's, scaled, at a hip turned by the pelvis' own tilt")
  func subjectsAreTurnedReferences() throws {
    let parameters = ModelParameters()
    var subject = Subject(standardIn: parameters)
    subject.height = 1.9
    subject.spinopelvic = try SpinopelvicParameters(
      pelvicIncidence: Angle.degrees(70),
      radiographicPelvicTilt: Angle.degrees(20),
      means: parameters.spinopelvicMeans
    )
    let model = HumanModel(of: subject, parameters: parameters)
    let scale = 1.9 / parameters["reference.height"]
    let turn = Angle.inDegrees(parameters["pelvis.reference_tilt"]) - 20
    for hips in [-10.0, 30, 90, 120] {
      let paths = Self.paths(of: model, hips: hips, knees: 50)
      let expected = Self.paths(of: Self.reference, hips: hips + turn, knees: 50)
      for entry in ParameterCatalogue.standard.muscles
      where entry.points[0].body == .ilium
        && [.thigh, .shank].contains(entry.points[entry.points.count - 1].body)
      {
        let found = try #require(paths[entry.name])
        let wanted = try #require(expected[entry.name])
        #expect(isClose(found.length, scale * wanted.length, absolute: 1e-13), "\(entry.name)")
        #expect(isClose(found.arm, scale * wanted.arm, absolute: 1e-12), "\(entry.name)")
      }
    }
  }

  @Test("Both sides mirror each other with bent legs, in length and in every moment arm")
  func mirror() {
    let model = Self.subject
    var dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    let half = model.muscles.count / 2
    for (hips, knees) in [(-15.0, 90.0), (45, 20), (95, 95), (120, 120)] {
      model.skeleton.multibody.updatePositions(
        model.legsBent(hips: hips, knees: knees),
        in: &dynamics
      )
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      for right in 0..<half {
        let name = "\(model.muscles[right].name), hips \(hips)"
        #expect(
          isClose(workspace.length(of: right), workspace.length(of: half + right), absolute: 1e-14),
          "\(name)"
        )
        for axis in 0..<3 {
          #expect(
            isClose(
              workspace.momentArm(of: right, column: 18 + axis),
              workspace.momentArm(of: half + right, column: 21 + axis),
              absolute: 1e-14
            ),
            "\(name), axis \(axis)"
          )
        }
      }
    }
  }
}
