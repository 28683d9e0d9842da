// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The scalar parameters of the model: one line each.
///
/// Columns: name; value; unit as published (deg, mm2, N/cm2, kPa, MPa, N m/deg, min and week are
/// turned into SI when the table is read); spread: `-`, `sd X` or `LOW..HIGH` in the same unit;
/// population; key of the reference or `-`; locator or `-`; how it was read: `paper`, `abstract`,
/// `file`, `derived: method` or `chosen: reason`.
enum ScalarTable {
  static let text = """
    gravity | 9.80665 | m/s2 | - | - | - | - | chosen: standard acceleration of free fall
    subject.height | 1.68 | m | - | one man of 45 years | wilke1999 | abstract | chosen: stature of the man whose disc pressure is the reference, as commercial models scale him
    subject.mass | 70 | kg | - | one man of 45 years | wilke1999 | abstract | abstract
    reference.height | 1.70 | m | 1.68..1.76 | generic model | rajagopal2016 | makeSimulation.m of the distribution | file
    reference.muscle_mass | 75.337 | kg | 70..84 | generic model | rajagopal2016 | scale-factor code of its users | file
    reference.disc_mass | 90 | kg | - | Visible Human male | - | - | chosen: mass of the body behind the meshes, not stated there; disc.area_factor is derived with it, so that it cancels in the pressure of a man of 70 kg and is not drawn; one who changes it derives the factor anew
    scaling.area_exponent | 0.6666666666666666 | 1 | - | - | - | - | chosen: areas grow with mass as the square of a length
    spinopelvic.pelvic_incidence | 53 | deg | sd 10.5 | 709 asymptomatic adults | macthiong2011 | abstract | abstract
    spinopelvic.radiographic_pelvic_tilt | 13.5 | deg | sd 6.75 | 709 asymptomatic adults | macthiong2011 | abstract | abstract
    spinopelvic.correlation | 0.675 | 1 | - | 709 asymptomatic adults | macthiong2011 | abstract | derived: of incidence and radiographic tilt, from the standard deviations of both and of their difference, the sacral slope (7.75 degrees); used by ensembles only
    lordosis.low.incidence | 38.3 | deg | sd 4.8 | 105 adults, incidence below 45 degrees | scirep2022 | Table 2 | paper
    lordosis.low.L5-S1 | 20.2 | deg | sd 6.6 | 105 adults | scirep2022 | Table 2 | paper
    lordosis.low.L4-L5 | 10.5 | deg | sd 4.7 | 105 adults | scirep2022 | Table 2 | paper
    lordosis.low.L3-L4 | 7.7 | deg | sd 4.0 | 105 adults | scirep2022 | Table 2 | paper
    lordosis.low.L2-L3 | 3.9 | deg | sd 3.5 | 105 adults | scirep2022 | Table 2 | paper
    lordosis.low.L1-L2 | 0.0 | deg | sd 3.6 | 105 adults | scirep2022 | Table 2 | paper
    lordosis.middle.incidence | 49.6 | deg | sd 2.8 | 111 adults, incidence 45 to 55 degrees | scirep2022 | Table 2 | paper
    lordosis.middle.L5-S1 | 21.8 | deg | sd 7.0 | 111 adults | scirep2022 | Table 2 | paper
    lordosis.middle.L4-L5 | 13.1 | deg | sd 4.5 | 111 adults | scirep2022 | Table 2 | paper
    lordosis.middle.L3-L4 | 8.9 | deg | sd 3.7 | 111 adults | scirep2022 | Table 2 | paper
    lordosis.middle.L2-L3 | 6.2 | deg | sd 4.2 | 111 adults | scirep2022 | Table 2 | paper
    lordosis.middle.L1-L2 | 0.9 | deg | sd 3.5 | 111 adults | scirep2022 | Table 2 | paper
    lordosis.high.incidence | 63.3 | deg | sd 7.1 | 108 adults, incidence above 55 degrees | scirep2022 | Table 2 | paper
    lordosis.high.L5-S1 | 22.6 | deg | sd 9.1 | 108 adults | scirep2022 | Table 2 | paper
    lordosis.high.L4-L5 | 14.4 | deg | sd 5.3 | 108 adults | scirep2022 | Table 2 | paper
    lordosis.high.L3-L4 | 10.7 | deg | sd 4.2 | 108 adults | scirep2022 | Table 2 | paper
    lordosis.high.L2-L3 | 7.5 | deg | sd 3.8 | 108 adults | scirep2022 | Table 2 | paper
    lordosis.high.L1-L2 | 2.5 | deg | sd 3.4 | 108 adults | scirep2022 | Table 2 | paper
    vertebra.L5.wedge.male | -4.6 | deg | - | 120 male skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L4.wedge.male | -0.7 | deg | - | 120 male skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L3.wedge.male | 1.3 | deg | - | 120 male skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L2.wedge.male | 2.6 | deg | - | 120 male skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L1.wedge.male | 4.1 | deg | - | 120 male skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L5.wedge.female | -7.8 | deg | - | 120 female skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L4.wedge.female | -3.1 | deg | - | 120 female skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L3.wedge.female | -1.1 | deg | - | 120 female skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L2.wedge.female | 0.7 | deg | - | 120 female skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L1.wedge.female | 2.6 | deg | - | 120 female skeletons | eurspinej2010 | Table 1 | paper
    vertebra.L5.reference_slope | 18.66691427422021 | deg | 13.7..23.7 | generic model | pose2sim | joint centres | derived: turn of the chord between the joints L5-S1 and L4-L5, taken as normal to the mid-plane of the body
    vertebra.L4.reference_slope | -1.6602823689828068 | deg | -6.7..3.3 | generic model | pose2sim | joint centres | derived: turn of the chord between the joints L4-L5 and L3-L4, taken as normal to the mid-plane of the body
    vertebra.L3.reference_slope | -12.865397842050214 | deg | -17.9..-7.9 | generic model | pose2sim | joint centres | derived: turn of the chord between the joints L3-L4 and L2-L3, taken as normal to the mid-plane of the body
    vertebra.L2.reference_slope | -16.753794309081936 | deg | -21.8..-11.8 | generic model | pose2sim | joint centres | derived: turn of the chord between the joints L2-L3 and L1-L2, taken as normal to the mid-plane of the body
    vertebra.L1.reference_slope | -20.656282660204212 | deg | -25.7..-15.7 | generic model | pose2sim | joint centres | derived: turn of the chord between the joints L1-L2 and T12-L1, taken as normal to the mid-plane of the body
    disc.T12-L1.wedge | 4 | deg | 2..6 | - | scirep2022 | Table 2 | chosen: near the wedge of the disc L1-L2 that the segment and body tables leave
    pelvis.reference_tilt | 8.196880621719739 | deg | 3..13 | generic model | pose2sim | joint centres | derived: turn of the line from the hip axis to the joint L5-S1 behind the vertical
    sacrum.reference_slope | 37.97 | deg | 30..40 | generic model | pose2sim | joint centres | derived: chord of L5 (18.67 degrees) taken as normal to the mid-plane of its body, less half its wedge in men, plus the mean segmental angle of L5-S1 (21.6 degrees)
    joint.L5-S1.x | -0.088 | m | -0.093..-0.083 | generic model | pose2sim | JointSet L5_S1_IVDjnt | file
    joint.L5-S1.y | 0.054 | m | 0.049..0.059 | generic model | pose2sim | JointSet L5_S1_IVDjnt | file
    joint.L4-L5.x | -0.078 | m | -0.083..-0.073 | generic model | pose2sim | JointSet L4_L5_IVDjnt | file
    joint.L4-L5.y | 0.0836 | m | 0.0786..0.0886 | generic model | pose2sim | JointSet L4_L5_IVDjnt | file
    joint.L3-L4.x | -0.079 | m | -0.084..-0.074 | generic model | pose2sim | JointSet L3_L4_IVDjnt | file
    joint.L3-L4.y | 0.1181 | m | 0.1131..0.1231 | generic model | pose2sim | JointSet L3_L4_IVDjnt | file
    joint.L2-L3.x | -0.0864 | m | -0.0914..-0.0814 | generic model | pose2sim | JointSet L2_L3_IVD_jnt | file
    joint.L2-L3.y | 0.1505 | m | 0.1455..0.1555 | generic model | pose2sim | JointSet L2_L3_IVD_jnt | file
    joint.L1-L2.x | -0.0951 | m | -0.1001..-0.0901 | generic model | pose2sim | JointSet L1_L2_IVD_jnt | file
    joint.L1-L2.y | 0.1794 | m | 0.1744..0.1844 | generic model | pose2sim | JointSet L1_L2_IVD_jnt | file
    joint.T12-L1.x | -0.1069 | m | -0.1119..-0.1019 | generic model | pose2sim | JointSet L1_T12_IVD_jnt | file
    joint.T12-L1.y | 0.2107 | m | 0.2057..0.2157 | generic model | pose2sim | JointSet L1_T12_IVD_jnt | file
    joint.hip.x | -0.0707 | m | - | generic model | pose2sim | JointSet hip_r | file
    joint.hip.y | -0.0661 | m | - | generic model | pose2sim | JointSet hip_r | file
    joint.hip.z | 0.0835 | m | - | generic model | pose2sim | JointSet hip_r | file
    joint.knee.x | 0 | m | - | generic model | pose2sim | JointSet walker_knee_r | derived: origin of the tibia in the femur at a straight knee
    joint.knee.y | -0.3974252 | m | - | generic model | pose2sim | JointSet walker_knee_r | derived: origin of the tibia in the femur at a straight knee
    joint.knee.z | -0.0012653 | m | - | generic model | pose2sim | JointSet walker_knee_r | derived: origin of the tibia in the femur at a straight knee
    joint.knee_axis.x | -0.005 | m | -0.01..0 | generic model | pose2sim | JointSet walker_knee_r | derived: hinge about which the muscles that cross the knee change length as about the file's moving axis, weighted by their fibre lengths, 0 to 120 degrees: within 3 mm for hamstrings but the biceps (7 mm), which the file's turning shank moves
    joint.knee_axis.y | -0.408 | m | -0.413..-0.403 | generic model | pose2sim | JointSet walker_knee_r | derived: see joint.knee_axis.x
    joint.ankle.y | -0.43 | m | - | generic model | pose2sim | JointSet ankle_r | file
    joint.shoulder.x | 0.003155 | m | - | generic model | pose2sim | JointSet acromial_r | file
    joint.shoulder.y | 0.3715 | m | - | generic model | pose2sim | JointSet acromial_r | file
    joint.shoulder.z | 0.17 | m | - | generic model | pose2sim | JointSet acromial_r | file
    joint.elbow.x | 0.013144 | m | - | generic model | pose2sim | JointSet elbow_r | file
    joint.elbow.y | -0.286273 | m | - | generic model | pose2sim | JointSet elbow_r | file
    joint.elbow.z | -0.009595 | m | - | generic model | pose2sim | JointSet elbow_r | file
    joint.neck.y | 0.541458 | m | - | generic model | pose2sim | JointSet head_torso | file
    frame.L5.x | -0.088 | m | - | generic model | pose2sim | JointSet L5_S1_IVDjnt | file
    frame.L5.y | 0.054 | m | - | generic model | pose2sim | JointSet L5_S1_IVDjnt | file
    frame.L4.x | -0.079 | m | - | generic model | pose2sim | JointSet L4_L5_IVDjnt | file
    frame.L4.y | 0.0861 | m | - | generic model | pose2sim | JointSet L4_L5_IVDjnt | file
    frame.L3.x | -0.0784 | m | - | generic model | pose2sim | JointSet L3_L4_IVDjnt | file
    frame.L3.y | 0.1193 | m | - | generic model | pose2sim | JointSet L3_L4_IVDjnt | file
    frame.L2.x | -0.0851 | m | - | generic model | pose2sim | JointSet L2_L3_IVD_jnt | file
    frame.L2.y | 0.1544 | m | - | generic model | pose2sim | JointSet L2_L3_IVD_jnt | file
    frame.L1.x | -0.0965 | m | - | generic model | pose2sim | JointSet L1_L2_IVD_jnt | file
    frame.L1.y | 0.1832 | m | - | generic model | pose2sim | JointSet L1_L2_IVD_jnt | file
    frame.thorax.x | -0.094 | m | - | generic model | pose2sim | JointSet L1_T12_IVD_jnt | file
    frame.thorax.y | 0.0953 | m | - | generic model | pose2sim | JointSet L1_T12_IVD_jnt | file
    frame.abdomen.x | 0.002 | m | - | generic model | pose2sim | JointSet Abdjnt | file
    frame.abdomen.y | 0.144 | m | - | generic model | pose2sim | JointSet Abdjnt | file
    frame.sacrum.x | 0.01 | m | - | generic model | pose2sim | JointSet sacrumjnt | file
    frame.sacrum.y | -0.017 | m | - | generic model | pose2sim | JointSet sacrumjnt | file
    rhythm.lfb.L5-S1 | 0.14 | 1 | - | generic model | pose2sim | CoordinateCouplerConstraints | derived: coupler ratio over the sum of all
    rhythm.lfb.L4-L5 | 0.26 | 1 | - | generic model | pose2sim | CoordinateCouplerConstraints | derived: coupler ratio over the sum of all
    rhythm.lfb.L3-L4 | 0.23 | 1 | - | generic model | pose2sim | CoordinateCouplerConstraints | derived: coupler ratio over the sum of all
    rhythm.lfb.L2-L3 | 0.16 | 1 | - | generic model | pose2sim | CoordinateCouplerConstraints | derived: coupler ratio over the sum of all
    rhythm.lfb.L1-L2 | 0.13 | 1 | - | generic model | pose2sim | CoordinateCouplerConstraints | derived: coupler ratio over the sum of all
    rhythm.lfb.T12-L1 | 0.08 | 1 | - | generic model | pose2sim | CoordinateCouplerConstraints | derived: coupler ratio over the sum of all; used where no tilt of the pelvis sets the lordosis
    rhythm.christophy.L5-S1 | 0.125 | 1 | - | generic model | christophy2012 | public conversion script | derived: what the other four leave
    rhythm.christophy.L4-L5 | 0.185 | 1 | - | generic model | christophy2012 | public conversion script | file
    rhythm.christophy.L3-L4 | 0.204 | 1 | - | generic model | christophy2012 | public conversion script | file
    rhythm.christophy.L2-L3 | 0.231 | 1 | - | generic model | christophy2012 | public conversion script | file
    rhythm.christophy.L1-L2 | 0.255 | 1 | - | generic model | christophy2012 | public conversion script | file
    rhythm.christophy.T12-L1 | 0 | 1 | - | generic model | christophy2012 | public conversion script | derived: the model has no motion there
    rhythm.gain.anterior | 0.95 | 1 | 0.9..1.1 | young adults, voluntary tilt | levine1996 | abstract | derived: change of lordosis over change of pelvic tilt
    rhythm.gain.posterior | 1.03 | 1 | 0.9..1.1 | young adults, voluntary tilt | levine1996 | abstract | derived: change of lordosis over change of pelvic tilt
    segment.head.mass_fraction.male | 0.0694 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.head.mass_fraction.female | 0.0668 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.upper_trunk.mass_fraction.male | 0.1596 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.upper_trunk.mass_fraction.female | 0.1545 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.middle_trunk.mass_fraction.male | 0.1633 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.middle_trunk.mass_fraction.female | 0.1465 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.lower_trunk.mass_fraction.male | 0.1117 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.lower_trunk.mass_fraction.female | 0.1247 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.upper_arm.mass_fraction.male | 0.0271 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.upper_arm.mass_fraction.female | 0.0255 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.forearm.mass_fraction.male | 0.0162 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.forearm.mass_fraction.female | 0.0138 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.hand.mass_fraction.male | 0.0061 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.hand.mass_fraction.female | 0.0056 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.thigh.mass_fraction.male | 0.1416 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.thigh.mass_fraction.female | 0.1478 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.shank.mass_fraction.male | 0.0433 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.shank.mass_fraction.female | 0.0481 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.foot.mass_fraction.male | 0.0137 | 1 | - | young men | deleva1996 | Table 4 | file
    segment.foot.mass_fraction.female | 0.0129 | 1 | - | young women | deleva1996 | Table 4 | file
    segment.omphalion_height.male | 0.0836875 | 1 | - | young men | deleva1996 | Table 4 | derived: OMPH-MIDH 0.1457 m over stature 1.741 m, above the hip axis
    segment.omphalion_height.female | 0.1046110 | 1 | - | young women | deleva1996 | Table 4 | derived: OMPH-MIDH 0.1815 m over stature 1.735 m, above the hip axis
    segment.xiphion_height.male | 0.2074670 | 1 | - | young men | deleva1996 | Table 4 | derived: XYPH-MIDH 0.3612 m over stature 1.741 m, above the hip axis
    segment.xiphion_height.female | 0.2229395 | 1 | - | young women | deleva1996 | Table 4 | derived: XYPH-MIDH 0.3868 m over stature 1.735 m, above the hip axis
    segment.pelvis.centre.x | -0.0707 | m | -0.0757..-0.0657 | generic model | pose2sim | BodySet pelvis | file
    segment.pelvis.centre.y | 0 | m | - | generic model | pose2sim | BodySet pelvis | file
    segment.L5.centre.x | 0.01728 | m | 0.0123..0.0223 | generic model | pose2sim | BodySet lumbar5 | file
    segment.L5.centre.y | 0.0183 | m | - | generic model | pose2sim | BodySet lumbar5 | file
    segment.L4.centre.x | 0.0186 | m | 0.0136..0.0236 | generic model | pose2sim | BodySet lumbar4 | file
    segment.L4.centre.y | 0.0217953 | m | - | generic model | pose2sim | BodySet lumbar4 | file
    segment.L3.centre.x | 0.0178939 | m | 0.0129..0.0229 | generic model | pose2sim | BodySet lumbar3 | file
    segment.L3.centre.y | 0.0232739 | m | - | generic model | pose2sim | BodySet lumbar3 | file
    segment.L2.centre.x | 0.0252462 | m | 0.0202..0.0302 | generic model | pose2sim | BodySet lumbar2 | file
    segment.L2.centre.y | 0.0202124 | m | - | generic model | pose2sim | BodySet lumbar2 | file
    segment.L1.centre.x | 0.03274 | m | 0.0277..0.0377 | generic model | pose2sim | BodySet lumbar1 | file
    segment.L1.centre.y | 0.0194073 | m | - | generic model | pose2sim | BodySet lumbar1 | file
    segment.thorax.centre.x | 0.0162326 | m | 0.0062..0.0262 | generic model | pose2sim | BodySet torso | file
    segment.thorax.centre.y | 0.1802259 | m | - | generic model | pose2sim | BodySet torso | file
    segment.head.centre.x | 0.0160667 | m | 0.0061..0.0261 | generic model | pose2sim | BodySet head | derived: centre in the frame of the neck joint
    segment.head.centre.y | 0.0285089 | m | - | generic model | pose2sim | BodySet head | derived: centre in the frame of the neck joint
    segment.upper_arm.centre.y | -0.164502 | m | - | generic model | pose2sim | BodySet humerus_r | file
    segment.forearm.centre.x | -0.0034 | m | - | generic model | pose2sim | BodySet ulna_r, radius_r | derived: mean of ulna and radius, forearm hanging
    segment.forearm.centre.y | -0.127 | m | - | generic model | pose2sim | BodySet ulna_r, radius_r | derived: mean of ulna and radius, forearm hanging
    segment.forearm.centre.z | 0.013 | m | - | generic model | pose2sim | BodySet ulna_r, radius_r | derived: mean of ulna and radius, forearm hanging
    segment.hand.centre.x | -0.0155 | m | - | generic model | pose2sim | BodySet hand_r | derived: in the frame of the elbow, forearm hanging
    segment.hand.centre.y | -0.3169 | m | - | generic model | pose2sim | BodySet hand_r | derived: in the frame of the elbow, forearm hanging
    segment.hand.centre.z | 0.0397 | m | - | generic model | pose2sim | BodySet hand_r | derived: in the frame of the elbow, forearm hanging
    segment.thigh.centre.y | -0.17 | m | - | generic model | pose2sim | BodySet femur_r | file
    segment.shank.centre.y | -0.1867 | m | - | generic model | pose2sim | BodySet tibia_r | file
    segment.foot.centre.x | 0.05123 | m | - | generic model | pose2sim | BodySet calcn_r | derived: in the frame of the ankle
    segment.foot.centre.y | -0.01195 | m | - | generic model | pose2sim | BodySet calcn_r | derived: in the frame of the ankle
    segment.foot.centre.z | 0.00792 | m | - | generic model | pose2sim | BodySet calcn_r | derived: in the frame of the ankle
    segment.pelvis.gyration.x | 0.093428 | m | - | generic model | pose2sim | BodySet pelvis | derived: root of inertia over mass
    segment.pelvis.gyration.y | 0.085999 | m | - | generic model | pose2sim | BodySet pelvis | derived: root of inertia over mass
    segment.pelvis.gyration.z | 0.070117 | m | - | generic model | pose2sim | BodySet pelvis | derived: root of inertia over mass
    segment.L5.gyration.x | 0.085 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L5.gyration.y | 0.101 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L5.gyration.z | 0.055 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L4.gyration.x | 0.085 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L4.gyration.y | 0.101 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L4.gyration.z | 0.055 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L3.gyration.x | 0.085 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L3.gyration.y | 0.101 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L3.gyration.z | 0.055 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L2.gyration.x | 0.085 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L2.gyration.y | 0.101 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L2.gyration.z | 0.055 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L1.gyration.x | 0.085 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L1.gyration.y | 0.101 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.L1.gyration.z | 0.055 | m | - | - | - | - | chosen: a slice of the trunk as an even ellipse of 0.34 by 0.22 m; the file gives 0.1 to 0.3 m, more than the body is wide
    segment.thorax.gyration.x | 0.24625 | m | - | generic model | pose2sim | BodySet torso | derived: root of inertia over mass
    segment.thorax.gyration.y | 0.17627 | m | - | generic model | pose2sim | BodySet torso | derived: root of inertia over mass
    segment.thorax.gyration.z | 0.24262 | m | - | generic model | pose2sim | BodySet torso | derived: root of inertia over mass
    segment.head.gyration.x | 0.051828 | m | - | generic model | pose2sim | BodySet head | derived: root of inertia over mass
    segment.head.gyration.y | 0.044087 | m | - | generic model | pose2sim | BodySet head | derived: root of inertia over mass
    segment.head.gyration.z | 0.054121 | m | - | generic model | pose2sim | BodySet head | derived: root of inertia over mass
    segment.upper_arm.gyration.x | 0.076665 | m | - | generic model | pose2sim | BodySet humerus_r | derived: root of inertia over mass
    segment.upper_arm.gyration.y | 0.045028 | m | - | generic model | pose2sim | BodySet humerus_r | derived: root of inertia over mass
    segment.upper_arm.gyration.z | 0.081224 | m | - | generic model | pose2sim | BodySet humerus_r | derived: root of inertia over mass
    segment.forearm_hand.gyration.x | 0.10474 | m | - | generic model | pose2sim | BodySet ulna_r | derived: root of inertia over mass of the ulna, times 1.5 for the longer body with the hand
    segment.forearm_hand.gyration.y | 0.047842 | m | - | generic model | pose2sim | BodySet ulna_r | derived: root of inertia over mass of the ulna, times 1.5 for the longer body with the hand
    segment.forearm_hand.gyration.z | 0.10909 | m | - | generic model | pose2sim | BodySet ulna_r | derived: root of inertia over mass of the ulna, times 1.5 for the longer body with the hand
    segment.thigh.gyration.x | 0.11998 | m | - | generic model | pose2sim | BodySet femur_r | derived: root of inertia over mass
    segment.thigh.gyration.y | 0.06143 | m | - | generic model | pose2sim | BodySet femur_r | derived: root of inertia over mass
    segment.thigh.gyration.z | 0.12321 | m | - | generic model | pose2sim | BodySet femur_r | derived: root of inertia over mass
    segment.shank.gyration.x | 0.11659 | m | - | generic model | pose2sim | BodySet tibia_r | derived: root of inertia over mass
    segment.shank.gyration.y | 0.037089 | m | - | generic model | pose2sim | BodySet tibia_r | derived: root of inertia over mass
    segment.shank.gyration.z | 0.1174 | m | - | generic model | pose2sim | BodySet tibia_r | derived: root of inertia over mass
    segment.foot.gyration.x | 0.033466 | m | - | generic model | pose2sim | BodySet calcn_r | derived: root of inertia over mass
    segment.foot.gyration.y | 0.055857 | m | - | generic model | pose2sim | BodySet calcn_r | derived: root of inertia over mass
    segment.foot.gyration.z | 0.057271 | m | - | generic model | pose2sim | BodySet calcn_r | derived: root of inertia over mass
    muscle.passive.shape | 4 | 1 | 3..5 | - | degroote2016 | supplement, as in DeGrooteFregly2016Muscle.h | file
    muscle.passive.strain | 0.6 | 1 | 0.4..0.7 | - | degroote2016 | supplement, as in DeGrooteFregly2016Muscle.h | file
    muscle.passive.slack_length | 1 | 1 | 0.2..1 | - | degroote2016 | supplement | chosen: the published equation begins at the optimal length; the variant that begins at 0.2 gives every resting muscle 1.8 % of its strength, which 240 fascicles turn into several hundred newtons
    iliopsoas.passive.strain | 0.425 | 1 | 0.3..0.7 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, see the page on the passive hip
    iliopsoas.passive.slack_length | 0.636 | 1 | 0.4..1 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, see the page on the passive hip
    rectus_femoris.passive.strain | 1.205 | 1 | 0.9..1.5 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, see the page on the passive hip
    hamstrings.passive.strain | 1.027 | 1 | 0.8..1.2 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, see the page on the passive hip
    gluteals.passive.strain | 1.714 | 1 | 1.2..2.2 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, see the page on the passive hip
    adductors.passive.strain | 0.94 | 1 | 0.7..1.2 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, see the page on the passive hip
    hip.capsule.stiffness | 0.502 | N m/deg | 0.3..0.8 | ten healthy adults | riener1999 | equation of the hip, read in code of its users | derived: fit of muscles and capsule to the passive moment of the hip, drawn to 0.8 N m/deg, the mean of nine cadaver hips against turning (van Arkel 2015); see the page on the passive hip
    hip.capsule.engagement | -12 | deg | -19..-5 | cadaver hips | vanarkel2015 | read in a secondary source | chosen: mean angle at which the ligaments engage in extension; the paper's own table was not read
    hip.capsule.spread | 7 | deg | 3..10 | cadaver hips | vanarkel2015 | read in a secondary source | chosen: standard deviation of that angle between hips; the paper's own table was not read
    thomas.pelvic_tilt | -10 | deg | -15..-5 | - | delitto2012 | table on passive hip extension | chosen: the guideline has the pelvis at about 10 degrees of backward tilt with the lumbar spine on the table, and does not say from where it counts; here from neutral standing
    thomas.knee_flexion | 52.5 | deg | 40..80 | 117 elite athletes | harvey1998 | results | chosen: the mean angle at which the relaxed knee hung in the test
    sitting.short_time | 4 | h | - | 98 adults, cross-sectional | boukabache2021 | abstract | abstract
    sitting.long_time | 7 | h | - | 98 adults, cross-sectional | boukabache2021 | abstract | abstract
    sitting.extension_loss | 6.1 | deg | - | 98 adults, cross-sectional | boukabache2021 | abstract | abstract
    muscle.passive.toe | 0.01 | 1 | 0..0.02 | - | - | - | chosen: half width over which the passive curve begins smoothly; at its published beginning the slope jumps, and no posture of least effort is defined across a jump
    muscle.least_tendon_share | 0.05 | 1 | 0..0.1 | - | - | - | chosen: where the tabulated fibre is longer than the path allows in neutral standing, the fibre is cut so that this share of the path is tendon
    specific_tension.trunk | 100 | N/cm2 | 46..130 | 49 adults over 65, computed tomography models | burkhart2018 | abstract | chosen: the value of the group's models for young adults, at which the cross-sections of the file were derived; 46 cannot lift
    specific_tension.hip | 60 | N/cm2 | 46..100 | generic model | rajagopal2016 | scale-factor code of its users | file
    psoas.neutral_fibre_length | 1.1 | 1 | 1.0..1.2 | - | - | - | chosen: the psoas has the longest sarcomeres of the lumbar muscles in neutral, already past their optimum (seven cadavers); the amount is not published
    muscle.neutral_fibre_length | 1.0 | 1 | 0.9..1.1 | - | - | - | chosen: fibres of the trunk muscles at their optimum in neutral standing, where the passive curve is zero; the slack lengths of the file give 0.62 to 1.67
    multifidus.neutral_fibre_length | 0.84 | 1 | 0.76..0.92 | eight cadavers | ward2009multifidus | abstract | derived: mean sarcomere length of the multifidus in excised spines, 2.27 um, over the optimal length of human sarcomeres, 2.7 um; biopsies in the flexed and the extended spine lie on both sides
    longissimus.neutral_fibre_length | 0.84 | 1 | 0.76..0.92 | seven cadavers | zwambag2014 | abstract | chosen: as the multifidus, since sarcomeres of the extensors are short in neutral and do not differ between them, and reach their optimum in mid-flexion
    iliocostalis.neutral_fibre_length | 0.84 | 1 | 0.76..0.92 | seven cadavers | zwambag2014 | abstract | chosen: as the multifidus, since sarcomeres of the extensors are short in neutral and do not differ between them, and reach their optimum in mid-flexion
    quadratus_lumborum.neutral_fibre_length | 1.0 | 1 | 0.9..1.1 | seven cadavers | zwambag2014 | abstract | derived: the only muscle of seven whose sarcomeres were at their optimum in neutral
    adductors.addbrev.neutral_fibre_length | 1.027 | 1 | 0.927..1.127 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    adductors.addlong.neutral_fibre_length | 0.986 | 1 | 0.886..1.086 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    adductors.addmagDist.neutral_fibre_length | 0.727 | 1 | 0.627..0.827 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    adductors.addmagIsch.neutral_fibre_length | 0.719 | 1 | 0.619..0.819 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    adductors.addmagMid.neutral_fibre_length | 0.698 | 1 | 0.598..0.798 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    adductors.addmagProx.neutral_fibre_length | 0.843 | 1 | 0.743..0.943 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    adductors.grac.neutral_fibre_length | 1.108 | 1 | 1.008..1.208 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmax1.neutral_fibre_length | 0.955 | 1 | 0.855..1.055 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmax2.neutral_fibre_length | 0.942 | 1 | 0.842..1.042 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmax3.neutral_fibre_length | 0.905 | 1 | 0.805..1.005 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmed1.neutral_fibre_length | 0.87 | 1 | 0.770..0.970 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmed2.neutral_fibre_length | 0.873 | 1 | 0.773..0.973 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmed3.neutral_fibre_length | 0.878 | 1 | 0.778..0.978 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmin1.neutral_fibre_length | 0.921 | 1 | 0.821..1.021 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmin2.neutral_fibre_length | 0.92 | 1 | 0.820..1.020 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gluteals.glmin3.neutral_fibre_length | 0.854 | 1 | 0.754..0.954 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    hamstrings.bflh.neutral_fibre_length | 0.738 | 1 | 0.638..0.838 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    hamstrings.semimem.neutral_fibre_length | 0.692 | 1 | 0.592..0.792 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    hamstrings.semiten.neutral_fibre_length | 1.0 | 1 | 0.900..1.100 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    iliacus.iliacus.neutral_fibre_length | 1.12 | 1 | 1.020..1.220 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    piriformis.piri.neutral_fibre_length | 0.675 | 1 | 0.575..0.775 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    rectus_femoris.recfem.neutral_fibre_length | 0.617 | 1 | 0.517..0.717 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    sartorius.sart.neutral_fibre_length | 1.1 | 1 | 1.000..1.200 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    tensor_fasciae_latae.tfl.neutral_fibre_length | 0.838 | 1 | 0.738..0.938 | generic model | pose2sim | ForceSet, lengths by OpenSim 4.6 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    biceps_short_head.bfsh.neutral_fibre_length | 1.165 | 1 | - | generic model | pose2sim | ForceSet, lengths by OpenSim 4.5.2 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    vasti.vasint.neutral_fibre_length | 0.741 | 1 | - | generic model | pose2sim | ForceSet, lengths by OpenSim 4.5.2 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    vasti.vaslat.neutral_fibre_length | 0.733 | 1 | - | generic model | pose2sim | ForceSet, lengths by OpenSim 4.5.2 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    vasti.vasmed.neutral_fibre_length | 0.775 | 1 | - | generic model | pose2sim | ForceSet, lengths by OpenSim 4.5.2 in its neutral posture | derived: length of the fibre behind the tabulated tendon, taken as rigid, over the optimal length
    gastrocnemius.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    soleus.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    tibialis_anterior.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    tibialis_posterior.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    toe_extensors.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    toe_flexors.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    peroneals.neutral_fibre_length | 1.0 | 1 | - | - | - | - | chosen: at the optimum in neutral standing; behind a rigid tendon the file gives 1.42 to 1.85, since its tendons are meant to stretch
    muscle.stiffness_coefficient | 23.4 | 1 | 5..42 | cat hind limb, public stiffness scripts | cui2008 | scripts that apply it | chosen: short-range stiffness per optimal fibre length, used here per path length, which is longer and so allows for the tendon; band of 0.5 to 42 found by experiment, critical 3.7 to 4.7 (Gardner-Morse 1995)
    psoas.path.brim.x | -0.0238 | m | -0.0288..-0.0188 | generic model | pose2sim | end of the Ps_ fascicles | file
    psoas.path.brim.y | -0.057 | m | -0.062..-0.052 | generic model | pose2sim | end of the Ps_ fascicles | file
    psoas.path.brim.z | 0.0759 | m | 0.0709..0.0809 | generic model | pose2sim | end of the Ps_ fascicles | file
    psoas.path.femur1.x | -0.0132 | m | - | generic model | pose2sim | psoas_r | file
    psoas.path.femur1.y | -0.0467 | m | - | generic model | pose2sim | psoas_r | file
    psoas.path.femur1.z | 0.0046 | m | - | generic model | pose2sim | psoas_r | file
    psoas.path.femur2.x | -0.0235 | m | - | generic model | pose2sim | psoas_r, lesser trochanter | file
    psoas.path.femur2.y | -0.0524 | m | - | generic model | pose2sim | psoas_r, lesser trochanter | file
    psoas.path.femur2.z | 0.0088 | m | - | generic model | pose2sim | psoas_r, lesser trochanter | file
    stretch.relaxation.fast.amplitude | 0.246 | 1 | 0.18..0.30 | young men, hamstrings | peixoto2015 | abstract | derived: with the slow share, a linear rise of 5 s and a hold loses 25 % in 30 s (here) and 33 % in 90 s (magnusson1996, abstract); the band spans losses of 21 % after training to 38 % in spinal cord injury
    stretch.relaxation.fast.time | 8 | s | 5..12 | twelve adults, plantar flexors | ryan2012 | abstract | derived: at constant torque 84 % of the creep of 30 s is then reached between 15 and 20 s; ten students who lost only 45 % of the decay of 120 s in the first 15 s (msse1445, abstract) would have more than 20 s
    stretch.relaxation.slow.amplitude | 0.215 | 1 | 0.15..0.28 | eight men and women, hamstrings | magnusson1996 | abstract | derived: with the fast share, a linear rise of 5 s and a hold loses 25 % in 30 s (peixoto2015, abstract) and 33 % in 90 s (here)
    stretch.relaxation.slow.time | 100 | s | 60..200 | twelve adults, plantar flexors | ryan2008 | abstract | chosen: no share of the memory above 1 % is left ten minutes after two minutes of stretching, when stiffness was back; gains of angle lasted three minutes in thirty men (depino2000), a lower resistance an hour in ten (magnusson1995)
    stretch.adaptation.gain | 1.89 | deg | 0..3.6 | 47 healthy elderly adults | kerrigan2003 | abstract | derived: 1.6 degrees of passive hip extension in ten weeks, over the share 0.85 of the plateau that the law reaches at 14 minutes a week (twice daily two holds of 30 s; the dose is not in the abstract); the high end from P = .032, the low end since a review found no change of the muscle itself (freitas2018)
    stretch.adaptation.rate | 8.7e-4 | 1/s | 4e-4..2e-3 | 189 studies, all muscles | ingram2024 | abstract, as summarised by readers | chosen: four fifths of the plateau at ten minutes a week, beyond which the studies found no more gain; makes the gain level off after four to five weeks at eight minutes a week, as in 42 young adults (gribble1999)
    stretch.adaptation.decay_time | 7.6 | week | 2.6..15 | healthy adults, all muscles | konrad2025 | abstract | derived: effect sizes of 0.93 after training and 0.55 after two to six weeks without, as an exponential over four weeks; the low end from 18 students with 2 of 9 degrees left after four weeks (jospt2001)
    stretch.acute.gain | 2.6 | deg | 1.3..3.9 | 23 men | preece2021 | abstract | chosen: the mean gain of passive hip extension after one session, whose dose the abstract does not give; it gives no spread either, so the band is half of the mean to both sides
    stretch.acute.dose | 90 | s | 30..180 | 26 men, iliacus | iliacus2019 | abstract | chosen: the modulus of the iliacus fell after one minute of stretching and further with five
    stretch.acute.decay_time | 5 | min | 1.5..30 | twelve adults, plantar flexors | ryan2008 | abstract | chosen: an exponential with 14 % left at ten minutes, when stiffness was no longer different; gains of angle lasted three minutes (depino2000), a lower resistance an hour (magnusson1995)
    disc.L5-S1.area | 1584 | mm2 | - | one male Visible Human, supine | remus2021 | LSS_20200529 meshes | derived: convex hull of the disc projected on its mid-plane
    disc.L4-L5.area | 1704 | mm2 | - | one male Visible Human, supine | remus2021 | LSS_20200529 meshes | derived: convex hull of the disc projected on its mid-plane
    disc.L3-L4.area | 1590 | mm2 | - | one male Visible Human, supine | remus2021 | LSS_20200529 meshes | derived: convex hull of the disc projected on its mid-plane
    disc.L2-L3.area | 1540 | mm2 | - | one male Visible Human, supine | remus2021 | LSS_20200529 meshes | derived: convex hull of the disc projected on its mid-plane
    disc.L1-L2.area | 1604 | mm2 | - | one male Visible Human, supine | remus2021 | LSS_20200529 meshes | derived: convex hull of the disc projected on its mid-plane
    disc.T12-L1.area | 1604 | mm2 | 1400..1604 | - | remus2021 | LSS_20200529 meshes | chosen: the area of L1-L2, since the mesh ends there
    disc.area_factor | 0.81757 | 1 | 0.73733..0.92496 | one man of 45 years, 70 kg | ammr | Wilke validation results | derived: force over pressure, the mean of eight postures 1178.2 mm2 (1062.6 to 1333.0), over the area of L4-L5 that disc.L4-L5.area and reference.disc_mass give a man of 70 kg, 1441.1 mm2; the forces are a commercial model's and the pressures those of wilke1999, so every comparison with these pressures is calibrated
    disc.unloaded_pressure | 0 | MPa | 0..0.1 | - | wilke1999 | abstract | chosen: lying pressure of 0.10 MPa is explained by the load of lying alone; in vitro values near 0.1 MPa were not read
    segment_stiffness.flexion | 1.8 | N m/deg | 1.0..2.6 | lumbar segments | ammr | DiscStiffness.any | chosen: the value that a commercial model reads from Schmidt 1998 and Heuer 2007; those papers were not read, and one abstract finds flexion stiffer than extension
    segment_stiffness.extension | 2.6 | N m/deg | 1.6..3.6 | lumbar segments | ammr | DiscStiffness.any | chosen: the value that a commercial model reads from Schmidt 1998 and Heuer 2007; those papers were not read, and one abstract finds flexion stiffer than extension
    segment_stiffness.bending | 2.3 | N m/deg | 1.3..3.3 | lumbar segments | ammr | DiscStiffness.any | chosen: the value that a commercial model reads from Schmidt 1998 and Heuer 2007; those papers were not read, and one abstract finds flexion stiffer than extension
    segment_stiffness.rotation | 8.4 | N m/deg | 5..12 | lumbar segments | ammr | DiscStiffness.any | chosen: the value that a commercial model reads from Schmidt 1998 and Heuer 2007; those papers were not read, and one abstract finds flexion stiffer than extension
    segment_stiffness.disc_share | 0.3 | 1 | 0.2..0.4 | - | ammr | DiscStiffness.any | chosen: the share that a commercial model takes for the disc where ligaments are modelled apart, called empirical there
    segment_stiffness.end | 400 | N m/rad2 | 100..1000 | - | - | - | chosen: doubles the stiffness about a tenth of a radian beyond the range
    segment_stiffness.transition | 0.5 | deg | 0.1..1 | - | - | - | chosen: smooths the change between flexion and extension over about one degree
    segment_stiffness.preload_growth | 2.542 | 1 | - | human segments L2-L3 and L4-L5 | gardnermorse2004 | abstract | derived: with preload_half the saturating law passes the mean factors 1.71 at 250 N and 2.11 at 500 N; used only where levels are made to stiffen under load, since the preload behind the stiffness above was not read
    segment_stiffness.preload_half | 645.2 | N | - | human segments L2-L3 and L4-L5 | gardnermorse2004 | abstract | derived: with preload_growth the saturating law passes the mean factors 1.71 at 250 N and 2.11 at 500 N
    segment_range.flexion | 12 | deg | 9..14 | - | - | - | chosen: order of the published ranges from standing; tables by level were not read
    segment_range.extension | 8 | deg | 3..10 | - | - | - | chosen: order of the published ranges from standing; tables by level were not read
    segment_range.bending | 8 | deg | 4..11 | - | - | - | chosen: order of the published ranges; tables by level were not read
    segment_range.rotation | 3 | deg | 2..5 | - | - | - | chosen: order of the published ranges; tables by level were not read
    flexion_creep.growth | 0.0867 | 1 | - | 27 men and 20 women | mcgill1992 | abstract | derived: full flexion grew by 5.5 degrees in 20 minutes at a time constant of 9.4, so by 6.24 in the end, over the 72 degrees of flexion that six levels have here (segment_range.flexion)
    flexion_creep.time | 9.4 | min | - | 27 men and 20 women | mcgill1992 | abstract | abstract
    facet.erect_share | 0.16 | 1 | - | cadaveric lumbar joints after sustained load | adams1980 | abstract | abstract
    facet.unloading_flexion | 6 | deg | 2..12 | - | adams1980 | abstract | chosen: half of the range of flexion; the abstract has a share in the lordosis of standing and none in the slight flexion of erect sitting
    ligament.posterior_arm | 0.03 | m | 0.02..0.04 | - | - | - | chosen: mean distance of the posterior ligaments behind the disc centre
    support.cost | 1e-8 | 1/N2 | 1e-9..1e-7 | - | - | - | chosen: effort (c / 2) F^2 of a supporting force; a person's whole weight on one support costs what one muscle costs at 5 per cent
    equilibrium.pitch_weight | 2 | 1/rad2 | 0.5..8 | - | - | - | chosen: effort (w / 2) x^2 of a thorax that is pitched, leans or is turned by x out of the posture's own attitude; five degrees cost what one muscle costs at 9 per cent
    abdomen.turn_share | 0.55 | 1 | 0.4..0.7 | generic model | pose2sim | ends of rect_abd, origin of the body Abdomen | derived: height of the wall's frame above the lower end of rectus abdominis over the height of its upper end; the file turns the wall with the whole of the thorax, which stretches the external oblique when the trunk bends forward
    abdomen.pressure | 0 | kPa | 0..2.67 | 20 healthy adults | cobb2005 | abstract | chosen: off by default; 2.67 kPa is the bladder reading in standing, which holds the hydrostatic head, so that little is left at the diaphragm
    abdomen.lifting_pressure | 0 | kPa | 0..8.04 | women lifting 15 to 20 kg | sportsmed2019 | Table 2 | chosen: from none, as the default has it, to 82 cm of water, the highest mean of lifts of 15 to 20 kg; peaks read in vagina or rectum; used in the bands of validated lifts only
    abdomen.diaphragm_area | 0.0243 | m2 | 0.02..0.03 | - | - | - | chosen: order of published areas, which were not read
    abdomen.pressure_arm | 0.045 | m | 0.03..0.06 | - | - | - | chosen: distance of the centre of the diaphragm in front of the joint T12-L1
    """
}
