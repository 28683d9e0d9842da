// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The muscles of the right side that cross knee or ankle and neither hip nor spine: one line each.
///
/// Columns as in `HipMuscleTable`. Points on heel bone and toes stand in the frame of the ankle, with
/// the foot as one rigid body; the vasti run to the tibia, and a cylinder stands for the patella.
enum LegMuscleTable {
  static let text = """
    bfsh biceps_short_head 0.0009285246 0.1103 0.2642232 | thigh 0.005 -0.2111 0.0234 | shank -0.0301 -0.0419 0.0318
    edl toe_extensors 0.00100583 0.0693 0.2182582 | shank -0.016 -0.1157 0.0205 | shank 0.0164 -0.376 0.0112 | foot 0.04313 -0.00595 0.00872 | foot 0.11283 -0.03645 0.02092 | foot 0.13033 -0.03925 0.0243 | foot 0.17433 -0.04435 0.034
    ehl toe_extensors 0.0004764459 0.0748 0.1972681 | shank -0.014 -0.155 0.0189 | shank 0.0071 -0.2909 0.0164 | shank 0.02 -0.3693 -0.0028 | foot 0.04823 -0.00305 -0.01318 | foot 0.08053 -0.01105 -0.01778 | foot 0.12463 -0.02805 -0.02008 | foot 0.15983 -0.03985 -0.0155 | foot 0.18633 -0.04055 -0.0096
    fdl toe_flexors 0.0007052951 0.0446 0.2248391 | shank -0.0023 -0.1832 -0.0018 | shank -0.0176 -0.3645 -0.0124 | foot -0.00517 -0.01045 -0.02008 | foot 0.02203 -0.02435 -0.01838 | foot 0.11703 -0.05005 0.01952 | foot 0.12813 -0.05175 0.0237 | foot 0.15853 -0.05105 0.0305 | foot 0.17413 -0.04995 0.0332
    fhl toe_flexors 0.001513066 0.0527 0.2580255 | shank -0.031 -0.2163 0.02 | shank -0.0242 -0.3671 -0.0076 | foot -0.01137 -0.01435 -0.01618 | foot 0.05503 -0.03515 -0.01768 | foot 0.12383 -0.04725 -0.01898 | foot 0.14553 -0.05035 -0.0175 | foot 0.18623 -0.05415 -0.0091
    gaslat gastrocnemius 0.002625098 0.0588 0.2102268 | thigh -0.003 -0.3814 0.0277 | foot -0.04437 -0.01095 0.00262
    gasmed gastrocnemius 0.005192525 0.051 0.1656816 | thigh 0.008 -0.3788 -0.0208 | foot -0.04437 -0.01095 0.00262
    perbrev peroneals 0.0008686693 0.0454 0.2052361 | shank -0.0243 -0.2532 0.0251 | shank -0.0339 -0.3893 0.0249 | shank -0.0285 -0.4004 0.0255 | foot -0.00167 -0.01495 0.03122 | foot 0.01893 -0.02005 0.04222
    perlong peroneals 0.001858952 0.0508 0.2479525 | shank -0.02 -0.1373 0.0282 | shank -0.0317 -0.39 0.0237 | shank -0.0272 -0.4014 0.024 | foot -0.00497 -0.01895 0.03002 | foot 0.01933 -0.03135 0.03632 | foot 0.03643 -0.03505 0.01972 | foot 0.07153 -0.03345 -0.01048
    soleus soleus 0.01032474 0.044 0.3814289 | shank -0.0076 -0.0916 0.0098 | foot -0.04437 -0.01095 0.00262
    tibant tibialis_anterior 0.002045754 0.0683 0.1951828 | shank 0.0154 -0.1312 0.0162 | shank 0.0251 -0.1906 0.0128 | shank 0.0233 -0.3659 -0.0132 | foot 0.06783 -0.02415 -0.02258
    tibpost tibialis_posterior 0.00288359 0.0378 0.2264891 | shank -0.0041 -0.1304 0.0103 | shank -0.0164 -0.3655 -0.0175 | foot -0.00707 -0.00855 -0.02068 | foot 0.02843 -0.02605 -0.02018
    vasint vasti 0.002828934 0.0993 0.06309973 | thigh 0.029 -0.1924 0.031 | thigh 0.0335 -0.2084 0.0285 | shank 0.03257 -0.0632 0.00043
    vaslat vasti 0.008581279 0.0994 0.2528673 | thigh 0.0048 -0.1854 0.0349 | thigh 0.0269 -0.2591 0.0409 | shank 0.03254 -0.06338 0.00511
    vasmed vasti 0.004579705 0.0968 0.4222225 | thigh 0.014 -0.2099 0.0188 | thigh 0.0356 -0.2769 0.0009 | shank 0.0319 -0.06357 -0.00678
    """
}
