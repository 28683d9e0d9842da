// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The named postures: one angle, load, distance or coefficient of friction a line.
///
/// Columns as in the table of scalars. Angles of pelvis, thorax, thighs and upper arms are against
/// neutral standing, forward positive; `lumbar_flexion` is the pitch of the thorax less the tilt of
/// the pelvis, so it is what the lordosis from T12 to S1 loses. Distances are those of a body of
/// `reference.height` and grow with it.
enum PostureTable {
  static let text = """
    support.floor.friction | 0.5 | 1 | 0.3..0.8 | - | - | - | chosen: order of shoes on a dry floor; standing postures load it with far less
    support.seat.friction | 0.46 | 1 | 0.3..0.6 | 10 adults, skin on five materials | zhang1999 | abstract | chosen: the mean of skin on aluminium, nylon, silicone, cotton and foam, taken for clothes on a seat
    support.back_rest.friction | 0.46 | 1 | 0.3..0.6 | 10 adults, skin on five materials | zhang1999 | abstract | chosen: the mean of skin on aluminium, nylon, silicone, cotton and foam, taken for clothes on a back rest
    support.arm_rest.friction | 0.46 | 1 | 0.3..0.6 | 10 adults, skin on five materials | zhang1999 | abstract | chosen: the mean of skin on aluminium, nylon, silicone, cotton and foam, taken for a sleeve on an arm rest
    support.mattress.friction | 0 | 1 | 0..0.5 | - | - | - | chosen: on a level mattress nothing needs friction, and what the parts of the body may pull against each other by it is unknown; load sharing would use it to spare the last muscle
    posture.standing_flexed.thorax_pitch | 30 | deg | 20..45 | one man | ammr | SpinePressureStandingFlexed | chosen: the angle between thorax and pelvis, with straight hips, in a commercial model of the same measurement; the angle of the man himself was not read
    posture.standing_flexed.lumbar_share | 0.7 | 1 | 0.5..1 | - | vazirian2016 | abstract | chosen: the lumbar spine leads in the first half of bending; the review's abstract has no number
    posture.standing_extended.pelvic_tilt | -5 | deg | -10..5 | - | - | - | chosen: the pelvis rolls back a little over the forward hips
    posture.standing_extended.lumbar_flexion | -15 | deg | -25..-8 | 18 young men | milosavljevic2007 | abstract | chosen: the lumbar spine does more of the movement than the hips; its amount stands in figures that were not read
    posture.sitting_upright.pelvic_tilt | -8 | deg | -18.7..0 | 50 adults, relaxed sitting | endo2012 | abstract | chosen: less than half the published change to relaxed sitting, since the back is held straight
    posture.sitting_upright.lumbar_flexion | 8 | deg | 0..16.6 | 50 adults, relaxed sitting | endo2012 | abstract | chosen: less than half the published change to relaxed sitting, since the back is held straight; the thorax is upright
    posture.sitting_upright.thigh_elevation | 90 | deg | 80..95 | - | - | - | chosen: thighs level on the seat
    posture.sitting_upright.knee_flexion | 90 | deg | 75..100 | - | - | - | chosen: shanks upright, feet flat on the floor
    posture.sitting_upright.arm_elevation | 20 | deg | 0..40 | - | ammr | SpinePressureSeatingStraitNoSupport | chosen: hands on the thighs, as in a commercial model of the measurement
    posture.sitting_upright.elbow_flexion | 30 | deg | 0..70 | - | ammr | SpinePressureSeatingStraitNoSupport | chosen: hands on the thighs, as in a commercial model of the measurement
    posture.sitting_relaxed.pelvic_tilt | -18.7 | deg | -25..-12 | 50 adults | endo2012 | abstract | abstract
    posture.sitting_relaxed.lumbar_flexion | 16.6 | deg | 10..22 | 50 adults | endo2012 | abstract | abstract
    posture.sitting_relaxed.thigh_elevation | 90 | deg | 80..95 | - | - | - | chosen: thighs level on the seat
    posture.sitting_relaxed.knee_flexion | 90 | deg | 75..100 | - | - | - | chosen: shanks upright, feet flat on the floor
    posture.sitting_relaxed.arm_elevation | 20 | deg | 0..40 | - | ammr | SpinePressureSeatingStraitNoSupport | chosen: hands on the thighs, as in a commercial model of the measurement
    posture.sitting_relaxed.elbow_flexion | 30 | deg | 0..70 | - | ammr | SpinePressureSeatingStraitNoSupport | chosen: hands on the thighs, as in a commercial model of the measurement
    posture.sitting_slouched.pelvic_tilt | -35 | deg | -45..-22 | 16 adults, cross-legged | moon2018 | abstract | chosen: beyond the flattest sitting that was read (-21.9 degrees, cross-legged on the floor), since the pelvis slides forward on the seat
    posture.sitting_slouched.lumbar_flexion | 27.3 | deg | 16.6..40 | 16 adults, cross-legged | moon2018 | abstract | chosen: the change of the flattest sitting that was read, cross-legged on the floor
    posture.sitting_slouched.thigh_elevation | 90 | deg | 80..100 | - | - | - | chosen: thighs level on the seat
    posture.sitting_slouched.knee_flexion | 75 | deg | 45..90 | - | ammr | SpinePressureSeatingRelaxed | chosen: feet before the knees, as in a commercial model of the measurement
    posture.sitting_slouched.arm_elevation | 30 | deg | 0..50 | - | ammr | SpinePressureSeatingRelaxed | chosen: hands on the thighs; a commercial model of the measurement has 50 degrees
    posture.sitting_slouched.elbow_flexion | 30 | deg | 0..70 | - | ammr | SpinePressureSeatingRelaxed | chosen: hands on the thighs, as in a commercial model of the measurement
    posture.sitting_slouched.back_rest_recline | 15 | deg | 5..30 | - | - | - | chosen: back rest of a common chair
    posture.sitting_flexed.pelvic_tilt | 0 | deg | -15..15 | one man | ammr | SpinePressureSeatingFlexedNoSupport | chosen: the pelvis rolls forward from relaxed sitting to where a commercial model of the same measurement has it
    posture.sitting_flexed.lumbar_flexion | 44 | deg | 35..55 | one man | ammr | SpinePressureSeatingFlexedNoSupport | chosen: the angle between thorax and pelvis in a commercial model of the same measurement
    posture.sitting_flexed.thigh_elevation | 90 | deg | 80..95 | - | - | - | chosen: thighs level on the seat
    posture.sitting_flexed.knee_flexion | 90 | deg | 75..100 | - | - | - | chosen: shanks upright, feet flat on the floor
    posture.sitting_flexed.arm_elevation | 0 | deg | 0..30 | - | - | - | chosen: arms hang beside the knees
    posture.sitting_flexed.elbow_flexion | 0 | deg | 0..30 | - | - | - | chosen: arms hang beside the knees
    posture.sitting_back_rest.pelvic_tilt | -28 | deg | -40..-20 | - | - | - | chosen: the recline of the back rest and the flattening of the lumbar curve
    posture.sitting_back_rest.lumbar_flexion | 8 | deg | 0..16.6 | 50 adults, relaxed sitting | endo2012 | abstract | chosen: less than half the published change to sitting without a rest; a chair with a back support changed lordosis least (Cho 2015, abstract, without a number)
    posture.sitting_back_rest.thigh_elevation | 90 | deg | 80..100 | - | - | - | chosen: thighs level on the seat
    posture.sitting_back_rest.knee_flexion | 90 | deg | 60..100 | - | - | - | chosen: shanks upright, feet flat on the floor
    posture.sitting_back_rest.arm_elevation | 0 | deg | 0..20 | - | - | - | chosen: upper arms hang from the shoulders to the arm rests
    posture.sitting_back_rest.elbow_flexion | 90 | deg | 70..100 | - | - | - | chosen: forearms level on the arm rests
    posture.sitting_back_rest.back_rest_recline | 20 | deg | 10..40 | - | - | - | chosen: back rest of an easy chair
    posture.lying_supine.pelvic_tilt | -91.5 | deg | -103..-90 | - | - | - | chosen: on the back, with half the flattening of the lumbar curve
    posture.lying_supine.lumbar_flexion | 3 | deg | 0..13 | 22 patients | andreasen2007 | abstract | abstract
    posture.lying_supine.thigh_elevation | 90 | deg | 85..100 | - | - | - | chosen: straight legs lie level
    posture.lying_supine.arm_elevation | 90 | deg | 80..95 | - | - | - | chosen: arms level beside the body
    posture.lying_prone.pelvic_tilt | 90 | deg | 85..95 | - | - | - | chosen: on the front, pelvis level
    posture.lying_prone.lumbar_flexion | 0 | deg | -8..8 | - | - | - | chosen: lordosis as in standing; a value for lying on the front was not found
    posture.lying_prone.thigh_elevation | -90 | deg | -95..-85 | - | - | - | chosen: straight legs lie level
    posture.lying_prone.arm_elevation | -90 | deg | -95..-80 | - | - | - | chosen: arms level beside the body
    posture.lying_side.side_lean | 90 | deg | 85..95 | - | - | - | chosen: on the right side, midline level
    posture.lying_side.lumbar_flexion | 3 | deg | 0..13 | 22 patients | andreasen2007 | abstract | chosen: as on the back with straight legs; recumbent films of 627 adults have 13 degrees less lordosis than standing ones (PMC6680033), and their abstract does not say how the legs lay
    posture.lying_side.thigh_elevation | 45 | deg | 20..70 | - | - | - | chosen: hips half bent, as people lie at rest
    posture.lying_side.knee_flexion | 60 | deg | 30..90 | - | - | - | chosen: knees bent, as people lie at rest
    posture.holding_close.pelvic_tilt | 0 | deg | -5..5 | - | - | - | chosen: pelvis as in neutral standing
    posture.holding_close.lumbar_flexion | -15 | deg | -20..0 | one man | ammr | SpinePressureStandingLiftClose | chosen: leaning back under the load as far as a commercial model of the same measurement does
    posture.holding_close.hand_load | 20 | kg | 19..21 | one man | wilke1999 | abstract | abstract
    posture.holding_close.load_distance | 0.27 | m | 0.2..0.35 | - | - | - | chosen: before the shoulder joint; a crate of 0.3 m depth against a chest 0.12 m before it
    posture.holding_close.load_drop | 0.3 | m | 0.2..0.4 | - | - | - | chosen: below the shoulder joint, elbows at about a right angle
    posture.holding_far.pelvic_tilt | 0 | deg | -5..5 | - | - | - | chosen: pelvis as in neutral standing
    posture.holding_far.lumbar_flexion | 0 | deg | -15..5 | one man | ammr | SpinePressureStandingLiftStretchedArms | chosen: thorax upright over the pelvis as in a commercial model of the same measurement
    posture.holding_far.hand_load | 20 | kg | 19..21 | one man | wilke1999 | abstract | abstract
    posture.holding_far.load_distance | 0.55 | m | 0.45..0.6 | one man | ammr | SpinePressureStandingLiftStretchedArms | chosen: before the shoulder joint, nearly stretched arms; measured at about 0.6 m from the chest, and a commercial model puts the load 0.53 m before the ankles
    posture.holding_far.load_drop | 0.05 | m | -0.05..0.15 | one man | ammr | SpinePressureStandingLiftStretchedArms | chosen: below the shoulder joint; a commercial model holds the load at 1.35 m, little below the shoulders
    posture.lifting_round_back.pelvic_tilt | 35 | deg | 20..45 | - | - | - | chosen: what brings the load near the floor with the lumbar spine near the end of its range
    posture.lifting_round_back.lumbar_flexion | 50 | deg | 40..65 | one man | ammr | SpinePressureStandingLiftFlexed | chosen: a commercial model of the same measurement has 65 degrees between thorax and pelvis, published ranges from standing are 50 to 60
    posture.lifting_round_back.thigh_elevation | 10 | deg | 0..25 | - | - | - | chosen: half the bend of the knees; the solver leans the legs over the feet
    posture.lifting_round_back.knee_flexion | 20 | deg | 5..30 | one man | ammr | SpinePressureStandingLiftFlexed | chosen: nearly straight; a commercial model of the same measurement has 25 degrees
    posture.lifting_round_back.arm_elevation | 0 | deg | -10..20 | - | - | - | chosen: arms hang to the load
    posture.lifting_round_back.elbow_flexion | 0 | deg | 0..15 | - | - | - | chosen: arms hang to the load
    posture.lifting_round_back.hand_load | 20 | kg | 19..21 | one man | wilke1999 | abstract | abstract
    posture.lifting_bent_knees.pelvic_tilt | 20 | deg | 10..40 | - | - | - | chosen: with the lumbar flexion a trunk at 50 degrees, the order of published squat lifts, whose tables were not read
    posture.lifting_bent_knees.lumbar_flexion | 30 | deg | 15..40 | - | - | - | chosen: three fifths of that of lifting with a round back; order of published squat lifts, whose tables were not read
    posture.lifting_bent_knees.thigh_elevation | 65 | deg | 50..80 | - | - | - | chosen: what brings the load near the floor with the shanks 35 degrees forward
    posture.lifting_bent_knees.knee_flexion | 100 | deg | 85..120 | - | - | - | chosen: order of published squat lifts, whose tables were not read
    posture.lifting_bent_knees.arm_elevation | 0 | deg | -10..20 | - | - | - | chosen: arms hang to the load
    posture.lifting_bent_knees.elbow_flexion | 0 | deg | 0..15 | - | - | - | chosen: arms hang to the load
    posture.lifting_bent_knees.hand_load | 20 | kg | 19..21 | one man | wilke1999 | abstract | abstract
    posture.half_kneeling.pelvic_tilt | 5 | deg | 0..11.4 | young adults, voluntary tilt | levine1996 | abstract | chosen: the hip is driven forward and nothing holds the pelvis; voluntary tilt reaches 11.4 degrees
    posture.half_kneeling.lumbar_flexion | -5 | deg | -11.4..0 | - | - | - | chosen: the trunk is upright over the pelvis
    posture.half_kneeling.rear_thigh_elevation | -20 | deg | -30..-10 | - | - | - | chosen: the thigh of the kneeling leg when the hip is driven forward; a value was not found
    posture.half_kneeling.rear_ankle_dorsiflexion | -60 | deg | -80..-30 | - | - | - | chosen: the instep lies on the floor
    posture.half_kneeling_posterior_tilt.pelvic_tilt | -8.7 | deg | -12..-5 | young adults, voluntary tilt | levine1996 | abstract | abstract
    posture.half_kneeling_posterior_tilt.lumbar_flexion | 8.7 | deg | 5..12 | - | levine1996 | abstract | chosen: the trunk is upright; the published change of lordosis with the tilt is 9.0 degrees
    posture.half_kneeling_posterior_tilt.rear_thigh_elevation | -20 | deg | -30..-10 | - | - | - | chosen: as in the plain half-kneeling posture, so that the two differ in the pelvis alone
    posture.half_kneeling_posterior_tilt.rear_ankle_dorsiflexion | -60 | deg | -80..-30 | - | - | - | chosen: the instep lies on the floor
    posture.one_leg_stance.side_lean | 0 | deg | -3..6 | - | - | - | chosen: pelvis and trunk level; the standing hip adducts until the mass centre lies over the foot
    posture.one_leg_stance.raised_thigh_elevation | 45 | deg | 20..90 | - | - | - | chosen: a foot held clear of the floor
    posture.one_leg_stance.raised_knee_flexion | 90 | deg | 60..110 | - | - | - | chosen: a foot held clear of the floor
    posture.late_stance.pelvic_tilt | 0 | deg | -5..5 | 24 young adults, 1.24 m/s | fukuchi2018 | mean over the cycle | chosen: tilt varies by 2 degrees in the cycle about a mean that differs by 5 between people; its difference from standing was not read
    posture.late_stance.lumbar_flexion | 0 | deg | -5..5 | - | - | - | chosen: trunk upright, lordosis as in standing
    posture.late_stance.rear_thigh_elevation | -18.05 | deg | sd 6.57 | 24 young adults, 1.24 m/s | fukuchi2018 | hip and pelvis at 50 % of the cycle | derived: hip flexion less forward tilt of the pelvis, -7.11 and 10.94 degrees
    posture.late_stance.rear_knee_flexion | 7.19 | deg | sd 3.85 | 24 young adults, 1.24 m/s | fukuchi2018 | knee at 50 % of the cycle | derived: mean of 24 people
    posture.late_stance.rear_ankle_dorsiflexion | 10.99 | deg | sd 4.34 | 24 young adults, 1.24 m/s | fukuchi2018 | ankle at 50 % of the cycle | derived: mean of 24 people
    posture.late_stance.front_thigh_elevation | 18.93 | deg | sd 6.45 | 24 young adults, 1.24 m/s | fukuchi2018 | hip and pelvis at 0 % of the cycle | derived: hip flexion less forward tilt of the pelvis, 29.87 and 10.94 degrees
    posture.late_stance.front_knee_flexion | 0.7 | deg | sd 3.26 | 24 young adults, 1.24 m/s | fukuchi2018 | knee at 0 % of the cycle | derived: mean of 24 people
    posture.late_stance.front_ankle_dorsiflexion | 1.55 | deg | sd 2.43 | 24 young adults, 1.24 m/s | fukuchi2018 | ankle at 0 % of the cycle | derived: mean of 24 people
    """
}
