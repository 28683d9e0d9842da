// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// swift-format-ignore-file

/// What a text for patients says about the psoas, statement by statement, with what was measured.
///
/// Columns: claim; statement; quantity of the model, see ``TargetQuantity``, or -; level or -; unit; the
/// condition under which the statement holds; evidence in words; evidence as a number or interval in
/// the unit, `input` where it was put into the model, or -; command or -; key of the reference or -;
/// locator; how it was read. A bound of an interval that is a sign alone is 1e-6 or infinite.
enum ClaimTable {
  static let text = """
    C1 | The psoas acts on five levels of the lumbar spine | levels_crossed Ps_ | - | 1 | > 4.5 | fascicles from bodies, discs and transverse processes of L1 to L5 | 5 | psoas tilt --from 0 --to 0 --split fascicles --output-split FILE | christophy2012 | model file built on it | file
    C1 | The psoas reaches the femur and crosses the hip in front of its centre | hip_arm Ps_ | - | mm | > 0 | the path ends on the lesser trochanter | 1e-6..inf | swift run psoas-moment-arms | rajagopal2016 | psoas_r | file
    C1 | Gluteus maximus and piriformis act on a lumbar level | levels_crossed glmax piri | - | 1 | > 0.5 | both begin below L5, on ilium and sacrum | 0 | psoas tilt --from 0 --to 0 --split fascicles --output-split FILE | rajagopal2016 | glmax1 to glmax3, piri | file
    C2 | The psoas pulls the lumbar vertebrae down: compression per newton | psoas_pull compression | L4-L5 | 1 | > 0 | severe compression at full contraction | 1e-6..inf | psoas tilt --from 0 --to 0 --psoas-tension 100 | bogduk1992 | abstract | abstract
    C2 | The psoas pulls the lumbar vertebrae forward: shear per newton, low | psoas_pull shear | L5-S1 | 1 | > 0 | large shear at full contraction | 1e-6..inf | psoas tilt --from 0 --to 0 --psoas-tension 100 | bogduk1992 | abstract | abstract
    C2 | The psoas pulls the lumbar vertebrae forward: shear per newton, high | psoas_pull shear | L1-L2 | 1 | > 0 | - | - | psoas tilt --from 0 --to 0 --psoas-tension 100 | - | - | -
    C2 | The psoas deepens the curve above: its moment extends L1-L2 | psoas_pull moment | L1-L2 | mm | < 0 | very small moments that tend to extend the upper lumbar spine | -inf..-1e-6 | psoas tilt --from 0 --to 0 --psoas-tension 100 --split fascicles --output-split FILE | bogduk1992 | abstract | abstract
    C2 | The psoas deepens the curve below: its moment extends L5-S1 | psoas_pull moment | L5-S1 | mm | < 0 | moments that tend to flex the lower lumbar spine | 1e-6..inf | psoas tilt --from 0 --to 0 --psoas-tension 100 --split fascicles --output-split FILE | bogduk1992 | abstract | abstract
    C2 | A psoas that pulls with 100 N on each side deepens the curve of relaxed standing | effect tension 100 of lordosis standing | - | deg | > 0 | any substantial role as flexor or extensor is denied, without a number | - | psoas posture standing --psoas-tension 100, less --psoas-tension 0 | bogduk1992 | abstract | abstract
    C3 | The lumbar discs bear the weight above: pressure rises from lying to standing | pressure_rise standing lying-prone | L4-L5 | MPa | > 0 | 0.10 MPa lying prone, 0.50 MPa standing | 0.4 | psoas posture standing, less psoas posture lying-prone | wilke1999 | abstract | derived: 0.50 less 0.10 MPa
    C3 | A deeper curve in standing presses the disc more: 10 degrees of tilt forward | tilt_effect compression 10 | L4-L5 | N | > 0 | - | - | psoas tilt --from 0 --to 10 --step 10 | - | - | -
    C3 | A flatter curve in standing presses the disc less: 10 degrees of tilt back | tilt_effect compression -10 | L4-L5 | N | < 0 | - | - | psoas tilt --from -10 --to 0 --step 10 | - | - | -
    C4 | In walking the psoas moves the back leg forward and so starts each step | - | - | - | > 0 | the analysis of gait is not part of this table yet | - | - | - | - | -
    C5 | Long sitting tightens the psoas: hip extension lost above seven hours a day | sitting_loss 8 | - | deg | > 0 | 6.1 degrees less in 98 adults at one time, sitting and inactivity together; no cause shown | input | psoas tightness --sitting-hours 8 | boukabache2021 | abstract | abstract
    C5 | A psoas and iliacus 10 % shorter tilt the pelvis of relaxed standing forward | effect shortening 10 of tilt standing | - | deg | > 0 | 1.2 degrees less tilt after a session that freed 2.6 degrees of hip extension, without correlation | 1.2 | psoas tightness --from 0 --to 10 --step 10 | preece2021 | abstract | abstract
    C5 | Across people less hip extension goes with more forward tilt | correlation hip_extension with inclination standing | - | 1 | < -0.2 | correlation of -0.04 in 25 adults | -0.43..0.36 | psoas validate --target correlation | jospt1990 | abstract | derived: with the interval of 95 per cent for 25 people
    C5 | A psoas and iliacus 10 % shorter deepen the curve of relaxed standing by a degree or more | effect shortening 10 of lordosis standing | - | deg | > 1 | no change of lordosis while the tilt changed by 1.2 degrees | 0 | psoas tightness --from 0 --to 10 --step 10 | preece2021 | abstract | abstract
    C5 | A psoas and iliacus 10 % shorter raise the pressure in the disc in relaxed standing | effect shortening 10 of pressure standing | L4-L5 | MPa | > 0 | nobody measured it | - | psoas tightness --from 0 --to 10 --step 10 | - | - | -
    C6 | A half-kneeling stretch with the pelvis held back eases the hip flexors | relaxed_moment half-kneeling-posterior-tilt 30 | - | N m | > 0 | reactive hip flexor test 4.85 N m lower in 26 adults | 1.74..7.96 | psoas stretch --posture half-kneeling-posterior-tilt --repeats 1 | gonzalez2024 | abstract | abstract
    C6 | The plain half-kneeling stretch, buttock driving the hip forward, eases the hip flexors | relaxed_moment half-kneeling 30 | - | N m | > 0 | reactive hip flexor test 0.06 N m lower in 26 adults | -3.05..3.17 | psoas stretch --repeats 1 | gonzalez2024 | abstract | abstract
    C6 | Ten weeks of daily stretching free the hip | practice 10 | - | deg | > 0 | 1.6 degrees in 47 elderly adults (P = .032); no difference between groups in 30 women with back pain (Hatefi 2021) | input | psoas stretch --by week --repeats 2 | kerrigan2003 | abstract | abstract
    C6 | A gain of 2.6 degrees of hip extension tilts the standing pelvis back | effect gain 2.6 of tilt standing | - | deg | < 0 | 1.2 degrees back in 23 men after one session | -1.2 | psoas validate --target "standing tilt" | preece2021 | abstract | abstract
    C6 | A gain of 2.6 degrees of hip extension lowers the pressure in the disc in relaxed standing | effect gain 2.6 of pressure standing | L4-L5 | MPa | < 0 | nobody measured it | - | psoas tightness --passive-hip-extension, 2.6 degrees above that of --from 0 --to 0 | - | - | -
    C6 | The stretch prevents or treats pain | - | - | - | > 0 | half-kneeling holds for eight weeks in 30 women with back pain: group by time not significant (Hatefi 2021); pain is not in the model | - | - | - | - | -
    """
}
