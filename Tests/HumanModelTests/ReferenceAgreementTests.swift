// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import HumanModel
import LumbarSpine
import MultibodyDynamics
import MuscleMechanics
import TestSupport
import Testing

/// The lengths and moment arms of OpenSim 4.6 on the model file behind the muscle tables.
private enum OpenSimResults {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/reference/opensim/expected/LFB")

  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The rows of a table by column name.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let names = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      Dictionary(
        zip(names, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
        uniquingKeysWith: { first, _ in first }
      )
    }
  }
}

@Suite("Agreement with OpenSim on the reference geometry", .enabled(if: OpenSimResults.arePresent))
struct ReferenceAgreementTests {
  /// The tables carry six decimals of a metre; eleven muscles are bent over the ribs by via points.
  private let tolerance = 1e-5

  private static let jointNames: [(LumbarLevel, String)] = [
    (.l5s1, "L5_S1_Flex_Ext"), (.l4l5, "L4_L5_Flex_Ext"), (.l3l4, "L3_L4_Flex_Ext"),
    (.l2l3, "L2_L3_Flex_Ext"), (.l1l2, "L1_L2_Flex_Ext"), (.t12l1, "L1_T12_Flex_Ext"),
  ]

  /// Muscles that differ by design: bent by via points, or not at all, where the file wraps.
  private static let bent: Set<String> = [
    "LTpT_T1", "LTpT_T2", "LTpT_T3", "LD_L1", "LD_L2", "LD_L3", "LD_L4", "LD_L5", "LD_Il",
    "IL_L2", "IL_L3", "IL_L4", "LD_T12", "LD_T11", "LD_T10", "LD_T9", "LD_T8", "LD_T7", "LD_R11",
  ]

  /// The trunk's fascicles that are straight in both programs, by name with side.
  private func straightMuscles(_ model: HumanModel) -> [(index: Int, name: String)] {
    model.muscles.enumerated().compactMap { index, muscle in
      let crossesHip =
        ParameterCatalogue.standard.muscles
        .first { $0.name == muscle.fascicle }?
        .points.contains { $0.body == .thigh || $0.body == .shank } ?? true
      return crossesHip || Self.bent.contains(muscle.fascicle) ? nil : (index, muscle.name)
    }
  }

  @Test("Lengths and moment arms about every level, from 15 degrees of extension to 30 of flexion")
  func lengthsAndMomentArms() throws {
    // The file's left side is not symmetric, and only its right side is used here.
    // The wall of the abdomen as in the file.
    let law = try ModelParameters(overriding: ["abdomen.turn_share": 1])
    let model = HumanModel.referenceGeometry(parameters: law, psoasReachesFemur: false)
    let muscles = straightMuscles(model).filter { $0.name.hasSuffix("_r") }
    #expect(muscles.count >= 100)
    let lengths = try OpenSimResults.rows("muscle_lengths.csv").filter { $0["sweep"] == "flexion" }
    let arms = try OpenSimResults.rows("moment_arms_per_level.csv")
      .filter { $0["sweep"] == "flexion" }
    var dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    var compared = 0
    for pose in try OpenSimResults.rows("coordinates.csv") where pose["sweep"] == "flexion" {
      var state = model.skeleton.multibody.neutralState()
      for (level, name) in Self.jointNames {
        let value = try #require(Double(pose[name] ?? ""))
        state.coordinates[model.skeleton.lumbar[level][0].index] = -value
      }
      model.skeleton.multibody.applyCouplings(to: &state)
      model.skeleton.multibody.updatePositions(state, in: &dynamics)
      model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
      let angle = try #require(pose["angle_deg"].flatMap(Double.init))
      let row = try #require(lengths.first { Double($0["angle_deg"] ?? "") == angle })
      for (index, name) in muscles {
        let expected = try #require(Double(row[name] ?? ""), "\(name)")
        #expect(
          isClose(workspace.length(of: index), expected, absolute: tolerance),
          "\(name) at \(angle): \(workspace.length(of: index)) against \(expected)"
        )
        compared += 1
      }
      for (level, coordinate) in Self.jointNames {
        guard
          let row = arms.first(where: {
            Double($0["angle_deg"] ?? "") == angle && $0["coordinate"] == coordinate
          })
        else { continue }
        for (index, name) in muscles where !usesAbdomen(index, model) {
          let expected = -(try #require(Double(row[name] ?? "")))
          let arm = workspace.momentArm(of: index, column: 3 * level.rawValue)
          #expect(
            isClose(arm, expected, absolute: tolerance),
            "\(name) about \(level.name) at \(angle): \(arm) against \(expected)"
          )
          compared += 1
        }
      }
    }
    #expect(compared > 5000)
  }

  /// The muscles of the hip whose paths are the file's: straight in standing, or on its cylinders.
  ///
  /// The rest differ by design: psoas and iliacus need no point on the brim, a cylinder stands for
  /// the patella of rectus femoris, and the ischial part of adductor magnus runs straight.
  private static let onCylinders: Set<String> = [
    "addbrev", "addlong", "addmagDist", "addmagMid", "addmagProx", "grac", "semimem", "semiten",
  ]
  private static let straightAtHip: Set<String> = [
    "bflh", "glmax1", "glmax2", "glmax3", "glmed1", "glmed2", "glmed3", "glmin1", "glmin2",
    "glmin3", "piri", "sart", "tfl",
  ]

  /// OpenSim's path round a cylinder is up to 0.13 mm longer than the shortest one.
  private let wrapTolerance = (length: 2e-4, arm: 3e-4)

  @Test("Lengths and moment arms of the muscles of the hip in standing")
  func hipMuscles() throws {
    let model = HumanModel.referenceGeometry()
    var dynamics = DynamicsWorkspace(for: model.skeleton.multibody)
    var workspace = MuscleGeometryWorkspace(for: model.geometry)
    let state = model.skeleton.multibody.neutralState()
    model.skeleton.multibody.updatePositions(state, in: &dynamics)
    model.geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let lengths = try #require(
      OpenSimResults.rows("muscle_lengths.csv").first { Double($0["angle_deg"] ?? "") == 0 }
    )
    let arms = try #require(
      OpenSimResults.rows("moment_arms_coupled.csv").first {
        Double($0["angle_deg"] ?? "") == 0 && $0["coordinate"] == "hip_flexion_r"
      }
    )
    var compared = 0
    for (index, muscle) in model.muscles.enumerated() where muscle.side == .right {
      let wraps = Self.onCylinders.contains(muscle.fascicle)
      guard wraps || Self.straightAtHip.contains(muscle.fascicle) else { continue }
      let length = try #require(Double(lengths[muscle.name] ?? ""), "\(muscle.name)")
      let arm = try #require(Double(arms[muscle.name] ?? ""), "\(muscle.name)")
      #expect(
        isClose(
          workspace.length(of: index),
          length,
          absolute: wraps ? wrapTolerance.length : tolerance
        ),
        "\(muscle.name): \(workspace.length(of: index)) against \(length)"
      )
      #expect(
        isClose(
          workspace.momentArm(of: index, column: 18),
          arm,
          absolute: wraps ? wrapTolerance.arm : tolerance
        ),
        "\(muscle.name): \(workspace.momentArm(of: index, column: 18)) against \(arm)"
      )
      compared += 1
    }
    #expect(compared == 21)
  }

  private func usesAbdomen(_ index: Int, _ model: HumanModel) -> Bool {
    let name = model.muscles[index].fascicle
    return ParameterCatalogue.standard.muscles.first { $0.name == name }?
      .points.contains { $0.body == .abdomen } ?? false
  }
}
