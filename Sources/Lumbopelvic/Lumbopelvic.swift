// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

@_exported public import Figures
@_exported public import Gait
@_exported public import HumanModel
@_exported public import Iliopsoas
@_exported public import LinearAlgebra
@_exported public import LumbarSpine
@_exported public import MultibodyDynamics
@_exported public import MuscleMechanics
@_exported public import MuscleRecruitment
@_exported public import NumericalMethods
@_exported public import Posture
@_exported public import Provenance

/// The package as a whole.
public enum Lumbopelvic {
  /// The version of the package, as tables and the command print it.
  public static let version = "0.1.0"
}
