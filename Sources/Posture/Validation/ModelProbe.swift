// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MultibodyDynamics

/// Why a quantity has no value.
struct ProbeFailure: Error, Equatable {
  /// The reason in words.
  let reason: String
}

/// One model that is asked for the quantities of targets; every posture is found once.
///
/// Make one for each set of parameters and choices. A class, since it remembers what it found.
final class ModelProbe {
  let parameters: ModelParameters
  let settings: PostureSettings
  let model: HumanModel
  private let walk: ValidationStudy.Walk?
  private var walked: PerLevel<ClosedRange<Double>>??
  private var found: [String: Result<PostureSolution, ProbeFailure>] = [:]
  private var changed: [ModelChange: Result<ModelProbe, ProbeFailure>] = [:]

  convenience init(
    parameters: ModelParameters,
    settings: PostureSettings,
    walk: ValidationStudy.Walk? = nil
  ) {
    self.init(
      HumanModel(of: Subject(standardIn: parameters), parameters: parameters),
      settings: settings,
      walk: walk
    )
  }

  init(_ model: HumanModel, settings: PostureSettings, walk: ValidationStudy.Walk? = nil) {
    self.model = model
    self.settings = settings
    self.walk = walk
    parameters = model.parameters
  }

  /// The value of a quantity in the unit that its description names.
  func value(of quantity: TargetQuantity, at level: LumbarLevel?) throws(ProbeFailure) -> Double {
    switch quantity {
    case .pressure(let name): return 1e-6 * (try load(name, level)).pressure
    case .pressureRatio(let name, let other):
      return try load(name, level).pressure / load(other, level).pressure
    case .pressureRise(let name, let other):
      return 1e-6 * (try load(name, level).pressure - load(other, level).pressure)
    case .tiltRise(let degrees): return try tiltRise(Angle.degrees(degrees), at: level)
    case .compression(let name): return try load(name, level).compression
    case .compressionRise(let name, let other):
      return try load(name, level).compression - load(other, level).compression
    case .psoasCompression(let name): return try load(name, level).compressionParts[.psoas]
    case .tilt(let name): return Angle.inDegrees(try solution(name).pelvicTilt)
    case .slopeChange(let name, let other):
      return Angle.inDegrees(try solution(name).sacralSlope - solution(other).sacralSlope)
    case .lordosisChange(let name, let other):
      return Angle.inDegrees(try solution(name).lumbarLordosis - solution(other).lumbarLordosis)
    case .lordosis(let name): return Angle.inDegrees(try solution(name).lumbarLordosis)
    case .inclination(let name):
      guard let subject = model.subject else { throw ProbeFailure(reason: "no subject") }
      let turn = try solution(name).sacralSlope - subject.spinopelvic.pelvicIncidence
      return Angle.inDegrees(turn)
    case .lordosisGain(let degrees): return lordosisGain(Angle.degrees(degrees))
    case .hipExtension: return Angle.inDegrees(try passiveHipExtension())
    case .effect(let change, let quantity): return try effect(of: change, on: quantity, at: level)
    case .levelsCrossed(let names): return Double(levelsCrossed(by: names))
    case .hipArm(let names): return hipArm(of: names)
    case .psoasPull(let component): return try psoasPull(component, at: level)
    case .relaxedMoment(let name, let seconds): return try relaxedMoment(name, seconds)
    case .passiveHipMoment(let degrees):
      return model.passiveHipMoment(atFlexion: -Angle.degrees(degrees)).total
    case .relaxation(let seconds): return relaxation(seconds)
    case .sittingLoss(let hours): return try sittingLoss(hours)
    case .practice(let weeks): return try practice(weeks)
    case .session: return Angle.inDegrees(StretchAdaptation(parameters: parameters).acuteGain)
    case .walkingCompression(let extreme):
      return try walkingCompression(at: level, extreme)
    case .correlation: preconditionFailure("a correlation belongs to an ensemble")
    }
  }

  /// An end of the compression in walking over the weight of the body, dimensionless.
  private func walkingCompression(
    at level: LumbarLevel?,
    _ extreme: CycleExtreme
  ) throws(ProbeFailure) -> Double {
    guard let level else { throw ProbeFailure(reason: "the target has no level") }
    guard let walk else { throw ProbeFailure(reason: "the study was given no walk") }
    let result = walked ?? walk(parameters)
    walked = .some(result)
    guard let range = result?[level] else {
      throw ProbeFailure(reason: "muscles cannot balance every frame of the walk")
    }
    let weight = model.skeleton.multibody.totalMass * parameters["gravity"]
    return (extreme == .largest ? range.upperBound : range.lowerBound) / weight
  }

  private func load(_ name: String, _ level: LumbarLevel?) throws(ProbeFailure) -> LevelLoad {
    guard let level else { throw ProbeFailure(reason: "the target has no level") }
    return try solution(name)[level]
  }

  /// A posture as people take it: settled where it is relaxed, as given elsewhere.
  func solution(_ name: String) throws(ProbeFailure) -> PostureSolution {
    if let known = found[name] { return try known.get() }
    let result = Result { () throws(ProbeFailure) in try self.find(name) }
    found[name] = result
    return try result.get()
  }

  private func find(_ name: String) throws(ProbeFailure) -> PostureSolution {
    // The posture from which all angles are counted.
    if name == "neutral" { return try solve(BodyPosture(name: name), of: model) }
    let words = name.split(separator: ":")
    guard let named = NamedPosture.named(String(words[0])) else {
      preconditionFailure("no posture is named '\(words[0])'")
    }
    var parameters = parameters
    for word in words.dropFirst() {
      let sides = word.split(separator: "=")
      guard sides.count == 2, let degrees = Double(sides[1]) else {
        preconditionFailure("an angle expected, not '\(word)'")
      }
      parameters["\(named.parameterPrefix).\(sides[0])"] = Angle.degrees(degrees)
    }
    do throws(ParameterError) {
      try named.check(parameters)
    } catch { throw ProbeFailure(reason: "\(error)") }
    return try solve(named.posture(in: parameters), of: model)
  }

  private func solve(
    _ posture: BodyPosture,
    of model: HumanModel
  ) throws(ProbeFailure) -> PostureSolution {
    var solver = PostureSolver(model: model, posture: posture, settings: settings)
    var solution = PostureSolution(for: model)
    if posture.settles {
      _ = solver.settle(into: &solution)
    } else {
      solver.solve(into: &solution)
    }
    guard solution.status == .ok else {
      throw ProbeFailure(reason: "\(posture.name): \(solution.status)")
    }
    return solution
  }

  /// The difference that a change of the model makes to a quantity, in its unit.
  private func effect(
    of change: ModelChange,
    on quantity: TargetQuantity,
    at level: LumbarLevel?
  ) throws(ProbeFailure) -> Double {
    let before: ModelProbe
    if case .tension = change { before = try probe(with: .tension(0)) } else { before = self }
    return try probe(with: change).value(of: quantity, at: level)
      - before.value(of: quantity, at: level)
  }

  /// The same subject with a change, made once.
  private func probe(with change: ModelChange) throws(ProbeFailure) -> ModelProbe {
    if let known = changed[change] { return try known.get() }
    let result = Result { () throws(ProbeFailure) in try self.make(change) }
    changed[change] = result
    return try result.get()
  }

  private func make(_ change: ModelChange) throws(ProbeFailure) -> ModelProbe {
    switch change {
    case .tension(let newtons):
      var imposed = settings
      imposed.psoasTension = newtons
      return ModelProbe(model, settings: imposed)
    case .shortening(let percent):
      do throws(HipFlexorTissueError) {
        let tissue = try HipFlexorTissue(shortening: 0.01 * percent)
        return ModelProbe(model.with(tissue), settings: settings)
      } catch { throw ProbeFailure(reason: "\(error)") }
    case .gain(let degrees):
      let test = try thomasTest()
      let measured = try passiveHipExtension() + Angle.degrees(degrees)
      do throws(TissueFromExtensionError) {
        let tissue = try test.tissue(reproducing: measured, in: model)
        return ModelProbe(model.with(tissue), settings: settings)
      } catch { throw ProbeFailure(reason: "\(error)") }
    }
  }

  func thomasTest() throws(ProbeFailure) -> ThomasTest {
    do throws(ThomasTestError) {
      return try ThomasTest(parameters: parameters)
    } catch { throw ProbeFailure(reason: "\(error)") }
  }

  func passiveHipExtension() throws(ProbeFailure) -> Double {
    let test = try thomasTest()
    do throws(ThomasTestError) {
      return try test.result(of: model).passiveHipExtension
    } catch { throw ProbeFailure(reason: "\(error)") }
  }
}
