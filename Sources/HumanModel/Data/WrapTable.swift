// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The cylinders that muscles of the right side wrap: one line each.
///
/// Columns: group, or group and muscle; body; number of the point of the path before the contact;
/// direction towards the middle of the contact; centre (m), all X, Y, Z in the body's reference
/// frame; turn of the axis from Z about X, then about the turned Y (rad); radius (m); half of the
/// range of the centre's X and Y and of the radius (m) or `-`; place in the file of `pose2sim`; how
/// it was read. A line with a group alone serves all its muscles.
enum WrapTable {
  static let text = """
    psoas | ilium | 1 | 1 0 0 | -0.0674 -0.0636 0.0683 | -0.153 -0.097 | 0.0429 | 0.005 | PS_at_brim_r | derived: fitted, so that the path needs no fixed point on the brim, which would hold it down when the thigh comes up: arms about the lumbar levels within 0.8 mm of those of lines to the brim, arm of hip flexion within 2 mm of the file's up to 80 degrees, femoral end outside
    iliacus | ilium | 1 | 1 0 0 | -0.07 -0.0705 0.0756 | -0.104 -0.013 | 0.0455 | 0.005 | IL_at_brim_r | derived: fitted, so that the path needs no fixed point on the brim: arm of flexion within 5 mm of the file's up to 70 degrees of flexion, femoral end outside
    gluteals.glmax1 | ilium | 2 | -1 -2 0 | -0.0767 -0.1046 0.061 | -0.66 0.25 | 0.035 | - | Gmax1_at_pelvis_r | derived: the file's cylinder moved until the femoral end stays outside up to 120 degrees of flexion; arm of flexion within 3 mm of the file's up to 90 degrees
    gluteals.glmax2 | ilium | 2 | -1 -2 0 | -0.08 -0.083 0.068 | -0.75 0.39 | 0.04 | - | Gmax2_at_pelvis_r | file
    gluteals.glmax3 | ilium | 2 | -1 -2 0 | -0.083 -0.088 0.068 | -0.1 0 | 0.04 | - | Gmax3_at_pelvis_r | file
    adductors.addbrev | thigh | 1 | -1 0 -1 | 0.0146434 -0.112595 0.023365 | 1.66157 0.186644 | 0.0165 | - | AB_at_femshaft_r | file
    adductors.addlong | thigh | 1 | -1 0 -1 | 0.0307327 -0.231909 0.0151137 | 1.77711 0.136489 | 0.0201 | - | AL_at_femshaft_r | file
    adductors.addmagDist | thigh | 1 | -1 0 -1 | 0.0316065 -0.260736 0.0093646 | 1.71188 0.186636 | 0.0218 | - | AMdist_at_femshaft_r | file
    adductors.addmagMid | thigh | 1 | -1 0 -1 | 0.0230125 -0.160711 0.0205842 | 1.61139 0.13656 | 0.0214 | - | AMmid_at_femshaft_r | file
    adductors.addmagProx | thigh | 1 | -1 0 -1 | 0.00518299 -0.0728948 0.025403 | 1.61126 0.18656 | 0.0211 | - | AMprox_at_femshaft_r | file
    adductors.grac | shank | 1 | -1 0 0 | -0.003 -0.02 0 | 0 -0.4 | 0.036 | - | GR_at_condyles_r | file
    hamstrings.semimem | shank | 1 | -1 0 0 | -0.001 -0.02 0 | 0 -0.1 | 0.0352 | - | SM_at_condyles_r | file
    hamstrings.semiten | shank | 1 | -1 0 0 | -0.002 -0.0205 0 | 0 -0.2 | 0.0425 | - | ST_at_condyles_r | file
    rectus_femoris.recfem | thigh | 1 | 1 -1 0 | 0.0268 -0.4143 0 | 0 0 | 0.016 | - | patellofemoral_r | derived: stands for the patella; fitted to the change of length with hip and knee that the file's moving patella gives, within 4 mm from -20 to 120 degrees of hip and 0 to 120 of knee flexion
    vasti | thigh | 2 | 1 -1 0 | 0.0268 -0.4143 0 | 0 0 | 0.016 | - | patellofemoral_r | derived: stands for the patella: the cylinder of rectus femoris
    gastrocnemius | thigh | 1 | -1 0 0 | 0.005 -0.41 0 | 0 0 | 0.025 | - | Gastroc_at_condyles_r | file
    """
}
