// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics
public import Provenance

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A walk of one person as Fourier series, fitted by this project, for a model of any size.
///
/// The walk is carried over by dynamic similarity: lengths grow with the leg, times with the root of
/// the leg over gravity, forces with weight. So angles, forces per weight and the residual on the
/// pelvis per weight stay as they were. It is one trial of one person, not a norm: left and right
/// differ as they did there, and the arms hang, since no arms were recorded.
public struct BuiltInWalk: Sendable {
  /// How well a series follows the record.
  public struct Fit: Sendable, Equatable {
    /// The quantity, such as `hip_flexion_r` or `force_y_l`.
    public let name: String

    /// Unit of the residual: `deg`, `leg` (leg lengths) or `BW` (weights, or weights times leg).
    public let unit: String

    /// Root of the mean square that the series leaves, in that unit, drift over the cycle included.
    public let residual: Double
  }

  private let series: [FourierSeries]
  private let ground: [String: [Double]]

  /// What every series leaves of the record.
  public let fits: [Fit]

  /// The built-in walk.
  public static let standard = BuiltInWalk()

  /// Speed of walking as a Froude number, v^2 over gravity and leg length, dimensionless.
  ///
  /// From the speed of both ankles in the middle of stance, 1.13 m/s, and a leg of 0.8793 m.
  public static let froudeNumber = 1.13 * 1.13 / (9.80665 * 0.8793)

  /// Where the record comes from.
  public static let source = Source(
    reference: Reference(
      key: "opensim-gait2392",
      authors: "Delp SL, Loan JP, Hoy MG, Zajac FE, Topp EL, Rosen JM, Thelen DG, "
        + "Anderson FC, Seth A",
      year: 1990,
      title: "Gait 2392 model, subject01 walking: inverse kinematics and ground reaction",
      venue: "repository opensim-org/opensim-models, commit 20a888b9655e, CC BY 3.0",
      doi: nil,
      url: "https://github.com/opensim-org/opensim-models"
    ),
    locator: "subject01_walk1_ik.mot and subject01_walk1_grf.mot, 0.6167 to 1.8517 s",
    reading: .derived(method: "least squares, six harmonics; stance phase in ten")
  )

  private init() {
    var series = [FourierSeries](
      repeating: FourierSeries(coefficients: [0]),
      count: MotionChannel.count
    )
    var fits: [Fit] = []
    for cells in TableText.rows(WalkTable.motion, columns: 4) {
      guard let channel = MotionChannel(named: cells[0]) else {
        preconditionFailure("no channel '\(cells[0])'")
      }
      let factor = channel.isLength ? 1 : Angle.degrees(1)
      let numbers = TableText.words(cells[2]).map { TableText.number($0) * factor }
      series[channel.index] = FourierSeries(coefficients: numbers)
      fits.append(Fit(name: cells[0], unit: cells[1], residual: TableText.number(cells[3])))
    }
    var ground: [String: [Double]] = [:]
    for cells in TableText.rows(WalkTable.ground, columns: 4) {
      ground[cells[0]] = TableText.words(cells[2]).map { TableText.number($0) }
      fits.append(Fit(name: cells[0], unit: cells[1], residual: TableText.number(cells[3])))
    }
    self.series = series
    self.ground = ground
    self.fits = fits
  }

  /// Duration of one cycle of a model, in seconds.
  public func duration(of model: HumanModel) -> Double {
    WalkTable.duration
      * (Self.legLength(of: model) / model.parameters["gravity"]).squareRoot()
  }

  /// Speed of walking of a model, in metres per second.
  public func speed(of model: HumanModel) -> Double {
    (Self.froudeNumber * model.parameters["gravity"] * Self.legLength(of: model)).squareRoot()
  }

  /// The events of the cycle of a model that ``motion(of:settings:frames:)`` gives.
  public func cycle(of model: HumanModel) -> GaitCycle {
    let duration = duration(of: model)
    let (right, left) = (WalkTable.stances[0], WalkTable.stances[1])
    return GaitCycle(
      start: 0,
      end: duration,
      toeOff: right.1 * duration,
      otherToeOff: (left.1 - 1) * duration,
      otherStrike: left.0 * duration
    )
  }

  /// Several cycles of a model one after another, as a record of them would be.
  ///
  /// - Parameters:
  ///   - model: Whoever walks.
  ///   - cycles: The number of cycles after a beginning of a tenth of one; at least 1.
  ///   - samples: The number of samples of a cycle; at least 20.
  /// - Returns: The record, which starts a tenth of a cycle before a right strike.
  /// - Throws: Nothing for the walk as it is in the table; what `RecordedWalk` refuses.
  public func record(
    of model: HumanModel,
    cycles: Int = 2,
    samples: Int = 100
  ) throws(GaitDataError) -> RecordedWalk {
    precondition(cycles >= 1 && samples >= 20, "\(cycles) cycles of \(samples) samples")
    let duration = duration(of: model)
    let motion = motion(of: model, frames: samples + 1)
    let lead = samples / 10
    let count = cycles * samples + 2 * lead + 1
    var times: [Double] = []
    var channels = [[Double]](repeating: [], count: MotionChannel.count)
    var feet: [[FootForce]] = [[], []]
    for index in 0..<count {
      let frame = motion.frames[(index + samples - lead) % samples]
      times.append(duration * Double(index) / Double(samples))
      for channel in channels.indices { channels[channel].append(frame.values[channel]) }
      for side in 0..<2 { feet[side].append(frame.feet[side]) }
    }
    return try RecordedWalk(times: times, channels: channels, feet: feet)
  }

  /// Distance from hip to ankle of a model in neutral standing, in metres.
  public static func legLength(of model: HumanModel) -> Double {
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    multibody.updatePositions(multibody.neutralState(), in: &dynamics)
    let hip = dynamics.transform(of: model.skeleton.thighs[0]).translation
    let ankle = dynamics.transform(of: model.skeleton.feet[0]).translation
    return (hip - ankle).length
  }

  /// One cycle of a model from right strike to right strike.
  ///
  /// - Parameters:
  ///   - model: Whoever walks.
  ///   - settings: The rhythm of the levels, on which the place of the ankles does not depend.
  ///   - count: The number of frames, first and last one the same instant of the cycle; at least 2.
  /// - Returns: The motion with the forces of the ground.
  public func motion(
    of model: HumanModel,
    settings: WalkingSettings = WalkingSettings(),
    frames count: Int = 101
  ) -> GaitMotion {
    motion(of: model, settings: settings, frames: count, adaptation: .none, amount: 0)
  }

  /// One cycle of a walker who gives way to tight hips by an angle in radians.
  func motion(
    of model: HumanModel,
    settings: WalkingSettings,
    frames count: Int = 101,
    adaptation: WalkAdaptation,
    amount: Double
  ) -> GaitMotion {
    precondition(count >= 2, "a cycle has at least 2 frames, not \(count)")
    let leg = Self.legLength(of: model)
    let duration = duration(of: model)
    let kinematics = WalkingKinematics(model: model, rhythm: settings.rhythm)
    let multibody = model.skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    var state = multibody.neutralState()
    let weight = multibody.totalMass * model.parameters["gravity"]
    let ranges = hipRanges
    let frames = (0..<count).map { index in
      let part = Double(index) / Double(count - 1)
      var frame = frame(at: part, leg: leg, duration: duration)
      adaptation.apply(
        to: &frame,
        amount: amount,
        flexion: ranges.map(\.top),
        range: ranges.map(\.length)
      )
      state.coordinates.withUnsafeMutableBufferPointer { buffer in
        guard let q = buffer.baseAddress else { return }
        kinematics.write(frame.values, to: q)
      }
      multibody.updatePositions(state, in: &dynamics)
      for side in 0..<2 {
        let ankle = dynamics.transform(of: model.skeleton.feet[side]).translation
        frame.feet[side] = footForce(
          at: part,
          side: side,
          ankle: ankle,
          leg: leg,
          weight: weight
        )
      }
      return frame
    }
    return GaitMotion(frames: frames)
  }

  /// Largest flexion of the right and of the left hip and its range, in radians, at whole percent.
  private var hipRanges: [(top: Double, length: Double)] {
    [MotionChannel.hipFlexionRight, .hipFlexionLeft].map { channel in
      let values = (0...100).map { series[channel.index].values(at: 0.01 * Double($0)).value }
      let top = values.max() ?? 0
      return (top, top - (values.min() ?? 0))
    }
  }

  /// The motion at a part of the cycle, without the forces of the ground.
  private func frame(at part: Double, leg: Double, duration: Double) -> GaitMotion.Frame {
    var frame = GaitMotion.Frame(time: part * duration)
    for channel in MotionChannel.allCases {
      let factor = channel.isLength ? leg : 1
      let value = series[channel.index].values(at: part)
      frame.values[channel.index] = factor * value.value
      frame.rates[channel.index] = factor * value.first / duration
      frame.accelerations[channel.index] = factor * value.second / (duration * duration)
    }
    return frame
  }

  /// The force of the ground on one foot at a part of the cycle; none in swing.
  private func footForce(
    at part: Double,
    side: Int,
    ankle: Vector3,
    leg: Double,
    weight: Double
  ) -> FootForce {
    let (strike, toeOff) = WalkTable.stances[side]
    let since = part - strike
    let phase = (since - since.rounded(.down)) / (toeOff - strike)
    guard phase < 1 else { return FootForce(point: ankle) }
    let name = side == 0 ? "r" : "l"
    func sum(_ quantity: String, _ wave: (Double) -> Double, from first: Int) -> Double {
      guard let coefficients = ground["\(quantity)_\(name)"] else {
        preconditionFailure("no series for \(quantity) of side \(name)")
      }
      var sum = 0.0
      for (index, coefficient) in coefficients.enumerated() {
        sum += coefficient * wave(Double(index + first) * .pi * phase)
      }
      return sum
    }
    func sines(_ quantity: String) -> Double { sum(quantity, sin, from: 1) }
    func cosines(_ quantity: String) -> Double { sum(quantity, cos, from: 0) }
    return FootForce(
      force: Vector3(sines("force_x"), sines("force_y"), sines("force_z")) * weight,
      point: ankle + Vector3(cosines("point_x"), cosines("point_y"), cosines("point_z")) * leg,
      freeMoment: sines("moment_y") * weight * leg
    )
  }
}
