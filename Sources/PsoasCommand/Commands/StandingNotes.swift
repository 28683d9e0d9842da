// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// How sure the load at L4-L5 in standing is: what two uncertain inputs do to it.
struct StandingNotes {
  private static let level = LumbarLevel.l4l5
  /// Half of the shift of the mass centres in the difference, in metres.
  private static let shift = 1e-3

  let subject: Subject
  let parameters: ModelParameters
  let settings: PostureSettings
  let posture: PostureCase

  /// The notes, one line each.
  var lines: [String] {
    [stiffnessBand, massCentreSlope].compactMap { $0 }
  }

  /// The load over the band of the muscle stiffness; nil where it plays no part.
  private var stiffnessBand: String? {
    guard settings.requiresStability,
      let id = ParameterCatalogue.standard["muscle.stiffness_coefficient"],
      case .range(let low, let high) = ParameterCatalogue.standard.definitions[id.index].standard
        .spread
    else { return nil }
    let values = [low, settings.muscleStiffness ?? parameters[id], high]
    var compressions: [String] = []
    var pressures: [String] = []
    for value in values {
      var settings = settings
      settings.muscleStiffness = value
      let load = load(parameters, settings)
      compressions.append(load.map { Self.text($0.compression, decimals: 0) } ?? "none")
      pressures.append(load.map { Self.text($0.pressure * 1e-6, decimals: 2) } ?? "none")
    }
    func list(_ words: [String]) -> String { "\(words[0]), \(words[1]) and \(words[2])" }
    return "\(Self.level.name) at muscle stiffness q = \(list(values.map(NumberText.text))) "
      + "(low end of its band, taken, high end): "
      + "compression \(list(compressions)) N, pressure \(list(pressures)) MPa"
      + (compressions.contains("none") ? "; none: the posture cannot be held" : "")
  }

  /// The change of load with the mass centre of what the level carries.
  private var massCentreSlope: String? {
    guard let forward = shifted(by: Self.shift), let back = shifted(by: -Self.shift) else {
      return nil
    }
    let moved = forward.centre - back.centre
    guard moved > 0 else { return nil }
    let slope = (forward.compression - back.compression) / (moved * 1000)
    return "\(Self.level.name) compression changes by \(Self.text(slope, decimals: 1)) N for each "
      + "millimetre that the mass centre above it lies further forward (difference between "
      + "segment.thorax.centre.x and segment.head.centre.x 1 mm forward and 1 mm back)"
  }

  /// Load and mass centre with thorax and head shifted forward, in metres.
  private func shifted(by shift: Double) -> (compression: Double, centre: Double)? {
    var parameters = parameters
    parameters["segment.thorax.centre.x"] += shift
    parameters["segment.head.centre.x"] += shift
    guard let load = load(parameters, settings) else { return nil }
    let model = HumanModel(of: subject, parameters: parameters)
    let multibody = model.skeleton.multibody
    var workspace = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &workspace)
    let centre = multibody.massCenter(
      ofSubtreeFrom: model.skeleton.bodyAbove[Self.level],
      using: workspace
    )
    return (load.compression, centre.x)
  }

  private func load(_ parameters: ModelParameters, _ settings: PostureSettings) -> LevelLoad? {
    let model = HumanModel(of: subject, parameters: parameters)
    var solver = PostureSolver(
      model: model,
      posture: posture.posture(in: parameters),
      settings: settings
    )
    var solution = PostureSolution(for: model)
    posture.solve(&solver, into: &solution)
    return solution.status == .ok ? solution[Self.level] : nil
  }

  private static func text(_ value: Double, decimals: Int) -> String {
    FixedText.text(value, decimals: decimals)
  }
}
