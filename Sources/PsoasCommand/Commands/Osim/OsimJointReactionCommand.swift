// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import LinearAlgebra
internal import Lumbopelvic
internal import OpenSimFormats
internal import OpenSimModels

/// `psoas osim jr`: joint reactions of a recorded motion.
struct OsimJointReactionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jr",
    abstract: "Loads of the joints along a recorded motion, from given or optimised muscle forces.",
    discussion: """
      One row for each sample of the motion; nine columns for each joint as in OpenSim: force (N), moment (N m) \
      about the joint's centre on the loaded body, and that centre (m) in the chosen frame. The load holds \
      all that passes through the joint, couplers, reserves and springs on its coordinates included.
      """
  )

  /// Which side of a joint is loaded.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case child
    case parent
  }

  @OptionGroup var options: OsimForceOptions
  @OptionGroup var destination: OsimOutputOptions

  @Option(help: ArgumentHelp("Joints, by commas. Default: all.", valueName: "list"))
  var joints: String?

  @Option(help: "The body on which the load acts: child or parent.")
  var on: Side = .child

  @Option(
    help: ArgumentHelp(
      """
      Frame of the components: child, parent, ground, disc (half-way between the joint's frames), or the name \
      or path of a frame of the model.
      """,
      valueName: "frame"
    )
  )
  var frame: String = "child"

  func run() throws {
    let reading = try options.reading()
    let requests = try requests(of: reading.model)
    let reactions = reading.reactions.reactions(
      requests.map(\.request),
      at: reading.times,
      forces: reading.forces,
      using: reading.map
    )
    var columns: [(label: String, column: TableColumn, values: [Double])] = []
    for (place, (label, _)) in requests.enumerated() {
      func add(
        _ suffix: String,
        _ unit: String,
        _ value: (JointReactionsOfMotion.Reaction) -> Double
      ) {
        columns.append(
          (
            label + "_" + suffix,
            TableColumn(
              "\(label)_\(suffix)_\(unit)",
              "load of the joint along the frame, or its centre in it"
            ),
            reactions.map { $0.isEmpty ? .nan : value($0[place]) }
          )
        )
      }
      add("fx", "N") { $0.force.x }
      add("fy", "N") { $0.force.y }
      add("fz", "N") { $0.force.z }
      add("mx", "Nm") { $0.moment.x }
      add("my", "Nm") { $0.moment.y }
      add("mz", "Nm") { $0.moment.z }
      add("px", "m") { $0.point.x }
      add("py", "m") { $0.point.y }
      add("pz", "m") { $0.point.z }
    }
    let result = OsimResult(
      command: "osim jr",
      title: "Joint Reaction Loads",
      times: reading.times,
      columns: columns,
      statuses: zip(reading.statuses, reactions).map { status, row in
        row.isEmpty && !requests.isEmpty ? OsimForceOptions.noAccelerations : status
      },
      record: reading.record.merging(
        ["on": .text(on.rawValue), "frame": .text(frame), "joints": .text(joints ?? "all")]
      ) { $1 },
      inputs: reading.inputs
    )
    try result.write(destination)
  }

  /// The requests with their labels in OpenSim's form.
  private func requests(
    of model: OpenSimModel
  ) throws(InputError) -> [(label: String, request: JointReactionsOfMotion.Request)] {
    let tree = model.multibody
    let names = tree.jointNames.filter { !$0.isEmpty }
    let wanted =
      joints.map { list in
        list.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
      } ?? names
    var requests: [(label: String, request: JointReactionsOfMotion.Request)] = []
    for name in wanted {
      guard let joint = tree.joint(named: name) else {
        throw InputError(
          field: "--joints",
          "the model has no joint of this name",
          found: name,
          remedy: NearMiss.question(for: name, among: names)
        )
      }
      let child = joint.outboardBody
      let parent = tree.parent(of: child)
      let loaded = on == .child ? child : parent
      let (axes, label) = try axes(of: model, child: child, parent: parent)
      requests.append(
        (
          "\(name)_on_\(tree.name(of: loaded))_in_\(label)",
          JointReactionsOfMotion.Request(joint: joint, isOnChild: on == .child, axes: axes)
        )
      )
    }
    return requests
  }

  private func axes(
    of model: OpenSimModel,
    child: BodyID,
    parent: BodyID
  ) throws(InputError) -> (JointReactionsOfMotion.Request.Axes, String) {
    let tree = model.multibody
    switch frame {
    case "child": return (.frame(of: child, rotation: .identity), tree.name(of: child))
    case "parent": return (.frame(of: parent, rotation: .identity), tree.name(of: parent))
    case "ground": return (.frame(of: .ground, rotation: .identity), "ground")
    case "disc": return (.middle, "disc")
    default:
      let frames = model.document.frames
      guard let place = frames.firstIndex(where: { $0.path == frame || $0.name == frame }) else {
        throw InputError(
          field: "--frame",
          "the model has no frame of this name",
          found: frame,
          allowed: "child, parent, ground, disc or a frame of the model",
          remedy: NearMiss.question(for: frame, among: frames.map(\.name))
        )
      }
      let body = model.frames[place]
      return (.frame(of: body.body, rotation: body.transform.rotation), frames[place].name)
    }
  }
}
