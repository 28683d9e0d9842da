// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel

/// The swing of one adult of 62 kg, mean and standard deviation of eleven trials of walking.
///
/// Source: the data beside Falisse et al., Journal of the Royal Society Interface 16:20190402 (2019),
/// doi:10.1098/rsif.2019.0402; ExperimentalData.mat of 3dpredictsim, commit 5fa3929fa9ba, MIT licence;
/// right leg, every second of 100 points of the stride from toe-off on, the strike after it from the
/// start of the stride. Moments and powers are those of inverse dynamics, over the mass.
public struct MeasuredSwing: Sendable {
  /// One instant.
  public struct Row: Sendable, Hashable {
    /// Time from toe-off, in seconds.
    public var time: Double

    /// Flexion of the hip, in radians.
    public var hip: Double

    /// Its standard deviation over the trials, in radians.
    public var hipSpread: Double

    /// Flexion of the knee, in radians.
    public var knee: Double

    /// Its standard deviation over the trials, in radians.
    public var kneeSpread: Double

    /// Dorsiflexion of the ankle, in radians.
    public var ankle: Double

    /// Moment about the hip over the body's mass, in N m/kg; flexing positive.
    public var hipMoment: Double

    /// Its standard deviation over the trials, in N m/kg.
    public var hipMomentSpread: Double

    /// Power at the hip over the body's mass, in W/kg.
    public var hipPower: Double

    /// Its standard deviation over the trials, in W/kg.
    public var hipPowerSpread: Double
  }

  /// Mass of the adult, in kilograms, summed from the scaled model beside the data.
  public static let mass = 62.0

  /// The rows in order of time, from toe-off to the strike.
  public let rows: [Row]

  /// Time from toe-off to the strike, in seconds.
  public let duration: Double

  /// Spread of that time, in seconds: of the vertical force over its slope at toe-off.
  public static let durationSpread = 0.007

  /// The measured swing, with the time of its stride from the parameters.
  public init(parameters: ModelParameters) {
    let stride = parameters["swing.stride_time"]
    duration = parameters["swing.duration"]
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    rows = Self.text.split(separator: "\n").map { line in
      let n = line.split(separator: "|").map { cell in
        Double(cell.filter { $0 != " " }) ?? .nan
      }
      precondition(n.count == 11 && n.allSatisfy(\.isFinite), "not eleven numbers: \(line)")
      return Row(
        time: (n[0] - 64) / 100 * stride,
        hip: radians(n[1]),
        hipSpread: radians(n[2]),
        knee: radians(n[3]),
        kneeSpread: radians(n[4]),
        ankle: radians(n[5]),
        hipMoment: n[7],
        hipMomentSpread: n[8],
        hipPower: n[9],
        hipPowerSpread: n[10]
      )
    }
  }

  /// The row with the greatest moment that flexes the hip.
  public var hipMomentPeak: Row { rows.max { $0.hipMoment < $1.hipMoment } ?? rows[0] }

  /// The row with the greatest power at the hip, the burst H3.
  public var hipPowerPeak: Row { rows.max { $0.hipPower < $1.hipPower } ?? rows[0] }

  // Point of 100; hip flexion, knee flexion, dorsiflexion in degrees, moment of the hip in N m/kg and
  // its power in W/kg, each with its standard deviation.
  private static let text = """
    64 | -7.235 | 1.628 | 45.281 | 2.117 | -15.86 | 2.289 | 0.359 | 0.041 | 1.162 | 0.221
    66 | -3.147 | 1.763 | 51.698 | 2.136 | -18.261 | 2.251 | 0.321 | 0.027 | 1.138 | 0.141
    68 | 1.225 | 1.904 | 57.405 | 2.084 | -18.423 | 2.255 | 0.279 | 0.031 | 1.022 | 0.096
    70 | 5.648 | 2.035 | 61.906 | 2.038 | -16.726 | 2.316 | 0.232 | 0.04 | 0.836 | 0.119
    72 | 9.921 | 2.139 | 64.878 | 2.084 | -13.848 | 2.413 | 0.181 | 0.035 | 0.619 | 0.111
    74 | 13.894 | 2.202 | 66.196 | 2.241 | -10.493 | 2.515 | 0.111 | 0.026 | 0.348 | 0.084
    76 | 17.46 | 2.217 | 65.876 | 2.467 | -7.217 | 2.59 | 0.061 | 0.015 | 0.17 | 0.04
    78 | 20.541 | 2.19 | 63.999 | 2.692 | -4.393 | 2.605 | 0.046 | 0.013 | 0.107 | 0.026
    80 | 23.069 | 2.131 | 60.679 | 2.865 | -2.222 | 2.544 | 0.061 | 0.013 | 0.112 | 0.021
    82 | 24.997 | 2.048 | 56.042 | 2.953 | -0.742 | 2.423 | 0.089 | 0.014 | 0.119 | 0.017
    84 | 26.313 | 1.936 | 50.25 | 2.938 | 0.161 | 2.279 | 0.108 | 0.019 | 0.09 | 0.017
    86 | 27.068 | 1.782 | 43.546 | 2.821 | 0.711 | 2.148 | 0.086 | 0.028 | 0.034 | 0.017
    88 | 27.37 | 1.563 | 36.3 | 2.599 | 1.162 | 2.038 | 0.001 | 0.038 | -0.001 | 0.011
    90 | 27.38 | 1.268 | 29.036 | 2.268 | 1.711 | 1.917 | -0.154 | 0.05 | 0.013 | 0.056
    92 | 27.272 | 0.919 | 22.407 | 1.837 | 2.42 | 1.746 | -0.345 | 0.06 | 0.042 | 0.132
    94 | 27.189 | 0.603 | 17.086 | 1.352 | 3.182 | 1.516 | -0.511 | 0.06 | 0.029 | 0.194
    96 | 27.208 | 0.516 | 13.607 | 0.968 | 3.737 | 1.255 | -0.59 | 0.05 | -0.027 | 0.198
    98 | 27.33 | 0.688 | 12.205 | 0.943 | 3.743 | 1.029 | -0.546 | 0.051 | -0.07 | 0.145
    100 | 27.343 | 0.533 | 12.249 | 1.079 | 3.681 | 1.43 | -0.559 | 0.044 | -0.05 | 0.076
    """
}
