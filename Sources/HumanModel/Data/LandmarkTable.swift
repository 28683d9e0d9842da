// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The points at which something outside carries the body, right side: one coordinate a line.
///
/// Columns as in the table of scalars. Frames: pelvis, thorax and sacrum as in the muscle tables,
/// thigh at the hip, shank at the knee, foot at the ankle, forearm at the elbow, head at the neck.
enum LandmarkTable {
  static let text = """
    landmark.ischium.x | -0.1038 | m | -0.114..-0.094 | generic model | pose2sim | semiten_r, origin | file
    landmark.ischium.y | -0.1253 | m | -0.135..-0.115 | generic model | pose2sim | semiten_r, origin | file
    landmark.ischium.z | 0.0515 | m | 0.04..0.06 | generic model | pose2sim | semiten_r, origin | file
    landmark.buttock.x | -0.15 | m | -0.17..-0.13 | generic model | pose2sim | glmax2_r, glmax3_r, path | chosen: about 0.02 m of flesh behind the lower gluteus maximus, on which a pelvis rolls back
    landmark.buttock.y | -0.1 | m | -0.12..-0.08 | generic model | pose2sim | glmax2_r, glmax3_r, path | chosen: between the lower and the middle part of the gluteus maximus
    landmark.buttock.z | 0.06 | m | 0.04..0.08 | generic model | pose2sim | glmax2_r, glmax3_r, path | chosen: between the lower and the middle part of the gluteus maximus
    landmark.sacrum.x | -0.164 | m | -0.18..-0.15 | generic model | pose2sim | hindmost point of multifidus | derived: point of the sacrum plus the place of its frame in the pelvis
    landmark.sacrum.y | -0.012 | m | -0.03..0.02 | generic model | pose2sim | hindmost point of multifidus | derived: point of the sacrum plus the place of its frame in the pelvis
    landmark.sacrum.z | 0.03 | m | 0.01..0.05 | - | - | - | chosen: half the half-width of the sacrum, so that a pair of points stands for the area that bears
    landmark.iliac_spine.x | -0.0195 | m | -0.03..0.01 | generic model | pose2sim | sart_r, origin | file
    landmark.iliac_spine.y | -0.0156 | m | -0.03..0.01 | generic model | pose2sim | sart_r, origin | file
    landmark.iliac_spine.z | 0.1056 | m | 0.09..0.13 | generic model | pose2sim | sart_r, origin | file
    landmark.occiput.x | -0.08 | m | -0.1..-0.06 | - | - | - | chosen: half a head's length of 0.195 m behind the centre of its mass, which is the order of every survey of the body's measures
    landmark.occiput.y | 0.05 | m | 0.02..0.08 | - | - | - | chosen: little above the centre of the head's mass, where a pillow bears
    landmark.occiput.z | 0.02 | m | 0.01..0.04 | - | - | - | chosen: a pair of points stands for the area that bears
    landmark.forehead.x | 0.11 | m | 0.09..0.12 | - | - | - | chosen: half a head's length of 0.195 m before the centre of its mass, which is the order of every survey of the body's measures
    landmark.forehead.y | 0.05 | m | 0.02..0.08 | - | - | - | chosen: little above the centre of the head's mass, where a pillow bears
    landmark.forehead.z | 0.02 | m | 0.01..0.04 | - | - | - | chosen: a pair of points stands for the area that bears
    landmark.temple.x | 0.016 | m | 0..0.03 | - | - | - | chosen: level with the centre of the head's mass
    landmark.temple.y | 0.05 | m | 0.02..0.08 | - | - | - | chosen: little above the centre of the head's mass, where a pillow bears
    landmark.temple.z | 0.076 | m | 0.07..0.08 | - | - | - | chosen: half a head's breadth of 0.152 m, which is the order of every survey of the body's measures
    landmark.upper_back.x | -0.1 | m | -0.12..-0.08 | generic model | pose2sim | LTpT_T5_r, insertion | chosen: skin about 0.03 m behind the transverse process of T5 at -0.074 m
    landmark.upper_back.y | 0.32 | m | 0.27..0.36 | generic model | pose2sim | LTpT_T5_r, insertion | file
    landmark.upper_back.z | 0.06 | m | 0.03..0.09 | - | - | - | chosen: inner border of the shoulder blade
    landmark.lower_ribs.x | -0.08 | m | -0.1..-0.07 | generic model | pose2sim | IL_R9_r, path on the ribs | file
    landmark.lower_ribs.y | 0.169 | m | 0.14..0.2 | generic model | pose2sim | IL_R9_r, path on the ribs | file
    landmark.lower_ribs.z | 0.068 | m | 0.05..0.09 | generic model | pose2sim | IL_R9_r, path on the ribs | file
    landmark.chest.x | 0.092 | m | 0.08..0.12 | generic model | pose2sim | rect_abd_r, insertion | file
    landmark.chest.y | 0.221982 | m | 0.2..0.32 | generic model | pose2sim | rect_abd_r, insertion | file
    landmark.chest.z | 0.031 | m | 0.02..0.06 | generic model | pose2sim | rect_abd_r, insertion | file
    landmark.ribs.x | 0 | m | -0.02..0.03 | generic model | pose2sim | EO5_r and IO6_r on the ribs | chosen: level with the hindmost lateral ribs that carry the obliques
    landmark.ribs.y | 0.2 | m | 0.15..0.25 | - | - | - | chosen: where the rib cage is widest, above the lowest lateral ribs at 0.11 m
    landmark.ribs.z | 0.14 | m | 0.12..0.16 | generic model | pose2sim | EO3_r, EO5_r on the ribs | chosen: little outside the lateral ribs at 0.11 to 0.12 m, with the skin
    landmark.waist.x | 0.018 | m | 0..0.04 | generic model | pose2sim | BodySet lumbar3 | chosen: level with the centre of the mass of the slice of the trunk at L3
    landmark.waist.y | 0.023 | m | 0..0.04 | generic model | pose2sim | BodySet lumbar3 | chosen: level with the centre of the mass of the slice of the trunk at L3
    landmark.waist.z | 0.14 | m | 0.12..0.17 | - | - | - | chosen: little less than half the breadth of 0.34 m of a slice of the trunk
    landmark.trochanter.x | -0.0218 | m | -0.03..-0.01 | generic model | pose2sim | glmed1_r, insertion | file
    landmark.trochanter.y | -0.0117 | m | -0.03..0 | generic model | pose2sim | glmed1_r, insertion | file
    landmark.trochanter.z | 0.0555 | m | 0.05..0.08 | generic model | pose2sim | glmed1_r, insertion | file
    landmark.thigh_back.x | -0.06 | m | -0.08..-0.04 | - | - | - | chosen: radius of a thigh of about 0.4 m in girth
    landmark.thigh_back.y | -0.25 | m | -0.32..-0.18 | - | - | - | chosen: above the edge of a seat that ends a hand's breadth behind the knee, at three fifths of the thigh
    landmark.thigh_back.z | 0 | m | -0.02..0.02 | - | - | - | chosen: in the middle of the thigh
    landmark.thigh_front.x | 0.06 | m | 0.04..0.08 | - | - | - | chosen: radius of a thigh of about 0.4 m in girth
    landmark.thigh_front.y | -0.25 | m | -0.32..-0.18 | - | - | - | chosen: at the height of the point at the back of the thigh
    landmark.thigh_front.z | 0 | m | -0.02..0.02 | - | - | - | chosen: in the middle of the thigh
    landmark.knee.x | 0.0326 | m | 0.03..0.05 | generic model | pose2sim | recfem_r, tuberosity of the tibia | file
    landmark.knee.y | -0.06312 | m | -0.07..-0.02 | generic model | pose2sim | recfem_r, tuberosity of the tibia | file
    landmark.knee.z | -0.00047 | m | -0.01..0.01 | generic model | pose2sim | recfem_r, tuberosity of the tibia | file
    landmark.knee_side.x | 0.0108 | m | 0..0.02 | generic model | pose2sim | tfl_r, insertion | file
    landmark.knee_side.y | -0.041 | m | -0.06..-0.02 | generic model | pose2sim | tfl_r, insertion | file
    landmark.knee_side.z | 0.0346 | m | 0.03..0.05 | generic model | pose2sim | tfl_r, insertion | file
    landmark.heel.x | -0.04877 | m | -0.06..-0.03 | generic model | pose2sim | JointSet subtalar_r | file
    landmark.heel.y | -0.04195 | m | -0.08..-0.04 | generic model | pose2sim | JointSet subtalar_r | file
    landmark.heel.z | 0.00792 | m | 0..0.02 | generic model | pose2sim | JointSet subtalar_r | file
    landmark.ball.x | 0.1238 | m | 0.11..0.14 | generic model | pose2sim | fhl_r-P5, JointSet subtalar_r | derived: the tendon of the great toe under its first joint, in the frame of the ankle
    landmark.ball.y | -0.0473 | m | -0.08..-0.04 | generic model | pose2sim | fhl_r-P5, JointSet subtalar_r | derived: the tendon of the great toe under its first joint, in the frame of the ankle
    landmark.ball.z | -0.019 | m | -0.03..0 | generic model | pose2sim | fhl_r-P5, JointSet subtalar_r | derived: the tendon of the great toe under its first joint, in the frame of the ankle
    landmark.outer_ball.x | 0.09 | m | 0.07..0.11 | generic model | pose2sim | perbrev_r-P5, JointSet subtalar_r | chosen: head of the fifth metatarsal, 0.07 m before its base, which is the file's
    landmark.outer_ball.y | -0.046 | m | -0.08..-0.04 | - | - | - | chosen: level with heel and great toe
    landmark.outer_ball.z | 0.045 | m | 0.03..0.06 | generic model | pose2sim | perbrev_r-P5, JointSet subtalar_r | chosen: as far out as the base of the fifth metatarsal, which is the file's
    landmark.elbow.x | -0.02 | m | -0.03..0 | - | - | - | chosen: the tip of the ulna little behind the axis of the elbow
    landmark.elbow.y | -0.02 | m | -0.04..0.02 | - | - | - | chosen: the part of the forearm below the elbow, which lies on an arm rest or mattress
    landmark.elbow.z | 0 | m | -0.02..0.02 | - | - | - | chosen: in the middle of the forearm
    """
}
