// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Gait
import LinearAlgebra
import Testing

/// A reference table beside the repository, or nil where there is none.
private func reference(_ name: String) -> (names: [String], rows: [[Double]])? {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let file = root.appendingPathComponent("shared/reference/gait/\(name)")
  guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
  let lines = text.split(separator: "\n")
  return (
    lines[0].split(separator: ",").map(String.init),
    lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)
        .map { Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan }
    }
  )
}

@Suite("A leg in the plane")
struct SagittalLegTests {
  /// Thigh, shank and foot of the simulated runner, whose foot has its mass at the ankle.
  private static let runner = SagittalLeg(
    thigh: .init(mass: 6.85, momentOfInertia: 0.145361267, centre: 0.4323725),
    shank: .init(mass: 2.86, momentOfInertia: 0.042996389, centre: 0.4334975),
    foot: .init(mass: 1, momentOfInertia: 0.02, centre: 0),
    gravity: 9.81
  )

  @Test(
    "Joint moments of the simulated run agree with the true ones",
    .enabled(
      if: reference("isb_invdyn_vandenbogert_simulated_running_10kHz.csv") != nil,
      "the reference data are not beside the repository"
    )
  )
  func simulatedRun() throws {
    let table = try #require(reference("isb_invdyn_vandenbogert_simulated_running_10kHz.csv"))
    func column(_ name: String) throws -> Int { try #require(table.names.firstIndex(of: name)) }
    func points(_ name: String) throws -> [Vector3] {
      let x = try column("\(name)_x_m")
      let y = try column("\(name)_y_m")
      return table.rows.map { Vector3($0[x], $0[y], 0) }
    }
    let force = (try column("grf_x_N"), try column("grf_y_N"), try column("cop_x_m"))
    let record = SagittalLeg.Record(
      times: table.rows.map { $0[0] },
      hip: try points("hip"),
      knee: try points("knee"),
      ankle: try points("ankle"),
      toe: try points("toe"),
      ground: table.rows.map {
        FootForce(
          force: Vector3($0[force.0], $0[force.1], 0),
          point: Vector3($0[force.2], 0, 0)
        )
      }
    )
    let moments = try Self.runner.moments(of: record, derivatives: .differences)
    // Samples 2751 to 5500, and what the noise of differences leaves of places with ten digits.
    let window = 2750..<5500
    for (values, name, limit) in [
      (moments.ankle, "ankle", 0.02), (moments.knee, "knee", 0.1), (moments.hip, "hip", 0.2),
    ] {
      let truth = try column("true_M_\(name)_Nm")
      let sum = window.reduce(0) {
        let difference = values[$1] - table.rows[$1][truth]
        return $0 + difference * difference
      }
      #expect((sum / Double(window.count)).squareRoot() < limit, "\(name)")
    }
  }

  @Test("A leg that hangs still needs no moments, one that is held forward the lever of its weight")
  func held() throws {
    let times = (0..<10).map { 0.01 * Double($0) }
    func record(_ angle: Double) -> SagittalLeg.Record {
      let line = Vector3(sin(angle), -cos(angle), 0)
      func points(_ distance: Double) -> [Vector3] { times.map { _ in line * distance } }
      return SagittalLeg.Record(
        times: times,
        hip: points(0),
        knee: points(0.4),
        ankle: points(0.8),
        toe: points(1),
        ground: times.map { _ in FootForce() }
      )
    }
    let hanging = try Self.runner.moments(of: record(0))
    for values in [hanging.hip, hanging.knee, hanging.ankle] {
      for value in values { #expect(abs(value) < 1e-9) }
    }
    let angle = 0.3
    let forward = try Self.runner.moments(of: record(angle))
    let lever = 6.85 * 0.4323725 * 0.4 + 2.86 * (0.4 + 0.4334975 * 0.4) + 1 * 0.8
    for value in forward.hip { #expect(abs(value - 9.81 * lever * sin(angle)) < 1e-8) }
  }

  @Test(
    "The gaps of a recorded walk stop it by marker and time",
    .enabled(
      if: reference("leg2d_benchmark_raw_input.csv") != nil,
      "the reference data are not beside the repository"
    )
  )
  func gaps() throws {
    let table = try #require(reference("leg2d_benchmark_raw_input.csv"))
    func points(_ name: String) throws -> [Vector3] {
      let x = try #require(table.names.firstIndex(of: "\(name)_x_m"))
      return table.rows.map { Vector3($0[x], $0[x + 1], 0) }
    }
    let record = SagittalLeg.Record(
      times: table.rows.map { $0[0] },
      hip: try points("gtro"),
      knee: try points("knee"),
      ankle: try points("lmal"),
      toe: try points("mt5"),
      ground: table.rows.map { _ in FootForce() }
    )
    #expect(throws: GaitDataError.self) { try Self.runner.moments(of: record) }
    do {
      _ = try Self.runner.moments(of: record)
    } catch {
      #expect(error.kind == .gap)
      #expect(error.description.contains("no place at"))
    }
  }
}
