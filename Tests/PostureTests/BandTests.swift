// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import LumbarSpine
import NumericalMethods
import Posture
import TestSupport
import Testing

@Suite("Bands")
struct BandTests {
  @Test("An ensemble of postures has the same bytes on one thread and on two")
  func bytes() throws {
    BLASThreading.setCount(1)
    let members = try ParameterEnsemble(seed: 1, count: 6).members
    func compressions(threads: Int) -> [UInt64] {
      ParallelMap(threads: threads).results(members.count) { index in
        let model = HumanModel(of: Subject(standardIn: members[index]), parameters: members[index])
        var solver = PostureSolver(model: model)
        var solution = PostureSolution(for: model)
        solver.solve(into: &solution)
        return solution[.l4l5].compression.bitPattern
      }
    }
    let single = compressions(threads: 1)
    #expect(compressions(threads: 2) == single)
    #expect(Set(single).count == members.count)
  }

  @Test("A band holds the 5th and 95th percentile, and the value apart from them")
  func band() {
    let band = ResultBand(120, members: (0...100).map(Double.init))
    #expect(isClose(band.low, 5, absolute: 1e-12))
    #expect(isClose(band.high, 95, absolute: 1e-12))
    #expect(band.value == 120)
    #expect(band.count == 101)
    #expect(band.contains(5.5) && band.contains(94.5))
    #expect(!band.contains(120) && !band.contains(0))
    #expect(ResultBand(3, members: []) == ResultBand(3, members: []))
    #expect(ResultBand(3, members: []).contains(3))
  }

  @Test("Forms differ from the base in one choice each")
  func forms() throws {
    let forms = ModelForm.all()
    let base = try #require(forms.first)
    #expect(base.name == "base" && base.settings == PostureSettings() && base.overrides.isEmpty)
    #expect(Set(forms.map(\.name)).count == forms.count)
    for form in forms.dropFirst() {
      let isOther = form.settings != base.settings
      #expect(form.overrides.count == (isOther ? 0 : 1), "\(form.name)")
      let parameters = form.parameters(around: ModelParameters())
      #expect(parameters.overrides.count == form.overrides.count, "\(form.name)")
    }
    for name in ["exponent 3", "rhythm christophy", "passive disc alone", "abdomen.pressure high"] {
      #expect(forms.contains { $0.name == name }, "\(name)")
    }
  }

  @Test("A choice that the settings make already is no other form")
  func settledForms() {
    var settings = PostureSettings()
    settings.exponent = 3
    settings.abdominalPressure = 1000
    let names = ModelForm.all(around: settings).map(\.name)
    #expect(!names.contains("exponent 3"))
    #expect(!names.contains("abdomen.pressure high"))
  }
}
