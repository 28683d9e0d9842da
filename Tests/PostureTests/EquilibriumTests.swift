// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import Testing

@testable import Posture

@Suite("Equilibrium")
struct EquilibriumTests {
  private static let parameters = ModelParameters()
  private static let model = HumanModel(of: Subject(standardIn: parameters))

  /// Slopes of the effort against central differences, at a displaced posture.
  private func worstSlope(
    _ posture: BodyPosture,
    settings: PostureSettings = PostureSettings(),
    inThreeDimensions: Bool = false
  ) -> (error: Double, size: Double) {
    let analysis = PostureAnalysis(model: Self.model, posture: posture, settings: settings)
    var options = EquilibriumOptions()
    options.inThreeDimensions = inThreeDimensions
    let settling = Settling(analysis, options: options)
    let count = inThreeDimensions ? 20 : 7
    let point = (0..<count).map { 0.004 * Double(($0 * 7) % 5 - 2) }
    var slopes = point
    var ignored = point
    #expect(settling.evaluate(point, &slopes).isFinite)
    var worst = 0.0
    var size = 0.0
    for index in 0..<count {
      let step = 1e-6
      var moved = point
      moved[index] += step
      let above = settling.evaluate(moved, &ignored)
      moved[index] -= 2 * step
      let below = settling.evaluate(moved, &ignored)
      worst = max(worst, abs((above - below) / (2 * step) - slopes[index]))
      size = max(size, abs(slopes[index]))
    }
    return (worst, size)
  }

  @Test("slopes of the effort equal differences: standing")
  func standingSlopes() {
    let (error, size) = worstSlope(BodyPosture(name: "standing"))
    #expect(error < 1e-6 * size)
  }

  @Test("slopes of the effort equal differences: standing in three dimensions with a load")
  func loadedSlopes() {
    var posture = BodyPosture(name: "holding")
    posture.handLoad = 10
    posture.arms = .init(elevation: 0.3, elbowFlexion: 1)
    posture.rightLeg.kneeFlexion = 0.4
    posture.rightLeg.thighElevation = 0.2
    posture.leftLeg = posture.rightLeg
    var settings = PostureSettings()
    settings.abdominalPressure = 3000
    let (error, size) = worstSlope(posture, settings: settings, inThreeDimensions: true)
    #expect(error < 1e-6 * size)
  }

  @Test("standing settles")
  func standingSettles() {
    var solver = PostureSolver(model: Self.model, posture: BodyPosture(name: "standing"))
    var solution = PostureSolution(for: Self.model)
    var options = EquilibriumOptions()
    options.examinesCurvature = true
    let report = solver.settle(into: &solution, options: options)
    #expect(report.status == .settled)
    #expect(report.residual < 1e-8 * report.scale)
    #expect((report.smallestCurvature ?? -1) > 0)
    #expect(solution.status == .ok)
    // The feet stay, the mass centre stays over them, the thorax stays nearly upright.
    let skeleton = Self.model.skeleton
    var dynamics = DynamicsWorkspace(for: skeleton.multibody)
    skeleton.multibody.updatePositions(skeleton.multibody.neutralState(), in: &dynamics)
    let before = skeleton.feet.map { dynamics.transform(of: $0).translation }
    let centre = skeleton.multibody.massCenter(using: dynamics)
    var state = skeleton.multibody.neutralState()
    state.coordinates = solution.coordinates
    skeleton.multibody.updatePositions(state, in: &dynamics)
    for (foot, place) in zip(skeleton.feet, before) {
      #expect((dynamics.transform(of: foot).translation - place).length < 1e-10)
    }
    #expect(abs(skeleton.multibody.massCenter(using: dynamics).x - centre.x) < 1e-10)
    let up = dynamics.transform(of: skeleton.thorax).rotation * Vector3.unitY
    #expect(up.y > 0.99)
  }
}
