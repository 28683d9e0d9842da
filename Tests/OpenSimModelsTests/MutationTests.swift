// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Models with numbers and names changed at random")
struct MutationTests {
  private static let corpus: String = {
    let spline = "<SimmSpline><x>-1 0 1 2</x><y>1 0 1 4</y></SimmSpline>"
    let axes = SmallModel.transform([
      (
        "rotation1", "0 0 1", "q",
        "<LinearFunction><coefficients>1 0</coefficients></LinearFunction>"
      ),
      ("rotation2", "0 1 0", "r", spline),
      (
        "translation1", "1 0 0", "q",
        "<MultiplierFunction><function>\(spline)</function>"
          + "<scale>1.5</scale></MultiplierFunction>"
      ),
      (
        "translation2", "0 1 0", "r",
        "<GCVSpline><x>0 1 2 3 4 5 6</x><y>0 1 0 1 0 1 0</y></GCVSpline>"
      ),
      (
        "translation3", "0 0 1", "q r",
        "<LinearFunction><coefficients>1 2 3</coefficients></LinearFunction>"
      ),
    ])
    return SmallModel(
      bodies: ["a", "b", "c"],
      joints: [
        SmallModel.joint(
          "EllipsoidJoint",
          "one",
          child: "a",
          coordinates: ["x", "y", "z"],
          parts: "<radii_x_y_z>1 2 3</radii_x_y_z>"
        ),
        SmallModel.joint(
          "CustomJoint",
          "two",
          parent: "a",
          child: "b",
          coordinates: ["q", "r"],
          parts: axes
        ),
        SmallModel.joint(
          "ConstantCurvatureJoint",
          "three",
          parent: "b",
          child: "c",
          coordinates: ["u", "v", "w"],
          parts: "<length>0.4</length>"
        ),
      ],
      constraints: [
        SmallModel.coupler("k", dependent: "u", independent: "q", function: spline),
        SmallModel.coupler(
          "l",
          dependent: "v",
          independent: "u",
          function: "<LinearFunction><coefficients>0.5 0</coefficients></LinearFunction>"
        ),
      ]
    ).text
  }()

  @Test("Every change ends in a model or in one error", arguments: 0..<2)
  func mutations(round: Int) throws {
    var generator = SeededGenerator(seed: UInt64(7 + round))
    func random(_ count: Int) -> Int { Int(generator.number(in: 0...Double(count) - 1e-9)) }
    let original = Array(Self.corpus.utf8)
    let numbers = ["1e308", "-1e308", "1e-308", "0", "-1", "1e200", "nan", "inf", "3", "-0.5"]
    let names = ["a", "b", "c", "q", "r", "u", "ground", "x", "k"]
    let isNumber: (UInt8) -> Bool = { (48...57).contains($0) || $0 == 46 || $0 == 45 }
    var built = 0
    for _ in 0..<120 {
      var bytes = original
      for _ in 0...random(3) {
        if random(3) > 0 {
          guard let start = bytes[random(bytes.count)...].firstIndex(where: isNumber) else {
            continue
          }
          let end = bytes[start...].firstIndex { !isNumber($0) } ?? bytes.count
          bytes.replaceSubrange(start..<end, with: Array(numbers[random(numbers.count)].utf8))
        } else {
          guard let quote = bytes[random(bytes.count)...].firstIndex(of: 34) else { continue }
          let next = bytes[(quote + 1)...].firstIndex(of: 34) ?? bytes.count
          bytes.replaceSubrange(quote + 1..<next, with: Array(names[random(names.count)].utf8))
        }
      }
      do throws(DocumentError) {
        let document = try OpenSimModelDocument(parsing: String(decoding: bytes, as: UTF8.self))
        _ = try OpenSimModel(document)
        built += 1
      } catch {
        continue
      }
    }
    // A generator that breaks everything would test only the first error.
    #expect(built > 10)
  }

  @Test("Circles and chains of couplers that grow without bound are refused in time")
  func couplers() throws {
    // Each coordinate is the sum of the two before it: the number of terms doubles.
    let count = 60
    let small = SmallModel(
      bodies: (0..<count).map { "b\($0)" },
      joints: (0..<count).map {
        SmallModel.joint("PinJoint", "j\($0)", child: "b\($0)", coordinates: ["q\($0)"])
      },
      constraints: (2..<count).map {
        SmallModel.coupler(
          "k\($0)",
          dependent: "q\($0)",
          independent: "q\($0 - 1) q\($0 - 2)",
          function: "<LinearFunction><coefficients>1 1 0</coefficients></LinearFunction>"
        )
      }
    )
    let error = try #require(throws: DocumentError.self) { try small.model() }
    #expect(error.code == .tooLarge)
    let many = SmallModel(bodies: (0..<2001).map { "b\($0)" })
    let refused = try #require(throws: DocumentError.self) { try many.model() }
    #expect(refused.code == .tooLarge)
  }
}
