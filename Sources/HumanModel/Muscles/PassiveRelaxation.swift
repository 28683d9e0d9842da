// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MuscleMechanics

extension ModelParameters {
  /// The relaxation of the passive force of every muscle, from the parameters `stretch.relaxation`.
  ///
  /// Its constants are fitted to human hamstrings and calves; nobody has measured the psoas.
  public var passiveRelaxation: ViscoelasticRelaxation {
    ViscoelasticRelaxation(
      amplitudes: [
        self["stretch.relaxation.fast.amplitude"], self["stretch.relaxation.slow.amplitude"],
      ],
      times: [self["stretch.relaxation.fast.time"], self["stretch.relaxation.slow.time"]]
    )
  }
}
