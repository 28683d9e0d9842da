// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import MultibodyDynamics
import NumericalMethods
import TestSupport
import Testing

@testable import Posture

@Suite("Posture against tightness")
struct TightnessStudyTests {
  private static let parameters = ModelParameters()
  private static let model = HumanModel(of: Subject(standardIn: parameters))

  private static func posture(_ name: String) throws -> NamedPosture {
    try #require(NamedPosture.named(name))
  }

  private static func study(
    _ percents: [Double],
    _ names: [String] = ["standing"]
  ) throws -> TightnessStudy {
    BLASThreading.setCount(1)
    return TightnessStudy(
      of: Subject(standardIn: parameters),
      tissues: try percents.map { .given(try HipFlexorTissue(shortening: $0 / 100)) },
      postures: try names.map(posture)
    )
  }

  private func bits(_ settled: TightPosture) -> [UInt64] {
    var numbers = settled.solution.coordinates + settled.hipFlexion
    numbers += settled.solution.levels.map(\.compression)
    numbers += settled.levels.flatMap { [$0.active, $0.passive, $0.induced ?? 0] }
    return numbers.map(\.bitPattern)
  }

  @Test("Rows have the same bytes in any order and on any number of threads")
  func independence() throws {
    let rising = try Self.study([0, 3, 6])
    let falling = try Self.study([6, 3, 0])
    let one = rising.settled(with: try rising.testedTissues(), using: ParallelMap(threads: 1))[0]
    let two = falling.settled(with: try falling.testedTissues(), using: ParallelMap(threads: 2))[0]
    #expect(one.map(bits) == two.reversed().map(bits))
    let ensemble = try rising.ensemble(3, seed: 5)
    func compressions(_ threads: Int) -> [ResultBand] {
      rising.bands(of: [one], over: ensemble, using: ParallelMap(threads: threads))[0]
        .flatMap(\.compression)
    }
    #expect(compressions(1) == compressions(2))
  }

  @Test("Direct parts are the psoas' part of the split; stability adds nothing where it is off")
  func parts() throws {
    let tight = Self.model.with(try HipFlexorTissue(shortening: 0.04))
    let standing = try Self.posture("standing").posture(in: Self.parameters)
    let stable = TightPosture(standing, of: tight)
    var settings = PostureSettings()
    settings.requiresStability = false
    let free = TightPosture(standing, of: tight, settings: settings)
    #expect(stable.solution.status == .ok && free.solution.status == .ok)
    for level in LumbarLevel.allCases {
      let load = stable[level]
      let whole = stable.solution[level].compressionParts[.psoas]
      #expect(isClose(load.active + load.passive, whole, absolute: 1e-9))
      #expect(free[level].cocontraction == 0)
      // The angles do not depend on stability, so the difference of two settlings is the part.
      let difference = stable.solution[level].compression - free.solution[level].compression
      #expect(isClose(try #require(load.cocontraction), difference, absolute: 1e-6))
    }
  }

  @Test("A psoas without cross-section makes no difference")
  func psoasWithoutCrossSection() throws {
    var parameters = Self.parameters
    let names = ParameterCatalogue.standard.definitions.map(\.name).filter {
      $0.hasPrefix("psoas.") && $0.hasSuffix(".pcsa")
    }
    #expect(names.count == 11)
    for name in names { parameters[name] = 1e-10 }
    let model = HumanModel(of: Subject(standardIn: parameters), parameters: parameters)
    let posture = try Self.posture("standing").posture(in: parameters)
    let settled = TightPosture(posture, of: model)
    #expect(settled.solution.status == .ok)
    for load in settled.levels {
      #expect(abs(load.active) + load.passive < 1e-3)
      #expect(abs(try #require(load.induced)) < 1e-2)
    }
    // With its cross-section it does.
    let whole = TightPosture(posture, of: Self.model)
    #expect(abs(try #require(whole[.l4l5].induced)) > 1)
  }

  @Test("A moment of walking settles in the sagittal plane, also with one tight side")
  func lateStance() throws {
    let study = try Self.study([0], ["late-stance"])
    let tight = try HipFlexorTissue(shortening: 0.03, sides: [.right])
    let tested = [
      TestedTissue(HipFlexorTissue(), in: Self.model), TestedTissue(tight, in: Self.model),
    ]
    let two = TightnessStudy(
      of: study.subject,
      tissues: tested.map { .given($0.tissue) },
      postures: study.postures
    )
    let settled = two.settled(with: tested)[0]
    let skeleton = Self.model.skeleton
    for row in settled {
      #expect(row.equilibrium.status == .settled, "\(row.equilibrium.status)")
      #expect(row.pelvicTurn == 0)
      for level in LumbarLevel.allCases {
        for axis in 1...2 {
          #expect(row.solution.coordinates[skeleton.lumbar[level][axis].index] == 0)
        }
      }
    }
    #expect(settled[1].solution.pelvicTilt > settled[0].solution.pelvicTilt)
  }

  @Test("An ensemble draws the model's constants, not the person and not the posture")
  func ensemble() throws {
    let member = try Self.study([0], ["standing", "late-stance"]).ensemble(1, seed: 1).members[0]
    let drawn = Set(member.overrides.map(\.name))
    #expect(drawn.count > 50)
    for prefix in ["subject.", "spinopelvic.", "lordosis.", "posture.", "support."] {
      #expect(!drawn.contains { $0.hasPrefix(prefix) }, "\(prefix)")
    }
  }

  @Test("The change between two tissues is taken member by member")
  func change() throws {
    let study = try Self.study([0, 5])
    let settled = study.settled(with: try study.testedTissues())
    let bands = study.bands(of: settled, over: try study.ensemble(4, seed: 2))[0]
    let none = bands[1].change(from: bands[1])
    #expect(none.pelvicTilt == ResultBand(0, members: [0, 0, 0, 0]))
    let change = bands[1].change(from: bands[0])
    #expect(
      change.pelvicTilt.value
        == settled[0][1].solution.pelvicTilt - settled[0][0].solution.pelvicTilt
    )
    // Models differ more from each other than each from itself.
    let width = bands[1].pelvicTilt.high - bands[1].pelvicTilt.low
    #expect(change.pelvicTilt.high - change.pelvicTilt.low < width)
    let missing = TightnessBand(
      settled[0][0],
      members: [nil, TightnessSample(settled[0][0].solution)]
    )
    #expect(missing.count == 1)
    let whole = TightnessBand(
      settled[0][1],
      members: [TightnessSample(settled[0][1].solution), nil]
    )
    #expect(whole.change(from: missing).count == 0)
  }

  @Test("Hours and a measured extension give the tissue that the tests find for them")
  func choices() throws {
    let test = try ThomasTest(parameters: Self.parameters)
    let hours = try SittingExposure(hoursPerDay: 8)
    #expect(
      try TissueChoice.sitting(hours).tissue(in: Self.model)
        == hours.tissue(in: Self.model, test: test)
    )
    let angle = Angle.degrees(8)
    let choice = TissueChoice.passiveHipExtension(angle, stiffening: 1.5, sides: [.left])
    let tested = TestedTissue(try choice.tissue(in: Self.model), in: Self.model)
    #expect(isClose(try tested.tests[1].get().passiveHipExtension, angle, absolute: 1e-9))
    #expect(tested.tissue.right == .none)
    #expect(throws: TissueFromExtensionError.self) {
      try TissueChoice.passiveHipExtension(1.5, stiffening: 1, sides: [.left]).tissue(
        in: Self.model
      )
    }
  }
}
