// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats
import TestSupport
import Testing

@Suite("Faults in model files")
struct ModelFaultTests {
  /// A part of a small model, what replaces it, and what that is.
  struct Fault: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var code: DocumentError.Code
    var element: String
    var testDescription: String { "\(old) -> \(new)" }

    init(_ old: String, _ new: String, _ code: DocumentError.Code, _ element: String) {
      (self.old, self.new, self.code, self.element) = (old, new, code, element)
    }
  }

  @Test(
    "A fault ends in one error that names the element and its line",
    arguments: [
      Fault("Version=\"40000\"", "Version=\"10905\"", .unsupported, "<OpenSimDocument>"),
      Fault("Version=\"40000\"", "Version=\"x\"", .missing, "<OpenSimDocument>"),
      Fault(
        "<Model name=\"links\">",
        "<Model name=\"links\" file=\"other.osim\">",
        .refused,
        "<Model"
      ),
      Fault("<gravity>0 -9.81 0", "<gravity>0 -9.81", .invalidValue, "<gravity>"),
      Fault("<gravity>0 -9.81 0", "<gravity>0 nan 0", .invalidValue, "<gravity>"),
      Fault(
        "<gravity>0 -9.81 0",
        "<length_units>mm</length_units><gravity>0 -9 0",
        .unsupported,
        "<length_units>"
      ),
      Fault("<mass>8</mass>", "", .missing, "<Body name=\"thigh\">"),
      Fault("<mass>8</mass>", "<mass>inf</mass>", .invalidValue, "<mass>"),
      Fault("<mass>8</mass>", "<mass>1e999</mass>", .invalidValue, "<mass>"),
      Fault("<mass>8</mass>", "<mass>eight</mass>", .invalidValue, "<mass>"),
      Fault("0.001 0.002 0.003</inertia>", "0.001</inertia>", .invalidValue, "<inertia>"),
      Fault("<Body name=\"shank\">", "<Body name=\"thigh\">", .duplicate, "<Body name=\"thigh\">"),
      Fault("<Body name=\"shank\">", "<Body name=\"\">", .missing, "<Body name=\"\">"),
      Fault(
        "<CustomJoint name=\"knee\">",
        "<CustomJoint name=\"hip\">",
        .duplicate,
        "<CustomJoint name=\"hip\">"
      ),
      Fault(
        "\"knee_angle\"><range>",
        "\"hip_flexion\"><range>",
        .duplicate,
        "<Coordinate name=\"hip_flexion\">"
      ),
      Fault("<range>-0.5 1.5</range>", "<range>1.5 -0.5</range>", .invalidValue, "<range>"),
      Fault("<clamped>true</clamped>", "<clamped>yes</clamped>", .invalidValue, "<clamped>"),
      Fault(
        "<clamped>true</clamped>",
        "<prescribed>true</prescribed>",
        .inconsistent,
        "<Coordinate name=\"hip_flexion\">"
      ),
      Fault(
        "<socket_parent>/ground</socket_parent>",
        "<socket_parent>/bodyset/foot</socket_parent>",
        .unknownReference,
        "<socket_parent>"
      ),
      Fault(
        "<socket_parent>/ground</socket_parent>",
        "<socket_parent>../ground_offset</socket_parent>",
        .cycle,
        "<PhysicalOffsetFrame name=\"ground_offset\">"
      ),
      Fault(
        "<socket_parent>/ground</socket_parent>",
        "",
        .missing,
        "<PhysicalOffsetFrame name=\"ground_offset\">"
      ),
      Fault(
        "<socket_child_frame>shank_offset</socket_child_frame>",
        "",
        .missing,
        "<CustomJoint name=\"knee\">"
      ),
      Fault(
        "<axis>0 0 1</axis>",
        "<axis>0 0 0</axis>",
        .invalidValue,
        "<TransformAxis name=\"rotation1\">"
      ),
      Fault(
        "<coordinates>knee_angle</coordinates>",
        "<coordinates>hip_flexion</coordinates>",
        .unknownReference,
        "<coordinates>"
      ),
      Fault(
        "<coordinates>knee_angle</coordinates>",
        "<coordinates>ankle</coordinates>",
        .unknownReference,
        "<coordinates>"
      ),
      Fault("<radius>0.02</radius>", "<radius>-0.02</radius>", .invalidValue, "<radius>"),
      Fault("<radius>0.02</radius>", "", .missing, "<WrapCylinder name=\"condyle\">"),
      Fault("<quadrant>x</quadrant>", "<quadrant>w</quadrant>", .invalidValue, "<quadrant>"),
      Fault(
        "<dependent_coordinate_name>knee_angle",
        "<dependent_coordinate_name>ankle",
        .unknownReference,
        "<dependent_coordinate_name>"
      ),
      Fault(
        "<coefficients>0.5 0.1</coefficients>",
        "<coefficients>0.5 0.1 0.2</coefficients>",
        .inconsistent,
        "<LinearFunction>"
      ),
      Fault(
        "/jointset/knee/knee_angle</socket_coordinate>",
        "/jointset/knee/ankle</socket_coordinate>",
        .unknownReference,
        "<socket_coordinate>"
      ),
      Fault("<wrap_object>condyle", "<wrap_object>patella", .unknownReference, "<wrap_object>"),
      Fault("<method>midpoint", "<method>guess", .invalidValue, "<method>"),
      Fault("<range>1 -1</range>", "<range>3 2</range>", .invalidValue, "<range>"),
      Fault("<range>1 -1</range>", "<range>1 9</range>", .invalidValue, "<range>"),
      Fault("<range>1 -1</range>", "<range>1.5 2</range>", .invalidValue, "<range>"),
      Fault("<location>0.03 0 0</location>", "", .missing, "<PathPoint name=\"P1\">"),
    ]
  )
  func faults(fault: Fault) throws {
    #expect(SmallModels.sockets.contains(fault.old))
    let parts = SmallModels.sockets.split(separator: fault.old, maxSplits: 1)
    let text = parts.joined(separator: fault.new)
    let error = try #require(throws: DocumentError.self) {
      try OpenSimModelDocument(parsing: text)
    }
    #expect(error.code == fault.code, "\(error)")
    #expect(error.element?.hasPrefix(fault.element) == true, "\(error)")
    #expect(error.line != nil)
  }

  @Test("What the reader does not know is listed with its place")
  func unread() throws {
    let text = SmallModels.sockets
      .replacing("<mass>8</mass>", with: "<mass>8</mass><colour>red</colour>")
      .replacing("<clamped>true</clamped>", with: "<mystery>1</mystery>")
      .replacing(
        "</Model>",
        with: "<ProbeSet><objects><Probe name=\"p\"/></objects></ProbeSet></Model>"
      )
    let document = try OpenSimModelDocument(parsing: text)
    #expect(
      document.unread.map { $0.owner + " " + $0.element.tag } == [
        "/bodyset/thigh colour", "/jointset/hip/hip_flexion mystery", "/ ProbeSet",
      ]
    )
    #expect(document.unread.allSatisfy { $0.element.position.line > 0 })
  }

  @Test("Markers of another file or of no body, and prose in ISO 8859-1, do not stop the reading")
  func harmless() throws {
    let text = SmallModels.sockets.replacing(
      "</Model>",
      with: "<credits>M@ller</credits><MarkerSet file=\"m.xml\"><objects><Marker name=\"m\">"
        + "<body>tail</body></Marker></objects></MarkerSet></Model>"
    )
    var bytes = Array(text.utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "@")))
    bytes[place] = 0xFC
    let root = try bytes.withUnsafeBytes { try DocumentElement(parsing: $0) }
    let document = try OpenSimModelDocument(root: root)
    #expect(document.credits == "M\u{FC}ller")
    #expect(document.unread.map(\.element.tag) == ["MarkerSet", "Marker"])
    // The same byte in a name is refused.
    bytes = Array(SmallModels.sockets.replacing("quadriceps", with: "qu@driceps").utf8)
    bytes[try #require(bytes.firstIndex(of: UInt8(ascii: "@")))] = 0xFC
    #expect(throws: DocumentError.self) {
      try bytes.withUnsafeBytes { try DocumentElement(parsing: $0) }
    }
  }

  @Test("A text that was cut off or changed at random never stops the program", arguments: 0..<4)
  func mutations(round: Int) throws {
    let corpus = [
      SmallModels.nested, SmallModels.sockets, SmallModels.forces, SmallModels.joints,
    ]
    var generator = SeededGenerator(seed: UInt64(100 + round))
    let original = Array(corpus[round].utf8)
    let words = [
      "nan", "-inf", "1e308", "-1e308", "1e999", "0", "-1", "", "ground", "<", "&", "\"", "]]>",
      "<!--", "<?", "..", "/", "knee_angle", "99999999999999999999", "\u{0}", "\u{E9}",
    ].map { Array($0.utf8) }
    var parsed = 0
    for _ in 0..<100 {
      var bytes = original
      for _ in 0..<Int(generator.number(in: 1...4)) {
        let start = Int(generator.number(in: 0...Double(bytes.count - 1)))
        let end = min(start + Int(generator.number(in: 0...40)), bytes.count)
        switch Int(generator.number(in: 0...4.999)) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 2:
          bytes.replaceSubrange(
            start..<end,
            with: words[Int(generator.number(in: 0...Double(words.count) - 0.001))]
          )
        case 3: bytes[start] = UInt8(generator.number(in: 0...255))
        default:
          // A number becomes another one, which leaves the document well formed.
          guard let digit = bytes[start...].firstIndex(where: { (48...57).contains($0) }) else {
            continue
          }
          bytes.replaceSubrange(
            digit...digit,
            with: words[Int(generator.number(in: 0...6.999))]
          )
        }
        if bytes.isEmpty { bytes = [32] }
      }
      do {
        let root = try bytes.withUnsafeBytes { try DocumentElement(parsing: $0) }
        let document = try OpenSimModelDocument(root: root)
        // What was read can be written and read again.
        _ = try OpenSimModelDocument(parsing: document.fileText())
        parsed += 1
      } catch is DocumentError {
        continue
      }
    }
    // Some changes are harmless: a generator that breaks everything would test only the first error.
    #expect(parsed > 3)
  }

  @Test(
    "A hundred thousand elements and a spline of a hundred thousand points are read, not refused"
  )
  func large() throws {
    let count = 100_000
    let x = (0..<count).map { "\($0)" }.joined(separator: " ")
    let text = """
      <OpenSimDocument Version="40000"><Model name="m"><BodySet><objects>
      <Body name="b"><mass>1</mass></Body></objects></BodySet><JointSet><objects>
      <SliderJoint name="j"><socket_parent_frame>ground</socket_parent_frame>
      <socket_child_frame>b</socket_child_frame><coordinates><Coordinate name="q">
      <prescribed_function><SimmSpline><x>\(x)</x><y>\(x)</y></SimmSpline></prescribed_function>
      </Coordinate></coordinates></SliderJoint></objects></JointSet>
      \(String(repeating: "<u/>", count: count))</Model></OpenSimDocument>
      """
    let document = try OpenSimModelDocument(parsing: text)
    guard case .simmSpline(let points) = document.coordinates[0].prescribedFunction else {
      Issue.record("no spline was read")
      return
    }
    #expect(points.arguments.count == count)
  }
}
