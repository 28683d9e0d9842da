// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Throws unless a frame is finite and its rotation orthogonal to 1e-6; then `element` is built.
func validateFrame(
  _ frame: RigidTransform,
  element: @autoclosure () -> String
) throws(MultibodyModelError) {
  let m = frame.rotation.matrix
  let error = m * m.transposed - Matrix3.identity
  let tolerance = 1e-6
  let size = error.row0.squaredLength + error.row1.squaredLength + error.row2.squaredLength
  // A comparison with NaN is false, so a matrix that is not finite fails here.
  guard frame.translation.isFinite, m.determinant > 0, size <= tolerance * tolerance
  else {
    throw MultibodyModelError(
      .invalidFrame,
      element: element(),
      found: "\(frame)",
      allowed: "a finite translation in metres and an orthogonal rotation of determinant one"
    )
  }
}
