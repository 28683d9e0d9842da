// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats
import Testing

@Suite("Set-up files")
struct SetupTests {
  private static func loads(
    _ parts: String = "<applied_to_body> foot </applied_to_body>"
      + "<force_identifier>f_v</force_identifier><point_identifier>f_p</point_identifier>",
    after: String = "<datafile> grf.mot </datafile>"
  ) -> String {
    "<OpenSimDocument Version=\"30000\"><ExternalLoads name=\"walk\"><objects>"
      + "<ExternalForce name=\"right\"><isDisabled>false</isDisabled>\(parts)"
      + "<force_expressed_in_body>ground</force_expressed_in_body>"
      + "<point_expressed_in_body>ground</point_expressed_in_body>"
      + "<data_source_name>Unassigned</data_source_name></ExternalForce></objects><groups/>"
      + "\(after)</ExternalLoads></OpenSimDocument>"
  }

  @Test func externalLoadsNameBodiesAndColumns() throws {
    var document = try ExternalLoadsDocument(root: DocumentElement(parsing: Self.loads()))
    #expect(document.dataFile == "grf.mot")
    #expect(document.loads.count == 1)
    #expect(document.loads[0].body == "foot")
    #expect(document.loads[0].forceFrame == "ground")
    #expect(document.loads[0].forceIdentifier == "f_v")
    #expect(document.loads[0].pointIdentifier == "f_p")
    #expect(document.loads[0].torqueIdentifier.isEmpty)
    #expect(document.loads[0].isApplied)
    #expect(document.dataPath == "grf.mot")
    document.path = "walks/loads.xml"
    #expect(document.dataPath == "walks/grf.mot")
    document.dataFile = "/data/grf.mot"
    #expect(document.dataPath == "/data/grf.mot")
  }

  @Test(arguments: [
    (loads(after: ""), DocumentError.Code.missing),
    (loads(after: "<datafile>Unassigned</datafile>"), .missing),
    (loads(""), .missing),
    (loads("<applied_to_body>foot</applied_to_body>"), .missing),
    (
      loads(
        "<applied_to_body>foot</applied_to_body><torque_identifier>t_</torque_identifier>"
          + "<point_identifier>p</point_identifier>"
      ), .inconsistent
    ),
    (
      loads(
        after: "<datafile>a</datafile><external_loads_model_kinematics_file>ik.mot"
          + "</external_loads_model_kinematics_file>"
      ), .unsupported
    ),
    (loads().replacing("ExternalForce", with: "PrescribedForce"), .unsupported),
    (loads().replacing("ExternalLoads", with: "Loads"), .unsupported),
    (loads().replacing("false", with: "maybe"), .invalidValue),
  ])
  func mistakesInExternalLoadsAreNamed(text: String, code: DocumentError.Code) {
    let error = #expect(throws: DocumentError.self) {
      try ExternalLoadsDocument(root: DocumentElement(parsing: text))
    }
    #expect(error?.code == code)
  }

  private static let actuators = """
    <OpenSimDocument Version="20302"><ForceSet name="reserves">
      <defaults><CoordinateActuator name="default"><optimal_force>7</optimal_force>
      </CoordinateActuator></defaults>
      <objects>
        <CoordinateActuator name="hip_reserve"><min_control> -infinity </min_control>
          <coordinate> hip_flexion </coordinate></CoordinateActuator>
        <PointActuator name="FX"><body>thigh</body><point>0.1 0 0</point>
          <direction>1 0 0</direction><force_is_global>true</force_is_global>
          <optimal_force>3</optimal_force></PointActuator>
        <TorqueActuator name="MZ"><bodyA>thigh</bodyA><bodyB>ground</bodyB>
          <axis>0 0 1</axis></TorqueActuator>
      </objects></ForceSet></OpenSimDocument>
    """

  @Test(arguments: [SmallModels.nested, SmallModels.sockets])
  func actuatorsJoinTheForcesOfTheModel(model: String) throws {
    var document = try OpenSimModelDocument(parsing: model)
    let before = document
    try document.appendForces(root: DocumentElement(parsing: Self.actuators))
    #expect(document.version == before.version)
    let added = Array(document.forces[before.forces.count...])
    #expect(added.map(\.name) == ["hip_reserve", "FX", "MZ"])
    #expect(try added[0].number("optimal_force") == 7)
    #expect(try added[0].text("coordinate") == "hip_flexion")
    #expect(try added[0].property("min_control")?.numbers() == [-.infinity])
    #expect(try added[1].vector("direction") == SIMD3(1, 0, 0))
    #expect(added[1].frame("body") == document.body(named: "thigh").map(document.frame(ofBody:)))
    #expect(added[2].frame("bodyB") == 0)
    // A second time the names are taken.
    let error = #expect(throws: DocumentError.self) {
      try document.appendForces(root: DocumentElement(parsing: Self.actuators))
    }
    #expect(error?.code == .duplicate)
  }

  @Test func actuatorsOfUnknownBodiesAreNamed() throws {
    var document = try OpenSimModelDocument(parsing: SmallModels.nested)
    let text = Self.actuators.replacing("<body>thigh", with: "<body>elbow")
    let error = #expect(throws: DocumentError.self) {
      try document.appendForces(root: DocumentElement(parsing: text))
    }
    #expect(error?.code == .unknownReference)
    #expect(error?.line != nil)
  }
}
