// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The built-in walk: Fourier coefficients that this project fitted to one cycle of one person.
///
/// Source: motion (inverse kinematics) and ground reaction of `subject01` of the OpenSim example
/// gait2392, a walk on a treadmill at 1.13 m/s, 72.6 kg, right strike at 0.6167 s to right strike at
/// 1.8517 s. Lengths are divided by the largest distance from hip to ankle of that person, 0.8793 m,
/// forces by the weight, moments by weight times that length, times by the root of length over
/// gravity. A linear drift over the cycle was fitted with the series and dropped. The means of the
/// tilt of the pelvis and of lumbar flexion are zero, which is neutral standing (chosen: the zero of
/// the pelvis and of the trunk differs between models by more than a walk moves them); the thighs
/// keep the directions that were measured.
enum WalkTable {
  /// Columns: channel; unit (degrees, or parts of the leg); mean, then cosine and sine of each
  /// harmonic from the first to the sixth; root of the mean square of what the series leaves.
  static let motion = """
    pelvis_tilt | deg | 0.0 0.294 0.108 0.816 -0.056 -0.098 -0.169 -0.033 0.059 0.005 -0.026 -0.06 -0.008 | 0.3547
    pelvis_list | deg | -1.136 2.283 -0.246 0.204 0.131 1.59 0.416 -0.076 0.09 -0.406 -0.088 0.037 -0.065 | 0.1608
    pelvis_turn | deg | -0.212 3.003 2.444 -0.694 -0.15 -0.522 0.403 -0.055 0.153 0.231 0.112 -0.006 -0.041 | 0.1379
    pelvis_x | leg | 0.0 0.00055 0.0013 -0.01216 0.01063 0.00118 0.00062 -0.00131 -0.00068 0.00014 0.0002 4e-05 -0.00062 | 0.001352
    pelvis_y | leg | 0.0 -0.00379 -0.00183 -0.01577 -0.01263 -0.0004 0.00072 -0.00074 0.00064 -8e-05 0.00013 -0.00055 3e-05 | 0.001393
    pelvis_z | leg | 0.0 -0.02958 0.02842 -0.00155 0.00057 -0.00396 -0.00227 -0.00027 5e-05 0.0013 0.00013 -0.0003 9e-05 | 0.002354
    lumbar_flexion | deg | 0.0 -0.424 -0.01 0.133 -0.529 0.01 0.159 0.124 0.038 -0.059 0.009 0.071 0.045 | 0.278
    lumbar_bending | deg | 0.356 -0.949 3.486 -0.352 -0.253 -2.206 0.037 0.088 -0.083 0.37 0.054 -0.037 0.069 | 0.1916
    lumbar_rotation | deg | -1.895 -6.113 0.182 0.498 -0.428 0.211 -0.774 -0.012 -0.22 -0.13 0.069 -0.018 0.089 | 0.7442
    hip_flexion_r | deg | 8.838 21.184 -1.824 -3.962 -1.036 -0.814 2.291 -0.552 0.077 -0.393 0.363 0.085 0.127 | 0.203
    hip_adduction_r | deg | -1.024 -3.895 4.131 1.098 -1.003 -1.56 -1.099 0.264 0.047 0.849 -0.068 -0.193 -0.149 | 0.2331
    hip_rotation_r | deg | -7.074 -4.481 0.878 2.2 1.412 0.147 0.242 0.936 1.052 0.53 -0.301 -0.045 -0.251 | 0.9435
    knee_flexion_r | deg | 25.047 -0.067 -21.481 -19.444 6.314 -2.204 6.69 -1.753 0.837 -0.804 1.258 0.216 0.357 | 0.2428
    ankle_dorsiflexion_r | deg | 4.931 -4.718 3.271 2.496 -2.561 -2.986 -1.36 1.236 1.591 1.088 -1.421 -0.603 0.139 | 0.7529
    hip_flexion_l | deg | 8.27 -20.595 2.251 -4.054 -1.239 0.099 -2.527 -0.306 -0.181 0.325 -0.345 0.122 -0.033 | 0.5612
    hip_adduction_l | deg | -3.018 3.898 -4.676 1.819 -0.691 1.785 1.018 0.13 0.324 -0.923 -0.04 -0.02 -0.371 | 0.2811
    hip_rotation_l | deg | -8.907 5.112 0.928 0.193 1.549 -0.066 -0.241 0.576 1.715 -0.737 0.117 0.106 -0.336 | 0.7256
    knee_flexion_l | deg | 23.557 -0.904 22.525 -19.273 5.839 1.211 -6.168 -1.351 0.165 0.815 -1.116 0.262 0.179 | 0.3267
    ankle_dorsiflexion_l | deg | 4.271 5.882 -0.845 2.51 -1.949 2.638 1.338 1.12 1.72 -1.207 1.095 -0.325 0.224 | 1.327
    """

  /// Columns: quantity and foot; unit; coefficients; root of the mean square left, in that unit.
  /// Forces and free moments are sums of sin(k pi s), k from 1, over the stance phase s from 0 to 1;
  /// points, from the ankle in ground axes, are sums of cos(k pi s), k from 0, fitted with the weight
  /// of the vertical force.
  static let ground = """
    force_x_r | BW | -0.01139 -0.12035 0.03081 -0.04764 0.01223 0.00359 0.00996 0.0085 0.00218 0.00702 | 0.00454
    force_y_r | BW | 1.14566 -0.0335 0.32005 -0.01407 -0.01177 -0.02495 -0.06401 0.0114 -0.0139 0.02147 | 0.0143
    force_z_r | BW | -0.06656 0.00481 -0.00473 0.00831 0.01647 0.00661 0.01182 0.00467 0.00646 -0.00067 | 0.00388
    moment_y_r | BW | 0.00378 -0.00342 0.00059 -0.00057 0.00025 0.00025 3e-05 -0.00021 0.00022 -0.00015 | 0.000627
    point_x_r | leg | 0.10319 -0.09375 -0.04215 0.00711 0.00062 0.00158 | 0.005
    point_y_r | leg | -0.13824 0.03053 -0.02481 0.01251 -0.01026 0.00537 | 0.00408
    point_z_r | leg | 0.03484 -0.01382 -0.0117 -0.00164 -0.0014 -0.00018 | 0.00142
    force_x_l | BW | 0.00068 -0.12942 0.02663 -0.04411 0.01173 0.00666 0.00681 0.01115 0.00284 0.00675 | 0.00667
    force_y_l | BW | 1.13803 -0.0504 0.34363 0.01569 -0.02385 -0.00546 -0.07274 0.01155 -0.01722 0.01836 | 0.00726
    force_z_l | BW | 0.05956 -0.00715 0.00955 -0.00623 -0.02192 -0.00457 -0.01529 -0.00343 -0.00457 -0.00121 | 0.00353
    moment_y_l | BW | 0.00897 0.00396 0.00498 0.00035 -0.00029 0.00026 -0.00103 0.00036 -0.00023 5e-05 | 0.000542
    point_x_l | leg | 0.07173 -0.09001 -0.03159 -0.00144 -0.00313 -0.00045 | 0.00248
    point_y_l | leg | -0.13 0.02153 -0.02443 0.01302 -0.01092 0.00453 | 0.00409
    point_z_l | leg | -0.01178 0.00324 0.00793 -0.00238 0.00754 -0.00274 | 0.00156
    """

  /// Strike and toe-off of the right and of the left foot, as parts of the cycle; from the crossings
  /// of 20 N by the vertical force.
  static let stances = [(0.0, 0.641), (0.5087, 1.1336)]

  /// Duration of the cycle in units of the root of leg length over gravity.
  static let duration = 4.12443
}
