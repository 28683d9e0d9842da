// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Models that were written", .enabled(if: OpenSimReference.isPresent))
struct WrittenModelTests {
  @Test("A written model has the same numbers to the last bit", arguments: OpenSimReference.models)
  func numbers(name: String) throws {
    let document = try OpenSimModelDocument(contentsOfFile: OpenSimReference.path(name))
    let text = document.fileText()
    let written = try OpenSimModelDocument(parsing: text)
    #expect(written.fileText() == text)
    #expect(written.forces.count == document.forces.count)
    #expect(written.wrapObjects.count == document.wrapObjects.count)
    for (one, other) in zip(document.forces, written.forces) {
      #expect(one.name == other.name && one.kind == other.kind)
      for property in one.properties {
        #expect(other.property(property.name)?.value == property.value, "\(one.name)")
      }
    }
    let first = try OpenSimModel(document)
    let second = try OpenSimModel(written)
    var generator = SeededGenerator(seed: 17)
    var state = first.defaultState()
    #expect(state == second.defaultState())
    for place in state.coordinates.indices {
      state.coordinates[place] += generator.number(in: -0.3...0.3)
      state.speeds[place] = generator.number(in: -1...1)
    }
    first.multibody.applyCouplings(to: &state)
    let accelerations = state.coordinates.map { _ in generator.number(in: -1...1) }
    #expect(
      first.multibody.inverseDynamics(of: state, accelerations: accelerations)
        == second.multibody.inverseDynamics(of: state, accelerations: accelerations)
    )
  }

  @Test("Nothing that moves bodies is unread in the models", arguments: OpenSimReference.models)
  func unread(name: String) throws {
    let document = try OpenSimModelDocument(contentsOfFile: OpenSimReference.path(name))
    #expect(
      document.unread.allSatisfy { $0.element.tag == "ContactGeometrySet" },
      "\(document.unread)"
    )
    let model = try OpenSimModel(document)
    #expect(model.neglected.isEmpty && model.addedJoints.isEmpty)
  }
}
