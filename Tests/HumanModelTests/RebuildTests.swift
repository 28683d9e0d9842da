// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Iliopsoas
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import Testing

@testable import HumanModel
@testable import MuscleMechanics

/// A model in the storage of another one is the same, to the last bit, as one made from nothing.
@Suite("Models rebuilt in place")
struct RebuildTests {
  /// Two members of an ensemble of all parameters, each with its own built-in subject.
  private static func drawn() throws -> [(subject: Subject, parameters: ModelParameters)] {
    try ParameterEnsemble(seed: 3, count: 2).members.map { parameters in
      (Subject(standardIn: parameters), parameters)
    }
  }

  private static var woman: Subject {
    var subject = Subject(standardIn: ModelParameters())
    subject.sex = .female
    subject.height = 1.6
    subject.mass = 58
    subject.lumbarLordosis = 0.7
    return subject
  }

  /// All numbers of bodies and joints.
  private func numbers(of skeleton: Skeleton) -> [Double] {
    let multibody = skeleton.multibody
    func entries(_ m: Matrix3) -> [Double] {
      [m.row0, m.row1, m.row2].flatMap { [$0.x, $0.y, $0.z] }
    }
    func entries(_ v: Vector3) -> [Double] { [v.x, v.y, v.z] }
    func entries(_ frame: RigidTransform) -> [Double] {
      entries(frame.rotation.matrix) + entries(frame.translation)
    }
    return (1..<multibody.bodyCount).flatMap { index in
      let body = BodyID(index: index)
      return [multibody.mass(of: body)] + entries(multibody.massCenter(of: body))
        + entries(multibody.inertia(of: body)) + entries(multibody.parentFrame(of: body))
        + entries(multibody.childFrame(of: body))
    } + entries(multibody.gravity) + entries(skeleton.handCentre) + [skeleton.scale]
  }

  /// Frames of bodies, lengths, arms and lines in a bent and turned posture.
  private func numbers(of geometry: MuscleGeometry, on skeleton: Skeleton) -> [Double] {
    let multibody = skeleton.multibody
    var state = multibody.neutralState()
    for (index, coordinate) in skeleton.balancedCoordinates.enumerated() {
      state[coordinate] = 0.1 * Double(1 + index % 4)
    }
    state[skeleton.pelvicTilt] = 0.2
    multibody.applyCouplings(to: &state)
    var dynamics = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(state, in: &dynamics)
    var workspace = MuscleGeometryWorkspace(for: geometry)
    geometry.computeLengthsAndMomentArms(using: dynamics, in: &workspace)
    let frames = (1..<multibody.bodyCount).flatMap { index in
      let place = dynamics.transform(of: BodyID(index: index)).translation
      return [place.x, place.y, place.z]
    }
    let lines = workspace.lineForces.flatMap { [$0.force.x, $0.force.y, $0.moment.z] }
    return frames + workspace.lengths + workspace.momentArms + lines
  }

  private func numbers(of model: HumanModel) -> [Double] {
    let discs = LumbarLevel.allCases.flatMap { level in
      let disc = model.discs[level]
      return [disc.unloadedPressure, disc.areaFactor, disc.area]
    }
    let slopes =
      model.skeleton.neutralCurve.upperEndplateSlopes
      + model.skeleton.neutralCurve.lowerEndplateSlopes
    let capsule = model.hipCapsule
    return numbers(of: model.skeleton) + numbers(of: model.geometry, on: model.skeleton)
      + model.muscles.flatMap { [$0.crossSection, $0.neutralLength] } + discs + slopes
      + [capsule.engagedStiffness, capsule.engagement, capsule.spread]
  }

  private func expectSame(_ one: HumanModel, _ other: HumanModel) {
    #expect(numbers(of: one).map(\.bitPattern) == numbers(of: other).map(\.bitPattern))
    #expect(one.muscles.map(\.law) == other.muscles.map(\.law))
    #expect(one.muscles.map(\.name) == other.muscles.map(\.name))
    #expect(one.parameters == other.parameters)
    #expect(one.subject == other.subject)
    #expect(one.tissue == other.tissue)
  }

  @Test("Rebuilding gives the bytes of a new model, for other people and other parameters")
  func sameBytes() throws {
    let drawn = try Self.drawn()
    var model = HumanModel(of: drawn[0].subject, parameters: drawn[0].parameters)
    var workspace = RebuildWorkspace(for: model)
    for (subject, parameters) in [drawn[1], (Self.woman, ModelParameters()), drawn[0]] {
      model.rebuild(of: subject, parameters: parameters, using: &workspace)
      expectSame(model, HumanModel(of: subject, parameters: parameters))
    }
  }

  @Test("A skeleton and paths that are compiled for a person are the same as rebuilt ones")
  func sameAsCompiled() throws {
    for (subject, parameters) in try Self.drawn() + [(Self.woman, ModelParameters())] {
      let model = HumanModel(of: subject, parameters: parameters)
      let skeleton = try Skeleton(
        compiling: SkeletonNumbers(of: subject, parameters: parameters)
      )
      #expect(
        numbers(of: skeleton).map(\.bitPattern)
          == numbers(of: model.skeleton).map(\.bitPattern)
      )
      let geometry = PathBuilder(
        skeleton: skeleton,
        entries: Musculature.trunkAndHips.entries,
        parameters: parameters,
        psoasReachesFemur: true
      ).geometry(.trunkAndHips)
      #expect(
        numbers(of: geometry, on: skeleton).map(\.bitPattern)
          == numbers(of: model.geometry, on: model.skeleton).map(\.bitPattern)
      )
    }
  }

  @Test("A psoas that ends at the brim stays so, and tissue stays")
  func choices() throws {
    let tissue = try HipFlexorTissue(shortening: 0.05, stiffening: 1.5)
    let drawn = try Self.drawn()
    for reaches in [true, false] {
      var model = HumanModel(
        of: drawn[0].subject,
        parameters: drawn[0].parameters,
        psoasReachesFemur: reaches
      ).with(tissue)
      var workspace = RebuildWorkspace(for: model)
      model.rebuild(of: drawn[1].subject, parameters: drawn[1].parameters, using: &workspace)
      let fresh = HumanModel(
        of: drawn[1].subject,
        parameters: drawn[1].parameters,
        psoasReachesFemur: reaches
      )
      expectSame(model, fresh.with(tissue))
    }
  }

  @Test("A model with the muscles of the whole leg keeps them")
  func wholeLegs() throws {
    let drawn = try Self.drawn()
    var model = HumanModel(
      of: drawn[0].subject,
      parameters: drawn[0].parameters,
      musculature: .trunkAndLegs
    )
    var workspace = RebuildWorkspace(for: model)
    model.rebuild(of: drawn[1].subject, parameters: drawn[1].parameters, using: &workspace)
    let fresh = HumanModel(
      of: drawn[1].subject,
      parameters: drawn[1].parameters,
      musculature: .trunkAndLegs
    )
    expectSame(model, fresh)
  }

  @Test("The paths of model and workspace stay in their storage; a shared one is copied")
  func storage() throws {
    let people = try Self.drawn()
    var model = HumanModel(of: people[0].subject, parameters: people[0].parameters)
    var workspace = RebuildWorkspace(for: model)
    // The first time, the workspace leaves the storage that all workspaces begin with.
    model.rebuild(of: people[1].subject, parameters: people[1].parameters, using: &workspace)
    func places() -> [ObjectIdentifier] {
      [model.geometry, workspace.reference.geometry].map { ObjectIdentifier($0.tables) }
    }
    let before = places()
    model.rebuild(of: people[0].subject, parameters: people[0].parameters, using: &workspace)
    #expect(places() == before)
    let copy = model
    model.rebuild(of: people[1].subject, parameters: people[1].parameters, using: &workspace)
    #expect(places()[0] != before[0])
    #expect(ObjectIdentifier(copy.geometry.tables) == before[0])
  }

  @Test("A copy made before keeps its numbers")
  func copies() throws {
    let drawn = try Self.drawn()
    var model = HumanModel(of: drawn[0].subject, parameters: drawn[0].parameters)
    let copy = model
    let before = numbers(of: copy)
    var workspace = RebuildWorkspace(for: model)
    model.rebuild(of: drawn[1].subject, parameters: drawn[1].parameters, using: &workspace)
    #expect(numbers(of: copy) == before)
    #expect(numbers(of: model) != before)
  }
}
