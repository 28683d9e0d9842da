// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The psoas fascicles of the right side as far as the vertebrae: one line per fascicle.
///
/// Columns: name, group, physiological cross-section (m2), optimal fibre length (m), pennation
/// (rad); then, after a bar, the origin: body and X, Y, Z in that body's reference frame (m). The
/// way on over the brim to the lesser trochanter is the same for all fascicles and stands among
/// the scalar parameters (`psoas.path...`).
enum PsoasTable {
  static let text = """
    Ps_L1_VB psoas 0.000211 0.1936 0.18675 | L1 -0.01016 0.02327 0.02
    Ps_L1_TP psoas 6.1e-05 0.1907 0.18675 | L1 -0.02325 0.014658 0.022625
    Ps_L1_L2_IVD psoas 0.000116 0.1783 0.1867502 | L1 -0.001254 0.003508 0.020683
    Ps_L2_TP psoas 0.000204 0.1658 0.1867502 | L2 -0.021621 0.014587 0.022249
    Ps_L2_L3_IVD psoas 0.000119 0.1531 0.1867502 | L2 0.001963 0.003385 0.021448
    Ps_L3_TP psoas 0.000101 0.1431 0.1867502 | L3 -0.024506 0.020728 0.02826
    Ps_L3_L4_IVD psoas 3.6e-05 0.1285 0.1867502 | L3 0.001152 0.006211 0.021153
    Ps_L4_TP psoas 0.00016 0.1225 0.1867502 | L4 -0.015649 0.024946 0.025877
    Ps_L4_L5_IVD psoas 6.7e-05 0.1047 0.1867502 | L4 0.00542 0.003948 0.020597
    Ps_L5_TP psoas 0.000147 0.1034 0.1867502 | L5 -0.00562 0.02914 0.025288
    Ps_L5_VB psoas 0.000184 0.0903 0.1867502 | L5 0.01 0.01241 0.019
    """
}
