// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics
internal import NumericalMethods

/// A walk as it was measured: joint angles, place of the pelvis, and what the ground does to each
/// foot, sample by sample.
///
/// A missing number of the motion is NaN: cycles that touch it are left out by name. Forces have no
/// gaps.
public struct RecordedWalk: Sendable {
  /// How a record is cut and smoothed.
  public struct Options: Sendable, Equatable {
    /// Cut-off frequency of the low-pass filter without delay on the motion, in hertz; nil for none.
    ///
    /// The default of 6 Hz is that of the OpenSim examples. Forces are taken as they are.
    public var cutoffFrequency: Double? = 6

    /// Finds the contacts of the feet.
    public var detector = ContactDetector()

    /// The defaults: 6 Hz, contacts from 20 N and 0.15 s.
    public init() {}
  }

  /// One whole cycle of the right foot.
  public struct Cycle: Sendable {
    /// Its events.
    public let events: GaitCycle

    /// Its motion, 101 frames from strike to strike.
    public let motion: GaitMotion
  }

  /// Times of the samples, rising, in seconds.
  public let times: [Double]

  /// Values of every ``MotionChannel`` by its index, in radians or metres; NaN where one is missing.
  public let channels: [[Double]]

  /// What the ground does to the right and to the left foot, at every time.
  public let feet: [[FootForce]]

  /// Makes a record.
  ///
  /// - Parameters:
  ///   - times: Rising, in seconds.
  ///   - channels: One series for each ``MotionChannel``, in radians or metres.
  ///   - feet: One series for the right and one for the left foot.
  /// - Throws: Where times do not rise, series differ in length, a force is missing, or an angle is no
  ///   angle in radians.
  public init(
    times: [Double],
    channels: [[Double]],
    feet: [[FootForce]]
  ) throws(GaitDataError) {
    try GaitDataError.check(times: times, atLeast: Self.fewestSamples)
    precondition(channels.count == MotionChannel.count && feet.count == 2, "series are missing")
    for channel in MotionChannel.allCases {
      let series = channels[channel.index]
      try GaitDataError.check(count: series.count, of: channel.name, times: times.count)
      let limit = channel.isLength ? Self.largestLength : Self.largestAngle
      if let index = series.firstIndex(where: { $0.isFinite && abs($0) > limit }) {
        throw GaitDataError(
          .wrongUnit,
          channel.name,
          sample: index,
          found: "\(series[index]) at \(times[index]) s",
          allowed: channel.isLength ? "at most \(limit) m from the origin" : "at most half a turn",
          remedy: "give the unit that the column names"
        )
      }
    }
    for (foot, name) in zip(feet, ["r", "l"]) {
      try GaitDataError.check(count: foot.count, of: "force_\(name)", times: times.count)
      if let index = foot.firstIndex(where: {
        !($0.force.isFinite && $0.point.isFinite && $0.freeMoment.isFinite)
      }) {
        throw GaitDataError(
          .gap,
          "force_\(name)",
          sample: index,
          found: "no number at \(times[index]) s",
          allowed: "force, point and moment of the ground",
          remedy: "fill the gap, or cut the record there"
        )
      }
    }
    self.times = times
    self.channels = channels
    self.feet = feet
  }

  /// Fewest samples of a record, a count (dimensionless); chosen, far below one cycle.
  private static let fewestSamples = 20

  /// Largest angle of a joint, in radians: half a turn.
  private static let largestAngle = Double.pi

  /// Largest distance of the pelvis from the origin, in metres; chosen: longer than any laboratory,
  /// shorter than a place in millimetres.
  private static let largestLength = 100.0

  /// The whole cycles of the right foot.
  ///
  /// - Parameters:
  ///   - model: Whoever walks; gives the weight, and the ankles by which swapped sides are seen.
  ///   - options: How the record is cut and smoothed.
  ///   - settings: The rhythm of the levels.
  /// - Returns: The cycles, and those that were left out with the reason.
  /// - Throws: Where contacts cannot be found, sides are swapped, or no cycle is whole.
  public func cycles(
    of model: HumanModel,
    options: Options = Options(),
    settings: WalkingSettings = WalkingSettings()
  ) throws(GaitDataError) -> (cycles: [Cycle], leftOut: [LeftOutCycle]) {
    let weight = model.skeleton.multibody.totalMass * model.parameters["gravity"]
    var events: [FootEvents] = []
    for (foot, name) in zip(feet, ["r", "l"]) {
      events.append(
        try options.detector.events(
          force: foot.map(\.force.y),
          times: times,
          weight: weight,
          series: "force_y_\(name)"
        )
      )
    }
    try checkSides(of: model, options.detector.threshold, settings)
    let found = GaitCycles(of: events[0], other: events[1])
    var leftOut = found.leftOut
    var cycles: [Cycle] = []
    for events in found.cycles {
      if let gap = gap(in: events) {
        leftOut.append(LeftOutCycle(start: events.start, reason: gap))
      } else {
        cycles.append(Cycle(events: events, motion: try motion(in: events, options)))
      }
    }
    guard !cycles.isEmpty else {
      let reasons = leftOut.map(\.description).joined(separator: "; ")
      throw GaitDataError(
        .noCycle,
        "record",
        found: reasons.isEmpty ? "no two strikes of the right foot" : reasons,
        allowed: "at least one whole cycle from right strike to right strike",
        remedy: "give a longer record"
      )
    }
    return (cycles, leftOut.sorted { $0.start < $1.start })
  }

  /// Where a number of the motion is missing in a cycle, in words.
  private func gap(in cycle: GaitCycle) -> String? {
    let range = samples(around: cycle, margin: 0)
    for channel in MotionChannel.allCases {
      let series = channels[channel.index]
      if let index = range.first(where: { !series[$0].isFinite }) {
        return "\(channel.name) is missing at \(times[index]) s"
      }
    }
    return nil
  }

  /// The samples that hold a cycle with a margin in seconds on either side.
  private func samples(around cycle: GaitCycle, margin: Double) -> ClosedRange<Int> {
    let first = times.lastIndex { $0 <= cycle.start - margin } ?? 0
    let last = times.firstIndex { $0 >= cycle.end + margin } ?? times.count - 1
    return first...last
  }

  /// Longest piece of the record beside a cycle that smooths its ends, in seconds; chosen: three
  /// periods of the usual cut-off frequency.
  private static let margin = 0.5

  private func motion(
    in cycle: GaitCycle,
    _ options: Options
  ) throws(GaitDataError) -> GaitMotion {
    var range = samples(around: cycle, margin: Self.margin)
    let core = samples(around: cycle, margin: 0)
    // The margin ends where a number is missing.
    for series in channels {
      var first = core.lowerBound
      while first > range.lowerBound, series[first - 1].isFinite { first -= 1 }
      var last = core.upperBound
      while last < range.upperBound, series[last + 1].isFinite { last += 1 }
      range = first...last
    }
    let moments = Array(times[range])
    let points = (0..<CycleCurve.pointCount).map {
      cycle.start + cycle.duration * Double($0) / Double(CycleCurve.pointCount - 1)
    }
    var frames = points.map(GaitMotion.Frame.init(time:))
    do {
      let interpolator = try SplineInterpolator(knots: moments, degree: .quintic)
      for channel in MotionChannel.allCases {
        var series = Array(channels[channel.index][range])
        if let cutoff = options.cutoffFrequency {
          series = try LowPassFilter(cutoffFrequency: cutoff)
            .filtered(series, interval: try Self.interval(of: moments))
        }
        let spline = try interpolator.spline(through: series)
        for index in frames.indices {
          let sample = spline.sample(at: points[index])
          frames[index].values[channel.index] = sample.value
          frames[index].rates[channel.index] = sample.firstDerivative
          frames[index].accelerations[channel.index] = sample.secondDerivative
        }
      }
    } catch let error as GaitDataError {
      throw error
    } catch {
      throw GaitDataError(
        .wrongCount,
        "record",
        found: "\(error)",
        allowed: "samples that a low-pass filter and a spline can follow",
        remedy: "sample more often, or choose another cut-off frequency"
      )
    }
    for index in frames.indices {
      frames[index].feet = feet.map { force(of: $0, at: points[index]) }
    }
    return GaitMotion(frames: frames)
  }

  /// Largest difference of an interval from the mean one, relative (dimensionless); chosen: times
  /// written with four digits at 100 Hz.
  private static let intervalTolerance = 0.02

  private static func interval(of times: [Double]) throws(GaitDataError) -> Double {
    let mean = (times[times.count - 1] - times[0]) / Double(times.count - 1)
    for index in times.indices.dropFirst() {
      let interval = times[index] - times[index - 1]
      guard abs(interval - mean) <= intervalTolerance * mean else {
        throw GaitDataError(
          .wrongCount,
          "time",
          sample: index,
          found: "\(interval) s after the sample before",
          allowed: "a constant interval, here \(mean) s, for the low-pass filter",
          remedy: "sample evenly, or switch the filter off"
        )
      }
    }
    return mean
  }

  /// The force of the ground between samples: force and moment on straight lines.
  private func force(of foot: [FootForce], at time: Double) -> FootForce {
    let after = min(max(1, times.firstIndex { $0 > time } ?? times.count - 1), times.count - 1)
    let share = (time - times[after - 1]) / (times[after] - times[after - 1])
    let first = foot[after - 1]
    let second = foot[after]
    let weights = ((1 - share) * first.force.y, share * second.force.y)
    let sum = weights.0 + weights.1
    // The point of the sum of both; where there is no force any point will do.
    let point =
      sum > 0
      ? (first.point * weights.0 + second.point * weights.1) / sum
      : (share < 0.5 ? first.point : second.point)
    return FootForce(
      force: first.force * (1 - share) + second.force * share,
      point: point,
      freeMoment: first.freeMoment * (1 - share) + second.freeMoment * share
    )
  }

  /// Stops where the foot that the ground carries is the one in the air.
  ///
  /// In single support the loaded foot is the lower one; where the other is lower on the average of
  /// all single supports, forces and angles belong to different sides.
  private func checkSides(
    of model: HumanModel,
    _ threshold: Double,
    _ settings: WalkingSettings
  ) throws(GaitDataError) {
    let support = singleSupport(of: model, threshold, settings)
    guard support.loadedAnkle <= support.otherAnkle else {
      throw GaitDataError(
        .swappedSides,
        "force_y_r and force_y_l",
        found: "the foot with force is the higher one",
        allowed: "force under the foot that stands",
        remedy: "swap the forces of right and left, or the angles"
      )
    }
  }

  /// How high the sole of the standing foot lies above the point at which the ground pushes on it, in metres:
  /// the mean over all single supports, of the lower of heel and ball; 0 without one.
  ///
  /// Far from zero the record is not that of somebody of this size, or the place of its pelvis is off: then
  /// the moments at ankle and knee are off as well.
  ///
  /// - Parameters:
  ///   - model: Whoever walks.
  ///   - options: From which force on a foot stands.
  ///   - settings: The rhythm of the levels.
  /// - Returns: The height, in metres.
  public func soleHeight(
    of model: HumanModel,
    options: Options = Options(),
    settings: WalkingSettings = WalkingSettings()
  ) -> Double {
    singleSupport(of: model, options.detector.threshold, settings).sole
  }

  /// Mean heights in single support: of both ankles, and of the sole above the force, in metres.
  private func singleSupport(
    of model: HumanModel,
    _ threshold: Double,
    _ settings: WalkingSettings
  ) -> (loadedAnkle: Double, otherAnkle: Double, sole: Double) {
    let kinematics = WalkingKinematics(model: model, rhythm: settings.rhythm)
    let skeleton = model.skeleton
    let multibody = skeleton.multibody
    var dynamics = DynamicsWorkspace(for: multibody)
    var state = multibody.neutralState()
    var values = [Double](repeating: 0, count: MotionChannel.count)
    let soles = [Muscle.Side.right, .left].map { side in
      [Landmark.heel, .ball].map {
        skeleton.place(of: $0, side: side, parameters: model.parameters).point
      }
    }
    var heights = (loadedAnkle: 0.0, otherAnkle: 0.0, sole: 0.0)
    var count = 0.0
    for index in times.indices {
      let loaded = feet.map { $0[index].force.y > threshold }
      guard loaded[0] != loaded[1] else { continue }
      for channel in values.indices { values[channel] = channels[channel][index] }
      guard values.allSatisfy(\.isFinite) else { continue }
      state.coordinates.withUnsafeMutableBufferPointer { buffer in
        guard let q = buffer.baseAddress else { return }
        kinematics.write(values, to: q)
      }
      multibody.updatePositions(state, in: &dynamics)
      let stance = loaded[0] ? 0 : 1
      let foot = skeleton.feet[stance]
      heights.loadedAnkle += dynamics.transform(of: foot).translation.y
      heights.otherAnkle += dynamics.transform(of: skeleton.feet[1 - stance]).translation.y
      let lowest = soles[stance].map { dynamics.position(of: $0, in: foot).y }.reduce(
        .infinity,
        min
      )
      heights.sole += lowest - feet[stance][index].point.y
      count += 1
    }
    guard count > 0 else { return (0, 0, 0) }
    return (heights.loadedAnkle / count, heights.otherAnkle / count, heights.sole / count)
  }
}
