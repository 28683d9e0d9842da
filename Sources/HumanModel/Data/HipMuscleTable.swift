// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// The muscles of the right side that cross the hip, without the psoas: one line per muscle.
///
/// Columns: name, group, physiological cross-section (m2), optimal fibre length (m), pennation
/// (rad); then, each after a bar, the points of the path: body and X, Y, Z in that body's
/// reference frame (m). Rectus femoris runs to the tibia; a cylinder stands for the patella.
enum HipMuscleTable {
  static let text = """
    addbrev adductors 0.001043033 0.1031 0.1147809 | ilium -0.0191 -0.094 0.0154 | thigh -0.002 -0.118 0.0249
    addlong adductors 0.001528 0.1082 0.1377704 | ilium -0.00758 -0.0889 0.01888 | thigh 0.01126 -0.23937 0.01583
    addmagDist adductors 0.0009954918 0.1772 0.194705 | ilium -0.07404 -0.12767 0.03982 | thigh 0.01125 -0.2625 0.0193
    addmagIsch adductors 0.0009954918 0.1562 0.1680443 | ilium -0.08962 -0.12976 0.04171 | thigh 0.00481 -0.38797 -0.03273
    addmagMid adductors 0.0009954918 0.1377 0.2073076 | ilium -0.05266 -0.12075 0.02854 | thigh 0.00242 -0.1624 0.02922
    addmagProx adductors 0.0009954918 0.1056 0.3114833 | ilium -0.03098 -0.10755 0.01365 | thigh -0.01527 -0.07886 0.03202
    bflh hamstrings 0.002188639 0.0976 0.1759182 | ilium -0.104 -0.1191 0.0586 | shank -0.0337 -0.035 0.0253 | shank -0.0287 -0.0455 0.0303
    glmax1 gluteals 0.001639639 0.147 0.3540118 | ilium -0.1231 0.0345 0.0563 | ilium -0.1257 -0.0242 0.0779 | thigh -0.0444 -0.0326 0.0302 | thigh -0.0277 -0.0566 0.047
    glmax2 gluteals 0.00234341 0.157 0.3673821 | ilium -0.1317 0.0087 0.0462 | ilium -0.1344 -0.0609 0.0813 | thigh -0.045 -0.0584 0.0252 | thigh -0.0156 -0.1016 0.0419
    glmax3 gluteals 0.00157959 0.167 0.3824161 | ilium -0.13 -0.0525 0.009 | ilium -0.1273 -0.1263 0.0435 | thigh -0.0281 -0.1125 0.0094 | thigh -0.006 -0.1419 0.0411
    glmed1 gluteals 0.001822445 0.073 0.3165559 | ilium -0.0445 0.0245 0.1172 | thigh -0.0218 -0.0117 0.0555
    glmed2 gluteals 0.001275153 0.073 0.3165559 | ilium -0.085 0.0316 0.0675 | thigh -0.0258 -0.0058 0.0527
    glmed3 gluteals 0.001451999 0.073 0.3165559 | ilium -0.1152 -0.0073 0.0526 | thigh -0.0309 -0.0047 0.0518
    glmin1 gluteals 0.0006234098 0.068 0.1745329 | ilium -0.0464 -0.0149 0.1042 | thigh -0.0072 -0.0104 0.056
    glmin2 gluteals 0.0006580328 0.056 0 | ilium -0.0616 -0.0142 0.0971 | thigh -0.0096 -0.0104 0.056
    glmin3 gluteals 0.000744623 0.038 0.01745329 | ilium -0.0789 -0.0155 0.0798 | thigh -0.0135 -0.0083 0.055
    grac adductors 0.0004688525 0.2278 0.1720016 | ilium -0.04736 -0.12932 0.02456 | shank -0.01842 -0.04755 -0.02961 | shank 0.00178 -0.06962 -0.01573
    iliacus iliacus 0.001701902 0.1066 0.279914 | ilium -0.0605 0.0309 0.0843 | thigh -0.0023 -0.0565 0.0139 | thigh -0.0122 -0.0637 0.0196
    piri piriformis 0.001716311 0.026 0.1745329 | ilium -0.10181 -0.00653 0.01351 | ilium -0.10202 -0.03066 0.06092 | thigh -0.0148 -0.0036 0.0437
    recfem rectus_femoris 0.003652902 0.0759 0.2170149 | ilium -0.024 -0.0388 0.0933 | shank 0.0326 -0.06312 -0.00047
    sart sartorius 0.0004156885 0.403 0.02613542 | ilium -0.0195 -0.0156 0.1056 | thigh -0.003 -0.3568 -0.0421 | shank -0.0251 -0.0401 -0.0365 | shank -0.0159 -0.0599 -0.0264 | shank 0.0136 -0.081 -0.0026
    semimem hamstrings 0.003668311 0.069 0.2545615 | ilium -0.0987 -0.114 0.0614 | shank -0.029 -0.0417 -0.0196
    semiten hamstrings 0.0009854918 0.193 0.241295 | ilium -0.1038 -0.1253 0.0515 | shank -0.0312 -0.0508 -0.0229 | shank 0.0019 -0.0773 -0.0117
    tfl tensor_fasciae_latae 0.0006853443 0.095 0.05235988 | ilium -0.0311 0.0214 0.1241 | thigh 0.0294 -0.0995 0.0597 | thigh 0.0107 -0.405 0.0324 | shank 0.0108 -0.041 0.0346
    """
}
