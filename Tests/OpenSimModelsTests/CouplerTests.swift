// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import LinearAlgebra
import MultibodyDynamics
import OpenSimFormats
import OpenSimModels
import TestSupport
import Testing

@Suite("Couplers, locks and prescribed coordinates")
struct CouplerTests {
  private func small(_ constraints: [String], flags: [String] = ["", "", ""]) -> SmallModel {
    SmallModel(
      bodies: ["one", "two", "three"],
      joints: zip(["one", "two", "three"], ["a", "b", "c"]).enumerated().map { place, pair in
        SmallModel.joint(
          "PinJoint",
          "j" + pair.1,
          child: pair.0,
          coordinates: [pair.1],
          flags: flags[place]
        )
      },
      constraints: constraints
    )
  }

  private func line(_ slope: Double, _ intercept: Double) -> String {
    "<LinearFunction><coefficients>\(slope) \(intercept)</coefficients></LinearFunction>"
  }

  private func coordinates(_ model: OpenSimModel, _ values: [Double]) -> [Double] {
    var state = MultibodyState(coordinates: values, speeds: [1, 1, 1])
    model.multibody.applyCouplings(to: &state)
    return state.coordinates
  }

  @Test("A coupler is its function times its factor")
  func scale() throws {
    let model = try small([
      SmallModel.coupler(
        "k",
        dependent: "b",
        independent: "a",
        function: line(2, 0.5),
        parts: "<scale_factor>3</scale_factor>"
      )
    ]).model()
    let found = coordinates(model, [0.1, 9, 0.7])
    #expect(found[0] == 0.1 && found[2] == 0.7)
    #expect(isClose(found[1], 3 * (2 * 0.1 + 0.5), absolute: 1e-14))
    #expect(model.freeCoordinates.map { model.multibody.name(of: $0) } == ["a", "c"])
  }

  @Test("A coupler of several coordinates is a sum")
  func several() throws {
    let model = try small([
      SmallModel.coupler(
        "k",
        dependent: "c",
        independent: "a b",
        function: "<LinearFunction><coefficients>2 -1 0.5</coefficients></LinearFunction>"
      )
    ]).model()
    let found = coordinates(model, [0.3, 0.4, 9])
    #expect(isClose(found[2], 2 * 0.3 - 0.4 + 0.5, absolute: 1e-15))
  }

  @Test("A chain of couplers leads back to its first coordinate, in any order of the file")
  func chain() throws {
    let spline = "<SimmSpline><x>-1 0 1 2</x><y>1 0 1 4</y></SimmSpline>"
    let links = [
      SmallModel.coupler("second", dependent: "c", independent: "b", function: spline),
      SmallModel.coupler("first", dependent: "b", independent: "a", function: line(2, 0.5)),
    ]
    for constraints in [links, links.reversed()] {
      let model = try small(constraints).model()
      let found = coordinates(model, [0.2, 9, 9])
      // The points lie on the parabola.
      #expect(isClose(found[1], 0.9, absolute: 1e-15))
      #expect(isClose(found[2], 0.81, absolute: 1e-13))
      var state = MultibodyState(coordinates: [0.2, 0, 0], speeds: [3, 0, 0])
      model.multibody.applyCouplings(to: &state)
      // The slope of the chain: 2 b times 2.
      #expect(isClose(state.speeds[2], 3 * 2 * 0.9 * 2, absolute: 1e-12))
    }
  }

  @Test("A coupler that is not enforced does nothing, before and since 4.0")
  func switchedOff() throws {
    for flag in ["<isEnforced>false</isEnforced>", "<isDisabled>true</isDisabled>"] {
      let model = try small([
        SmallModel.coupler(
          "k",
          dependent: "b",
          independent: "a",
          function: line(2, 0),
          parts: flag
        )
      ]).model()
      #expect(model.multibody.couplings.isEmpty)
    }
  }

  @Test("Locked and prescribed coordinates are listed and have their values in the default state")
  func held() throws {
    let model = try small(
      [],
      flags: [
        "<default_value>0.3</default_value><locked>true</locked>"
          + "<default_speed_value>5</default_speed_value>",
        "<prescribed_function><LinearFunction><coefficients>2 1</coefficients></LinearFunction>"
          + "</prescribed_function><prescribed>true</prescribed>",
        "<default_value>-0.2</default_value><default_speed_value>0.7</default_speed_value>",
      ]
    ).model()
    func names(_ list: [CoordinateID]) -> [String] { list.map { model.multibody.name(of: $0) } }
    #expect(names(model.lockedCoordinates) == ["a"])
    #expect(names(model.prescribedCoordinates.map(\.coordinate)) == ["b"])
    #expect(names(model.freeCoordinates) == ["c"])
    let state = model.defaultState(at: 3)
    #expect(state.coordinates == [0.3, 7, -0.2])
    #expect(state.speeds == [0, 2, 0.7])
  }

  @Test("Couplers that contradict each other, or go in a circle, end in one error")
  func faults() throws {
    let cases: [([String], DocumentError.Code)] = [
      (
        [
          SmallModel.coupler("k", dependent: "b", independent: "a", function: line(1, 0)),
          SmallModel.coupler("l", dependent: "b", independent: "c", function: line(1, 0)),
        ], .inconsistent
      ),
      (
        [
          SmallModel.coupler("k", dependent: "b", independent: "a", function: line(1, 0)),
          SmallModel.coupler("l", dependent: "a", independent: "b", function: line(1, 0)),
        ], .cycle
      ),
      ([SmallModel.coupler("k", dependent: "a", independent: "a", function: line(1, 0))], .cycle),
      (
        [SmallModel.coupler("k", dependent: "x", independent: "a", function: line(1, 0))],
        .unknownReference
      ),
      (
        [SmallModel.coupler("k", dependent: "a", independent: "", function: line(1, 0))], .missing
      ),
    ]
    for (constraints, code) in cases {
      let error = try #require(throws: DocumentError.self) { try small(constraints).model() }
      #expect(error.code == code, "\(error)")
    }
  }

  @Test("A constraint of another kind is an error unless it is allowed by name or kind")
  func otherConstraints() throws {
    let weld =
      "<WeldConstraint name=\"w\"><socket_frame1>/bodyset/one</socket_frame1>"
      + "<socket_frame2>/bodyset/two</socket_frame2></WeldConstraint>"
    let error = try #require(throws: DocumentError.self) { try small([weld]).model() }
    #expect(error.code == .unsupported)
    #expect(error.message.contains("'w'"))
    for name in ["w", "WeldConstraint"] {
      let model = try small([weld]).model(neglecting: [name])
      #expect(model.neglected.map(\.name) == ["w"])
    }
  }
}
