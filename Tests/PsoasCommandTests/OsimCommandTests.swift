// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import TestSupport
import Testing

/// The commands on OpenSim's files, on a pendulum of 2 kg whose mass centre hangs 0.5 m below its pin, with
/// a flexor and an extensor.
@Suite("psoas osim")
struct OsimCommandTests {
  /// Moment that holds the pendulum at 30 degrees: m g l sin q, in newton metres.
  static let held = 2 * 9.80665 * 0.5 * 0.5

  static func muscle(_ name: String, side: Double, wrap: String = "") -> String {
    """
    <Thelen2003Muscle name="\(name)"><GeometryPath name="path"><PathPointSet><objects>
    <PathPoint name="o"><socket_parent_frame>/ground</socket_parent_frame>
    <location>\(side) 0.1 0</location></PathPoint>
    <PathPoint name="e"><socket_parent_frame>/bodyset/rod</socket_parent_frame>
    <location>\(side) -0.3 0</location></PathPoint></objects></PathPointSet>\(wrap)</GeometryPath>
    <max_isometric_force>1000</max_isometric_force><optimal_fiber_length>0.2</optimal_fiber_length>
    <tendon_slack_length>0.2</tendon_slack_length></Thelen2003Muscle>
    """
  }

  static func model(surfaces: String = "", wrap: String = "") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <OpenSimDocument Version="40000"><Model name="pendulum"><gravity>0 -9.80665 0</gravity>
    <Ground name="ground"><WrapObjectSet><objects>\(surfaces)</objects></WrapObjectSet></Ground>
    <BodySet name="bodyset"><objects><Body name="rod"><mass>2</mass><mass_center>0 -0.5 0</mass_center>
    <inertia>0.1 0.1 0.1 0 0 0</inertia></Body></objects></BodySet>
    <JointSet name="jointset"><objects><PinJoint name="pin">
    <socket_parent_frame>/ground</socket_parent_frame><socket_child_frame>/bodyset/rod</socket_child_frame>
    <coordinates><Coordinate name="swing"><range>-1 1</range></Coordinate></coordinates>
    </PinJoint></objects></JointSet><ForceSet name="forceset"><objects>
    \(muscle("front", side: 0.05, wrap: wrap))\(muscle("back", side: -0.05))
    </objects></ForceSet></Model></OpenSimDocument>
    """
  }

  static func motion(column: String = "swing", degrees: String? = "yes") -> String {
    let flag = degrees.map { "inDegrees=\($0)\n" } ?? ""
    let rows = (0..<12).map { "\(Double($0) / 100)\t30\n" }.joined()
    return "motion\nversion=1\nnRows=12\nnColumns=2\n\(flag)endheader\ntime\t\(column)\n\(rows)"
  }

  @Test("Inverse dynamics of a held pendulum is m g l sin q, and muscles share just that")
  func heldPendulum() throws {
    let folder = try TemporaryFolder()
    let model = try folder.write(Self.model(), to: "pendulum.osim")
    let motion = try folder.write(Self.motion(), to: "held.mot")
    let dynamics = try CommandProcess.run(["osim", "id", model, "--motion", motion])
    #expect(dynamics.code == 0, "\(dynamics.errors)")
    for moment in try dynamics.numbers("swing_moment_Nm") {
      #expect(isClose(moment, Self.held, absolute: 1e-9))
    }
    let arms = try CommandProcess.run(["osim", "moment-arms", model, "--at", "swing=30"])
    #expect(arms.code == 0, "\(arms.errors)")
    let arm = try #require(try arms.numbers("moment_arm_m").first)
    let reactions = try CommandProcess.run(["osim", "jr", model, "--motion", motion])
    #expect(reactions.code == 0, "\(reactions.errors)")
    let forces = try CommandProcess.run(["osim", "so", model, "--motion", motion])
    #expect(forces.code == 0, "\(forces.errors)")
    // The front muscle lies before the pin and pulls forward alone, apart from the least activation.
    #expect(arm > 0.02)
    #expect(try forces.column("status").allSatisfy { $0 == "ok" })
  }

  @Test("What is odd about a motion stops the run with its name, and --allow lets a name pass")
  func oddMotions() throws {
    let folder = try TemporaryFolder()
    let model = try folder.write(Self.model(), to: "pendulum.osim")
    let misspelt = try folder.write(Self.motion(column: "swinging"), to: "misspelt.mot")
    let run = try CommandProcess.run(["osim", "id", model, "--motion", misspelt])
    #expect(run.code == 2)
    #expect(run.errors.contains("misspelt.mot") && run.errors.contains("swing"))
    #expect(run.output.isEmpty)
    let radians = try folder.write(Self.motion(degrees: "no"), to: "radians.mot")
    #expect(try CommandProcess.run(["osim", "id", model, "--motion", radians]).code == 2)
    let silent = try folder.write(Self.motion(degrees: nil), to: "silent.mot")
    #expect(try CommandProcess.run(["osim", "id", model, "--motion", silent]).code == 2)
  }

  @Test("A surface that is not supported stops the run, and may be left out by its name or class")
  func unsupportedSurface() throws {
    let folder = try TemporaryFolder()
    let torus = """
      <WrapTorus name="ring"><inner_radius>0.02</inner_radius><outer_radius>0.08</outer_radius></WrapTorus>
      """
    let wrap = """
      <PathWrapSet><objects><PathWrap name="w"><wrap_object>ring</wrap_object></PathWrap></objects></PathWrapSet>
      """
    let model = try folder.write(Self.model(surfaces: torus, wrap: wrap), to: "ring.osim")
    let refused = try CommandProcess.run(["osim", "moment-arms", model])
    #expect(refused.code == 2)
    #expect(refused.errors.contains("ring.osim:") && refused.errors.contains("'WrapTorus'"))
    for name in ["ring", "WrapTorus"] {
      let allowed = try CommandProcess.run(["osim", "moment-arms", model, "--allow", name])
      #expect(allowed.code == 0, "\(allowed.errors)")
      #expect(allowed.errors.contains("left out as allowed"))
    }
    let unknown = try CommandProcess.run(["osim", "moment-arms", model, "--allow", "rung"])
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("nothing in the files has this name"))
  }

  @Test("The inventory lists every part, and a model that is none ends in one line")
  func inventory() throws {
    let folder = try TemporaryFolder()
    let model = try folder.write(Self.model(), to: "pendulum.osim")
    let run = try CommandProcess.run(["osim", "info", model])
    #expect(run.code == 0, "\(run.errors)")
    for name in ["rod", "pin", "swing", "front", "back"] {
      #expect(run.output.contains(name), "\(name)")
    }
    let lint = try CommandProcess.run(["osim", "lint", model])
    #expect(lint.code == 0 || lint.code == 3, "\(lint.errors)")
    let truncated = try folder.write(String(Self.model().prefix(900)), to: "truncated.osim")
    let broken = try CommandProcess.run(["osim", "info", truncated])
    #expect(broken.code == 2)
    #expect(broken.errors.split(separator: "\n").count == 1)
    #expect(broken.errors.contains("truncated.osim:"))
  }
}
