// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import OpenSimFormats

/// Reads a file of external loads or of actuators.
@_cdecl("LLVMFuzzerTestOneInput")
public func readSetup(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  guard let root = try? DocumentElement(parsing: bytes) else { return 0 }
  if let loads = try? ExternalLoadsDocument(root: root) {
    precondition(!loads.dataFile.isEmpty)
  }
  var model = host
  let before = model.forces.count
  if (try? model.appendForces(root: root)) == nil {
    precondition(model.forces.count == before, "actuators of a file with a mistake stay")
  }
  return 0
}

/// A model with a body and a coordinate that actuators can name.
private let host: OpenSimModelDocument = {
  let text = """
    <OpenSimDocument Version="40000"><Model name="host">
    <BodySet><objects><Body name="thigh"><mass>8</mass></Body></objects></BodySet>
    <JointSet><objects><PinJoint name="hip">
    <socket_parent_frame>/ground</socket_parent_frame>
    <socket_child_frame>/bodyset/thigh</socket_child_frame>
    <coordinates><Coordinate name="hip_flexion"/></coordinates>
    </PinJoint></objects></JointSet></Model></OpenSimDocument>
    """
  guard let model = try? OpenSimModelDocument(parsing: text) else {
    fatalError("the model of this program is not read")
  }
  return model
}()
