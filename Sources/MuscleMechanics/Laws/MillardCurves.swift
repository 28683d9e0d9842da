// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

extension MillardCurve {
  /// The active force by normalised fibre length.
  ///
  /// From `minimumValue` below the shortest active fibre over a steep limb to the transition, a shallow one
  /// to the plateau at 1, and down to `minimumValue` at the longest active fibre.
  ///
  /// - Parameters:
  ///   - shortest: Shortest active fibre, dimensionless; 0.4441 in OpenSim.
  ///   - transition: From the steep to the shallow limb, dimensionless; 0.73 in OpenSim.
  ///   - longest: Longest active fibre, dimensionless; 1.8123 in OpenSim.
  ///   - shallowSlope: Slope of the shallow limb, dimensionless; 0.8616 in OpenSim.
  ///   - minimumValue: Force outside of the active range, dimensionless; 0.1 in OpenSim, where a muscle's
  ///     equilibrium needs it above zero.
  /// - Returns: The curve; nil when the numbers make none.
  public static func activeForceLength(
    shortest: Double = 0.4441,
    transition: Double = 0.73,
    longest: Double = 1.8123,
    shallowSlope: Double = 0.8616,
    minimumValue: Double = 0.1
  ) -> MillardCurve? {
    // Half the width of the plateau's corners, as in OpenSim.
    let width = 0.05
    guard shortest >= 0, transition > shortest, transition < 1 - width, longest > 1 + 2 * width,
      minimumValue >= 0, shallowSlope >= 0
    else { return nil }
    let shoulder = 1 - shallowSlope * (1 - width - transition)
    let steep = 1.25 * shoulder / (transition - shortest)
    let fall = -1 / (longest - 1 - 2 * width)
    return MillardCurve(
      through: [
        Knot(shortest, minimumValue, 0),
        Knot(0.5 * (shortest + transition), 0.5 * shoulder, steep),
        Knot(0.5 * (transition + 1 - width), 0.5 * (1 + shoulder), shallowSlope),
        Knot(1, 1, 0),
        Knot(0.5 * (1 + width + longest), 0.5, fall),
        Knot(longest, minimumValue, 0),
      ],
      curviness: [1, 1, 1, 1, 1]
    )
  }

  /// The force by normalised lengthening speed, 0 at -1 and 1 at 0.
  ///
  /// - Parameters:
  ///   - slopeAtGreatestShortening: At -1, dimensionless; 0 in OpenSim.
  ///   - slopeNearGreatestShortening: At -0.9, dimensionless; 0.25 in OpenSim.
  ///   - isometricSlope: At 0, dimensionless; 5 in OpenSim.
  ///   - slopeAtGreatestLengthening: At 1, dimensionless; 0 in OpenSim.
  ///   - slopeNearGreatestLengthening: At 0.9, dimensionless; 0.15 in OpenSim.
  ///   - greatestForce: At 1, dimensionless; 1.4 in OpenSim.
  ///   - shorteningCurviness: Dimensionless in 0...1; 0.6 in OpenSim.
  ///   - lengtheningCurviness: Dimensionless in 0...1; 0.9 in OpenSim.
  /// - Returns: The curve; nil when the numbers make none.
  public static func forceVelocity(
    slopeAtGreatestShortening: Double = 0,
    slopeNearGreatestShortening: Double = 0.25,
    isometricSlope: Double = 5,
    slopeAtGreatestLengthening: Double = 0,
    slopeNearGreatestLengthening: Double = 0.15,
    greatestForce: Double = 1.4,
    shorteningCurviness: Double = 0.6,
    lengtheningCurviness: Double = 0.9
  ) -> MillardCurve? {
    let low = 0.05 * (slopeNearGreatestShortening + slopeAtGreatestShortening)
    let high =
      greatestForce - 0.05 * (slopeNearGreatestLengthening + slopeAtGreatestLengthening)
    return MillardCurve(
      through: [
        Knot(-1, 0, slopeAtGreatestShortening),
        Knot(-0.9, low, slopeNearGreatestShortening),
        Knot(0, 1, isometricSlope),
        Knot(0.9, high, slopeNearGreatestLengthening),
        Knot(1, greatestForce, slopeAtGreatestLengthening),
      ],
      curviness: [
        shorteningCurviness, shorteningCurviness, lengtheningCurviness, lengtheningCurviness,
      ]
    )
  }

  /// The passive force of the fibre by its normalised length, 1 at the strain of unit force.
  ///
  /// - Parameters:
  ///   - strainAtZeroForce: Where the force begins, dimensionless; 0 in OpenSim.
  ///   - strainAtUnitForce: Where it is 1, dimensionless; 0.7 in OpenSim.
  ///   - stiffnessAtLowForce: Slope near the beginning, dimensionless; 0.2 in OpenSim.
  ///   - stiffnessAtUnitForce: Slope at 1 and beyond, dimensionless; nil is 2 over the difference of the
  ///     strains, as in OpenSim.
  ///   - curviness: Dimensionless in 0...1; 0.75 in OpenSim.
  /// - Returns: The curve; nil when the numbers make none.
  public static func passiveForceLength(
    strainAtZeroForce: Double = 0,
    strainAtUnitForce: Double = 0.7,
    stiffnessAtLowForce: Double = 0.2,
    stiffnessAtUnitForce: Double? = nil,
    curviness: Double = 0.75
  ) -> MillardCurve? {
    let range = strainAtUnitForce - strainAtZeroForce
    let stiffness = stiffnessAtUnitForce ?? 2 / range
    guard range > 0, stiffness * range > 1, stiffnessAtLowForce > 0 else { return nil }
    let start = 1 + strainAtZeroForce
    let toe = 0.1 * min(1 / stiffness, range)
    return MillardCurve(
      through: [
        Knot(start, 0, 0),
        Knot(start + toe, stiffnessAtLowForce * 0.5 * toe, stiffnessAtLowForce),
        Knot(1 + strainAtUnitForce, 1, stiffness),
      ],
      curviness: [curviness, curviness]
    )
  }

  /// The force of the tendon by its normalised length, 1 at the strain of unit force.
  ///
  /// - Parameters:
  ///   - strainAtUnitForce: Where the force is 1, dimensionless; 0.049 in OpenSim.
  ///   - stiffnessAtUnitForce: Slope of the straight part, dimensionless; nil is 1.375 over the strain.
  ///   - forceAtToeEnd: Where the straight part begins, dimensionless; 2/3 in OpenSim.
  ///   - curviness: Dimensionless in 0...1; 0.5 in OpenSim.
  /// - Returns: The curve; nil when the numbers make none.
  public static func tendonForceLength(
    strainAtUnitForce: Double = 0.049,
    stiffnessAtUnitForce: Double? = nil,
    forceAtToeEnd: Double = 2.0 / 3.0,
    curviness: Double = 0.5
  ) -> MillardCurve? {
    let stiffness = stiffnessAtUnitForce ?? 1.375 / strainAtUnitForce
    guard strainAtUnitForce > 0, stiffness * strainAtUnitForce > 1, forceAtToeEnd > 0,
      forceAtToeEnd < 1
    else { return nil }
    let end = 1 + strainAtUnitForce
    let toe = (forceAtToeEnd - 1) / stiffness + end
    // The line to which the toe tends meets the axis a tenth of the way along it.
    let foot = 1 + (toe - 1) / 10
    let middle = (forceAtToeEnd / 2 - 1) / stiffness + end
    let slope = forceAtToeEnd / 2 / (middle - foot)
    let join = foot + 0.5 * (middle - foot)
    return MillardCurve(
      through: [
        Knot(1, 0, 0), Knot(join, slope * (join - foot), slope),
        Knot(toe, forceAtToeEnd, stiffness),
      ],
      curviness: [curviness, curviness]
    )
  }
}
