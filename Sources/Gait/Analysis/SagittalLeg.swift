// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
internal import MultibodyDynamics
public import NumericalMethods

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// One leg in the sagittal plane: joint moments from the places of its joints and the ground's force.
///
/// Thigh, shank and foot are rigid and joined by hinges; the hip moves as recorded. Moments are what
/// the body above does to the segment below, about the Z axis of the plane X forward, Y up: positive
/// flexes the hip, extends the knee and dorsiflexes the ankle.
public struct SagittalLeg: Sendable {
  /// A segment from its upper to its lower joint.
  public struct Segment: Sendable, Equatable {
    /// Mass, in kilograms.
    public var mass: Double

    /// Moment of inertia about the mass centre, in kg m2.
    public var momentOfInertia: Double

    /// Distance of the mass centre from the upper joint as a share of the segment, dimensionless.
    public var centre: Double

    /// Makes a segment: mass in kg, moment of inertia in kg m2, centre as a share of its length.
    public init(mass: Double, momentOfInertia: Double, centre: Double) {
      self.mass = mass
      self.momentOfInertia = momentOfInertia
      self.centre = centre
    }
  }

  /// How rates and accelerations are found.
  public enum Derivatives: Sendable, Equatable {
    /// From the samples before and after, for dense records without noise.
    case differences
    /// From a natural spline through the samples.
    case spline(NaturalSpline.Degree)
  }

  /// A record of the joints' places and of the ground's force.
  public struct Record: Sendable {
    /// Times, in seconds.
    public var times: [Double]
    /// Places of the hip in the plane, in metres.
    public var hip: [Vector3]
    /// Places of the knee, in metres.
    public var knee: [Vector3]
    /// Places of the ankle, in metres.
    public var ankle: [Vector3]
    /// Places of a point of the foot, such as the toe, in metres.
    public var toe: [Vector3]
    /// What the ground does to the foot.
    public var ground: [FootForce]

    /// Makes a record: times in seconds, places in metres.
    public init(
      times: [Double],
      hip: [Vector3],
      knee: [Vector3],
      ankle: [Vector3],
      toe: [Vector3],
      ground: [FootForce]
    ) {
      self.times = times
      self.hip = hip
      self.knee = knee
      self.ankle = ankle
      self.toe = toe
      self.ground = ground
    }

    var series: [(name: String, points: [Vector3])] {
      [("hip", hip), ("knee", knee), ("ankle", ankle), ("toe", toe)]
    }
  }

  /// Joint moments at the times of a record, in newton metres, and powers, in watts.
  public struct Moments: Sendable, Equatable {
    /// Moment at the hip, in newton metres; flexing positive.
    public internal(set) var hip: [Double] = []
    /// Moment at the knee, in newton metres; extending positive.
    public internal(set) var knee: [Double] = []
    /// Moment at the ankle, in newton metres; dorsiflexing positive.
    public internal(set) var ankle: [Double] = []
    /// Power at the knee, moment times rate of the shank against the thigh, in watts.
    public internal(set) var kneePower: [Double] = []
    /// Power at the ankle, moment times rate of the foot against the shank, in watts.
    public internal(set) var anklePower: [Double] = []
  }

  /// A value with its derivatives by time.
  private struct Sample {
    var value: Double
    var first: Double
    var second: Double
  }

  /// The segments from the hip down.
  public let segments: [Segment]

  /// Acceleration of free fall, in m/s2.
  public let gravity: Double

  /// Makes a leg; gravity in m/s2.
  public init(thigh: Segment, shank: Segment, foot: Segment, gravity: Double = 9.80665) {
    segments = [thigh, shank, foot]
    self.gravity = gravity
  }

  /// The joint moments of a record.
  ///
  /// - Throws: Where series differ in length, times do not rise or a place or force is missing.
  public func moments(
    of record: Record,
    derivatives: Derivatives = .spline(.quintic)
  ) throws(GaitDataError) -> Moments {
    try check(record)
    let points = record.series.map(\.points)
    let count = record.times.count
    // Angles of the three segments against the vertical through the upper joint, then of joints.
    var lengths = [0.0, 0.0, 0.0]
    var coordinates: [[Double]] = [record.hip.map(\.x), record.hip.map(\.y)]
    var absolute: [[Double]] = []
    for segment in 0..<3 {
      var angles: [Double] = []
      for index in 0..<count {
        let line = points[segment + 1][index] - points[segment][index]
        lengths[segment] += line.length / Double(count)
        let angle = atan2(line.x, -line.y)
        let turns = angles.last.map { ((angle - $0) / (2 * .pi)).rounded() } ?? 0
        angles.append(angle - 2 * .pi * turns)
      }
      absolute.append(angles)
    }
    coordinates.append(absolute[0])
    for segment in 1..<3 {
      coordinates.append((0..<count).map { absolute[segment][$0] - absolute[segment - 1][$0] })
    }
    let samples = try coordinates.map { (values) throws(GaitDataError) in
      try Self.derivatives(of: values, at: record.times, derivatives)
    }
    return try solve(samples, lengths: lengths, ground: record.ground)
  }

  private func solve(
    _ samples: [[Sample]],
    lengths: [Double],
    ground: [FootForce]
  ) throws(GaitDataError) -> Moments {
    let model = try model(lengths: lengths)
    var dynamics = DynamicsWorkspace(for: model)
    var forces = [SpatialForce](repeating: .zero, count: model.bodyCount)
    var tau = [Double](repeating: 0, count: model.coordinateCount)
    var result = Moments()
    for index in ground.indices {
      let state = MultibodyState(
        coordinates: samples.map { $0[index].value },
        speeds: samples.map { $0[index].first }
      )
      forces[3] = ground[index].spatial
      model.computeInverseDynamics(
        state,
        accelerations: samples.map { $0[index].second },
        externalForces: forces,
        into: &tau,
        using: &dynamics
      )
      result.hip.append(tau[2])
      result.knee.append(tau[3])
      result.ankle.append(tau[4])
      result.kneePower.append(tau[3] * state.speeds[3])
      result.anklePower.append(tau[4] * state.speeds[4])
    }
    return result
  }

  /// Three hinged bodies that hang from a hip which moves in the plane.
  private func model(lengths: [Double]) throws(GaitDataError) -> MultibodyModel {
    var builder = MultibodyModelBuilder(gravity: Vector3(0, -gravity, 0))
    do {
      var parent = BodyID.ground
      for (place, name) in ["thigh", "shank", "foot"].enumerated() {
        let segment = segments[place]
        let description = BodyDescription(
          name: name,
          mass: segment.mass,
          massCenter: Vector3(0, -segment.centre * lengths[place], 0),
          inertia: Matrix3(
            diagonal: Vector3(
              segment.momentOfInertia,
              segment.momentOfInertia,
              segment.momentOfInertia
            )
          )
        )
        if place == 0 {
          parent = try builder.addBody(
            description,
            parent: parent,
            joint: .transformAxes(
              rotations: [TransformAxis(axis: .unitZ, coordinate: 2)],
              translations: [
                TransformAxis(axis: .unitX, coordinate: 0),
                TransformAxis(axis: .unitY, coordinate: 1),
              ]
            ),
            coordinates: ["hip_x", "hip_y", "thigh"]
          )
        } else {
          parent = try builder.addBody(
            description,
            parent: parent,
            joint: .revolute(.unitZ),
            parentFrame: RigidTransform(translation: Vector3(0, -lengths[place - 1], 0)),
            coordinates: [name]
          )
        }
      }
      return try builder.build()
    } catch {
      throw GaitDataError(
        .wrongUnit,
        "segment",
        found: "\(error)",
        allowed: "masses and moments of inertia of a leg",
        remedy: "give kilograms, kg m2 and metres"
      )
    }
  }

  private static func derivatives(
    of values: [Double],
    at times: [Double],
    _ derivatives: Derivatives
  ) throws(GaitDataError) -> [Sample] {
    switch derivatives {
    case .spline(let degree):
      do {
        let spline = try NaturalSpline(knots: times, values: values, degree: degree)
        return times.map { time in
          let sample = spline.sample(at: time)
          return Sample(
            value: sample.value,
            first: sample.firstDerivative,
            second: sample.secondDerivative
          )
        }
      } catch {
        throw GaitDataError(
          .wrongCount,
          "record",
          found: "\(error)",
          allowed: "samples for a spline",
          remedy: "give a longer record"
        )
      }
    case .differences:
      return times.indices.map { index in
        // The parabola through three neighbours; at an end that of the nearest three.
        let middle = min(max(index, 1), times.count - 2)
        let before = times[middle] - times[middle - 1]
        let after = times[middle + 1] - times[middle]
        let left = (values[middle] - values[middle - 1]) / before
        let right = (values[middle + 1] - values[middle]) / after
        let second = 2 * (right - left) / (before + after)
        let first = (left * after + right * before) / (before + after)
        return Sample(
          value: values[index],
          first: first + second * (times[index] - times[middle]),
          second: second
        )
      }
    }
  }

  private func check(_ record: Record) throws(GaitDataError) {
    try GaitDataError.check(times: record.times, atLeast: 6)
    let times = record.times
    for (name, points) in record.series {
      try GaitDataError.check(count: points.count, of: name, times: times.count)
      if let index = points.firstIndex(where: { !$0.isFinite }) {
        throw GaitDataError(
          .gap,
          name,
          sample: index,
          found: "no place at \(times[index]) s",
          allowed: "a place in metres",
          remedy: "leave the cycle out, or fill the gap"
        )
      }
    }
    try GaitDataError.check(count: record.ground.count, of: "ground", times: times.count)
    if let index = record.ground.firstIndex(where: {
      !($0.force.isFinite && $0.point.isFinite && $0.freeMoment.isFinite)
    }) {
      throw GaitDataError(
        .gap,
        "ground",
        sample: index,
        found: "no force at \(times[index]) s",
        allowed: "force, point and free moment",
        remedy: "leave the cycle out, or fill the gap"
      )
    }
  }
}
