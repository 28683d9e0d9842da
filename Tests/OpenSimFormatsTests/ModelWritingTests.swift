// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import OpenSimFormats
import Testing

extension OpenSimModelDocument {
  /// The document without what a written file does not keep: places, origins and the version.
  fileprivate var essence: OpenSimModelDocument {
    var copy = self
    copy.version = 0
    copy.unread = []
    copy.renamed = []
    for i in copy.frames.indices {
      copy.frames[i].position = .none
      copy.frames[i].display = []
    }
    for i in copy.bodies.indices { copy.bodies[i].position = .none }
    for i in copy.joints.indices {
      copy.joints[i].position = .none
      if case .custom(var transform) = copy.joints[i].kind {
        for k in 0..<3 {
          transform.rotations[k].position = .none
          transform.translations[k].position = .none
        }
        copy.joints[i].kind = .custom(transform)
      }
    }
    for i in copy.coordinates.indices { copy.coordinates[i].position = .none }
    for i in copy.wrapObjects.indices { copy.wrapObjects[i].position = .none }
    for i in copy.markers.indices { copy.markers[i].position = .none }
    for i in copy.constraints.indices {
      copy.constraints[i].position = .none
      copy.constraints[i].properties = plain(copy.constraints[i].properties)
    }
    for i in copy.forces.indices {
      copy.forces[i].position = .none
      copy.forces[i].properties = plain(copy.forces[i].properties)
      for k in copy.forces[i].functions.indices { copy.forces[i].functions[k].position = .none }
      copy.forces[i].path?.position = .none
      for k in copy.forces[i].path?.points.indices ?? 0..<0 {
        copy.forces[i].path?.points[k].position = .none
      }
      for k in copy.forces[i].path?.wraps.indices ?? 0..<0 {
        copy.forces[i].path?.wraps[k].position = .none
      }
    }
    return copy
  }

  private func plain(_ properties: [Property]) -> [Property] {
    properties.map { Property(name: $0.name, value: $0.value) }.sorted { $0.name < $1.name }
  }
}

@Suite("Writing models")
struct ModelWritingTests {
  private func expectRoundTrip(
    _ document: OpenSimModelDocument,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = document.fileText()
    let again = try OpenSimModelDocument(parsing: text)
    #expect(again.essence == document.essence, sourceLocation: sourceLocation)
    #expect(again.fileText() == text, sourceLocation: sourceLocation)
    #expect(again.version == OpenSimModelDocument.writtenVersion, sourceLocation: sourceLocation)
  }

  @Test(
    "What is written reads back to the same",
    arguments: [SmallModels.nested, SmallModels.sockets, SmallModels.forces, SmallModels.joints]
  )
  func roundTrip(text: String) throws {
    try expectRoundTrip(OpenSimModelDocument(parsing: text))
  }

  @Test("The values of prototypes stand in the objects; defaults of classes are not written")
  func prototypes() throws {
    let text = try OpenSimModelDocument(parsing: SmallModels.sockets).fileText()
    #expect(text.contains("<FmaxTendonStrain>0.05</FmaxTendonStrain>"))
    #expect(!text.contains("<Af>"))
    #expect(!text.contains("<defaults>"))
  }

  @Test("Names with signs of XML, infinite limits and the shortest numbers")
  func values() throws {
    var document = OpenSimModelDocument(name: "a<b & \"c\"")
    document.credits = "x < y & z"
    document.bodies = [.init(name: "one", mass: 0.1 + 0.2)]
    document.frames.append(.init(name: "one", path: "/bodyset/one", placement: .body(0)))
    document.joints = [
      .init(name: "j", kind: .pin, parentFrame: 0, childFrame: 1, coordinates: 0..<1)
    ]
    document.coordinates = [
      .init(name: "q", joint: 0, lowerLimit: -.infinity, upperLimit: .infinity)
    ]
    let text = document.fileText()
    #expect(text.contains("<mass>0.30000000000000004</mass>"))
    #expect(text.contains("<range>-Inf Inf</range>"))
    try expectRoundTrip(document)
  }

  @Test("Display and unknown sets of a file since 4.0 are kept as they stand")
  func kept() throws {
    let text = """
      <OpenSimDocument Version="40000"><Model name="m">
      <BodySet><objects><Body name="b"><mass>1</mass>
      <attached_geometry><Mesh name="g"><mesh_file>bone.vtp</mesh_file></Mesh></attached_geometry>
      </Body></objects></BodySet>
      <ProbeSet name="probeset"><objects><SystemEnergyProbe name="e"/></objects></ProbeSet>
      </Model></OpenSimDocument>
      """
    let document = try OpenSimModelDocument(parsing: text)
    #expect(document.unread.map(\.element.tag) == ["ProbeSet"])
    let written = document.fileText()
    #expect(written.contains("<mesh_file>bone.vtp</mesh_file>"))
    #expect(written.contains("<SystemEnergyProbe name=\"e\" />"))
    try expectRoundTrip(document)
  }

  @Test("A file is replaced, and a folder that is not there is an error")
  func files() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "model-\(ProcessInfo.processInfo.globallyUniqueString).osim"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let document = try OpenSimModelDocument(parsing: SmallModels.sockets)
    try document.write(toFile: path)
    try document.write(toFile: path)
    let again = try OpenSimModelDocument(contentsOfFile: path)
    #expect(
      again.essence
        == {
          var d = document; d.path = path; return d.essence
        }()
    )
    let error = try #require(throws: DocumentError.self) {
      try document.write(toFile: "/nowhere/model.osim")
    }
    #expect(error.code == .inaccessible)
  }
}
