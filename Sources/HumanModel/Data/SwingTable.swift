// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The parameters of muscles in time and of the leg's swing: one line each, columns as in
/// ``ScalarTable``.
///
/// Times of the swing count from toe-off. The measured swing is the mean of eleven trials of one adult
/// of 62 kg, read at 64 % of the stride, where the vertical force falls below 20 N.
enum SwingTable {
  static let text = """
    muscle.activation_time | 0.015 | s | 0.01..0.02 | - | degroote2016 | time constants, as in DeGrooteFregly2016Muscle.h | file
    muscle.deactivation_time | 0.06 | s | 0.04..0.07 | - | degroote2016 | time constants, as in DeGrooteFregly2016Muscle.h | file
    muscle.activation_smoothing | 10 | 1 | 5..100 | - | - | - | chosen: with 10 rise and fall keep their time constants within about one per cent; OpenSim's default of 0.1 gives both the mean of the two, and its own note recommends 10
    muscle.tendon.strain | 0.049 | 1 | 0.03..0.07 | - | degroote2016 | supplement, as in DeGrooteFregly2016Muscle.h | file
    muscle.fibre_damping | 0.1 | 1 | 0.01..0.2 | - | millard2013 | damped equilibrium model | paper
    swing.stride_time | 1.05 | s | 1.043..1.057 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat, right leg | derived: power over moment is the rate of the angle; least squares over the stride give 1.049 s at the hip, 1.043 s at the knee and 1.057 s at the ankle
    swing.speed | 1.31 | m/s | 1.30..1.32 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat | derived: stride of 1.377 m over the time of the stride
    swing.duration | 0.380 | s | 0.373..0.387 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat, right vertical force | derived: from 63.8 % of the stride, where the force falls below 20 N, to the next strike; the band is the spread of the force over its slope there
    swing.toe_off.hip_flexion | -7.23 | deg | sd 1.63 | one adult of 62 kg, 11 trials | falisse2019 | hip_flexion at 64 of 100 | derived: mean of the trials
    swing.toe_off.knee_flexion | 45.28 | deg | sd 2.12 | one adult of 62 kg, 11 trials | falisse2019 | knee_angle at 64 of 100 | derived: mean of the trials
    swing.toe_off.ankle_dorsiflexion | -15.86 | deg | sd 2.29 | one adult of 62 kg, 11 trials | falisse2019 | ankle_angle at 64 of 100 | derived: mean of the trials
    swing.toe_off.hip_rate | 3.21 | rad/s | 3..3.4 | one adult of 62 kg, 11 trials | falisse2019 | hip_flexion at 63 and 65 of 100 | derived: difference of the means over 2 % of the stride
    swing.toe_off.knee_rate | 5.45 | rad/s | 5.2..5.7 | one adult of 62 kg, 11 trials | falisse2019 | knee_angle at 63 and 65 of 100 | derived: difference of the means over 2 % of the stride
    swing.toe_off.ankle_rate | -2.91 | rad/s | -3.2..-2.6 | one adult of 62 kg, 11 trials | falisse2019 | ankle_angle at 63 and 65 of 100 | derived: difference of the means over 2 % of the stride
    swing.strike.hip_flexion | 27.34 | deg | sd 0.53 | one adult of 62 kg, 11 trials | falisse2019 | hip_flexion at 0 of 100 | derived: mean of the trials; with the next two it sets the height of the hip above the ground
    swing.strike.knee_flexion | 12.25 | deg | sd 1.08 | one adult of 62 kg, 11 trials | falisse2019 | knee_angle at 0 of 100 | derived: mean of the trials
    swing.strike.ankle_dorsiflexion | 3.68 | deg | sd 1.43 | one adult of 62 kg, 11 trials | falisse2019 | ankle_angle at 0 of 100 | derived: mean of the trials
    swing.hip.forward.cosine_1 | -1.56 | m/s2 | -1.96..-1.16 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: accelerations of the hip from toe-off on, as a series of two harmonics of the step: force on both feet (the left as the right half a stride later) over its mean vertical part, less what the legs' mass does about the hips, with the angles of the data and the masses of PredSim.cpp; the range is half of what the legs add
    swing.hip.forward.sine_1 | -0.866 | m/s2 | -1.266..-0.466 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.forward.cosine_2 | -0.972 | m/s2 | -1.372..-0.572 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.forward.sine_2 | 0.507 | m/s2 | 0.107..0.907 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.upward.cosine_1 | 1.243 | m/s2 | 0.843..1.643 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.upward.sine_1 | -1.77 | m/s2 | -2.17..-1.37 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.upward.cosine_2 | -0.097 | m/s2 | -0.497..0.303 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.upward.sine_2 | 0.612 | m/s2 | 0.212..1.012 | one adult of 62 kg, 11 trials | falisse2019 | ExperimentalData.mat and PredSim.cpp | derived: see swing.hip.forward.cosine_1
    swing.hip.lift | 0.007 | m | 0..0.012 | one adult of 62 kg, 11 trials | falisse2019 | swing.duration | derived: the heel of the fitted swing comes down at the measured time; it stands for the list of the pelvis, for a leg that is not upright from in front and for what the fit leaves of the angles
    swing.ankle.stiffness | 5 | N m/rad | 2..8 | one adult of 62 kg, 11 trials | falisse2019 | ankle_angle of the swing | chosen: with the next two it brings the foot from toe-off to strike about as measured; it stands for the muscles of the shank
    swing.ankle.damping | 0.5 | N m s/rad | 0.1..0.6 | one adult of 62 kg, 11 trials | falisse2019 | ankle_angle of the swing | chosen: see swing.ankle.stiffness
    swing.ankle.rest | 9 | deg | 0..15 | one adult of 62 kg, 11 trials | falisse2019 | ankle_angle of the swing | chosen: see swing.ankle.stiffness
    swing.knee_stop.stiffness | 5 | N m/deg | 2..10 | - | - | - | chosen: order of the resistance of a straight knee to bending backward
    swing.knee_stop.engagement | 0 | deg | -5..5 | - | - | - | chosen: the knee that is straight, where its ligaments tighten
    swing.knee_stop.spread | 3 | deg | 1..5 | - | - | - | chosen: the stop sets in over a few degrees
    swing.knee_stop.damping_time | 0.02 | s | 0..0.05 | - | - | - | chosen: damping over stiffness; a knee that reaches its stop does not spring back
    swing.toe_tolerance | 0.005 | m | 0..0.02 | - | - | - | chosen: the ball of a rigid foot may touch the ground this much before the leg counts as not clearing it
    swing.time_limit | 1 | s | 0.6..2 | - | - | - | chosen: more than twice the measured swing
    swing.short_tendon | 0.5 | 1 | 0..1 | - | - | - | chosen: a tendon shorter than this share of the optimal fibre length stays rigid, as Millard et al. (2013) advise for short tendons
    swing.excitation.edge | 0.005 | s | 0.001..0.02 | - | - | - | chosen: short against the time of activation
    swing.iliopsoas.amplitude | 0.2803 | 1 | 0..1 | one adult of 62 kg, 11 trials | falisse2019 | hip and knee angle of the swing | derived: least squares of the swing on both angles
    swing.iliopsoas.onset | -0.1418 | s | -0.2..0.1 | one adult of 62 kg, 11 trials | falisse2019 | hip and knee angle of the swing | derived: least squares of the swing on both angles
    swing.iliopsoas.end | -0.0418 | s | -0.1..0.1 | - | - | - | chosen: 0.1 s after the onset; a longer, weaker burst leaves the same activation at toe-off, which is what the angles of the swing determine
    swing.rectus_femoris.amplitude | 0.0583 | 1 | 0..1 | one adult of 62 kg, 11 trials | falisse2019 | hip and knee angle of the swing | derived: least squares of the swing on both angles
    swing.rectus_femoris.onset | -0.05 | s | -0.1..0 | one adult of 62 kg, 11 trials | falisse2019 | emg_Rectus-femoris | derived: half of the rise of its surface activity, at 59 % of the stride
    swing.rectus_femoris.end | 0.06 | s | 0..0.2 | one adult of 62 kg, 11 trials | falisse2019 | emg_Rectus-femoris | derived: half of the fall of its surface activity, at 70 % of the stride
    swing.hamstrings.amplitude | 0.1423 | 1 | 0..1 | one adult of 62 kg, 11 trials | falisse2019 | hip and knee angle of the swing | derived: least squares of the swing on both angles
    swing.hamstrings.onset | 0.235 | s | 0..0.4 | one adult of 62 kg, 11 trials | falisse2019 | hip and knee angle of the swing | derived: least squares of the swing on both angles
    swing.hamstrings.end | 0.6 | s | 0.3..1 | - | - | - | chosen: any time after the strike, where the swing has ended
    """
}
