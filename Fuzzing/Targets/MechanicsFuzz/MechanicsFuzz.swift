// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import MultibodyDynamics
import MuscleMechanics
import OpenSimFormats
import OpenSimModels

/// Reads an `.osim` file, makes a tree and muscles of it, and computes their default state.
@_cdecl("LLVMFuzzerTestOneInput")
public func computeModel(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  guard let root = try? DocumentElement(parsing: bytes),
    let document = try? OpenSimModelDocument(root: root),
    let model = try? OpenSimModel(document)
  else { return 0 }
  let tree = model.multibody
  let state = model.defaultState()
  var dynamics = DynamicsWorkspace(for: tree)
  tree.updateKinematics(state, in: &dynamics)
  if let muscles = try? OpenSimMuscles(model) {
    var workspace = MuscleGeometryWorkspace(for: muscles.geometry)
    muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
  }
  if let passive = try? OpenSimPassiveForces(model) {
    var workspace = MuscleGeometryWorkspace(for: passive.geometry)
    var forces = [Double](repeating: 0, count: tree.coordinateCount)
    passive.addGeneralizedForces(
      at: state,
      of: tree,
      using: dynamics,
      in: &workspace,
      to: &forces
    )
  }
  return 0
}
