// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import MultibodyDynamics
public import NumericalMethods
public import OpenSimFormats

/// A motion from a table as smooth functions of time, one for each coordinate of a model.
///
/// Angles are in radians. With a filter the samples pass it first; then a natural spline of degree 5
/// goes through the samples of each coordinate, and its derivatives are speeds and accelerations. This is
/// what OpenSim's inverse dynamics does with a file of coordinates.
public struct RecordedMotion: Sendable {
  /// Where accelerations come from.
  public enum Accelerations: Sendable, Hashable {
    /// The second derivative of the spline through the coordinates, as in OpenSim's inverse dynamics.
    case ofCoordinates

    /// The first derivative of a spline through the speeds at the samples, as in OpenSim's static
    /// optimisation.
    case ofSampledSpeeds
  }

  /// The times of the samples, increasing, in seconds; with a filter they reach beyond the record.
  public let times: [Double]

  /// The first and last time of the record itself, in seconds.
  public let recordedTimes: ClosedRange<Double>

  /// Where accelerations come from.
  public let accelerations: Accelerations

  /// What was taken for granted, as sentences for people, in the order of the model's coordinates.
  public let notes: [String]

  /// For each coordinate whether it follows from the couplings; empty when none does.
  private let followers: [Bool]
  private let model: MultibodyModel
  private let curves: [NaturalSpline?]
  private let speedCurves: [NaturalSpline?]
  private let constants: [Double]

  /// Makes a motion of a model from a table.
  ///
  /// - Parameters:
  ///   - table: The table; its columns are named after coordinates, or after the paths of their values.
  ///   - document: The document of the model, for ranges and default values.
  ///   - model: The model whose coordinates move.
  ///   - filter: What takes away the noise; nil leaves the samples as they are.
  ///   - accelerations: Where accelerations come from.
  ///   - allowed: What may be odd about the table.
  /// - Throws: `DocumentError` with file, line and column for anything odd that is not allowed.
  public init(
    _ table: MotionTable,
    of document: OpenSimModelDocument,
    model: MultibodyModel,
    filter: LowPassFilter? = nil,
    accelerations: Accelerations = .ofCoordinates,
    allowing allowed: Set<MotionAllowance> = []
  ) throws(DocumentError) {
    let reading = try MotionReading(table, document: document, model: model, allowing: allowed)
    let signals: SampledSignals
    let curves: [NaturalSpline]
    do {
      var samples = try SampledSignals(times: table.times, columns: reading.columns)
      if let filter { samples = try samples.lowPassed(filter) }
      signals = samples
      curves = try samples.splines(degree: .quintic)
    } catch {
      throw DocumentError(
        .invalidValue,
        "the motion cannot be made smooth: \(error)",
        element: "time",
        path: table.path
      )
    }
    times = signals.times
    recordedTimes = table.times[0]...table.times[table.times.count - 1]
    self.accelerations = accelerations
    notes = reading.notes
    constants = reading.constants
    followers = reading.followers.contains(true) ? reading.followers : []
    self.model = model
    self.curves = reading.places.map { $0.map { curves[$0] } }
    guard accelerations == .ofSampledSpeeds else {
      speedCurves = []
      return
    }
    let speeds = curves.map { curve in
      signals.times.map { curve.sample(at: $0).firstDerivative }
    }
    do {
      let speedCurves = try SampledSignals(times: signals.times, columns: speeds)
        .splines(degree: .quintic)
      self.speedCurves = reading.places.map { $0.map { speedCurves[$0] } }
    } catch {
      throw DocumentError(
        .invalidValue,
        "the speeds cannot be made smooth: \(error)",
        path: table.path
      )
    }
  }

  /// The number of coordinates, dimensionless.
  public var coordinateCount: Int { constants.count }

  /// The times of the samples from the last at or before one time to the last at or before another, in
  /// seconds.
  ///
  /// - Parameters:
  ///   - start: In seconds; nil for the start of the record.
  ///   - end: In seconds; nil for the end of the record.
  /// - Returns: Times in seconds; none when the end lies before the start.
  public func sampleTimes(from start: Double? = nil, to end: Double? = nil) -> [Double] {
    let first = max(times[0], start ?? recordedTimes.lowerBound)
    let last = min(times[times.count - 1], end ?? recordedTimes.upperBound)
    guard first <= last else { return [] }
    let low = times.lastIndex { $0 <= first } ?? 0
    let high = times.lastIndex { $0 <= last } ?? 0
    return low <= high ? Array(times[low...high]) : []
  }

  /// Computes coordinates, speeds and accelerations at a time.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - time: In seconds.
  ///   - state: Receives coordinates (rad or m) and speeds (rad/s or m/s).
  ///   - rates: Receives accelerations by coordinate, in rad/s2 or m/s2.
  public func computeSample(
    at time: Double,
    into state: inout MultibodyState,
    accelerations rates: inout [Double]
  ) {
    precondition(
      state.coordinates.count == coordinateCount && rates.count == coordinateCount,
      "space for \(state.coordinates.count) coordinates given, the motion has \(coordinateCount)"
    )
    for index in 0..<coordinateCount { set(index, at: time, &state, &rates) }
    guard !followers.isEmpty else { return }
    model.applyCouplings(to: &state)
    model.applyCouplings(toAccelerations: &rates, state: state)
    // What the record holds stays as it is.
    for index in 0..<coordinateCount where !followers[index] {
      set(index, at: time, &state, &rates)
    }
  }

  private func set(
    _ index: Int,
    at time: Double,
    _ state: inout MultibodyState,
    _ rates: inout [Double]
  ) {
    guard let curve = curves[index] else {
      state.coordinates[index] = constants[index]
      state.speeds[index] = 0
      rates[index] = 0
      return
    }
    let sample = curve.sample(at: time)
    state.coordinates[index] = sample.value
    state.speeds[index] = sample.firstDerivative
    switch accelerations {
    case .ofCoordinates: rates[index] = sample.secondDerivative
    case .ofSampledSpeeds:
      rates[index] = speedCurves[index]?.sample(at: time).firstDerivative ?? 0
    }
  }
}
