// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import LinearAlgebra
public import MultibodyDynamics
internal import NumericalMethods
public import OpenSimFormats

/// External loads from a table as smooth functions of time, on the bodies of a model.
///
/// A natural cubic spline goes through the samples of each column, a straight line where there are fewer
/// than four, as in OpenSim. The force acts at its point, or at the origin of the body when it has none.
public struct RecordedLoads: Sendable {
  /// One load.
  private struct Load: Sendable {
    let body: BodyID
    let forceFrame: BodyID
    let pointFrame: BodyID
    let force: [NaturalSpline]
    let point: [NaturalSpline]
    let torque: [NaturalSpline]
  }

  /// The times that the table covers, in seconds.
  public let times: ClosedRange<Double>

  /// The path of the table, or nil.
  public let path: String?

  private let loads: [Load]

  /// How much a motion may begin before the loads or end behind them, in intervals of the table.
  private static let slack = 1.0

  /// The longest interval of the table, in seconds.
  private let interval: Double

  /// Puts the loads of a document on the bodies of a model.
  ///
  /// - Parameters:
  ///   - document: What the columns mean.
  ///   - table: The columns; forces in N, points in m, torques in N m.
  ///   - model: The model whose bodies are pushed.
  /// - Throws: `DocumentError` for a body that the model lacks, and for a force, point or torque that has not
  ///   three columns.
  public init(
    _ document: ExternalLoadsDocument,
    table: MotionTable,
    model: MultibodyModel
  ) throws(DocumentError) {
    times = table.times[0]...table.times[table.times.count - 1]
    path = table.path
    interval =
      table.times.indices.dropFirst()
      .map { table.times[$0] - table.times[$0 - 1] }.max() ?? 0
    var loads: [Load] = []
    for load in document.loads where load.isApplied {
      func body(_ name: String) throws(DocumentError) -> BodyID {
        if name.isEmpty || name == "ground" || name == "/ground" { return .ground }
        let last = String(name.split(separator: "/").last ?? "")
        if let body = model.body(named: name) ?? model.body(named: last) { return body }
        throw DocumentError(
          .unknownReference,
          "found '\(name)'; allowed: ground or the name of a body of the model",
          element: "<ExternalForce name=\"\(load.name)\">",
          line: load.position.line,
          column: load.position.column,
          path: document.path
        )
      }
      loads.append(
        Load(
          body: try body(load.body),
          forceFrame: try body(load.forceFrame),
          pointFrame: try body(load.pointFrame),
          force: try Self.curves(load.forceIdentifier, of: table, load, in: document),
          point: try Self.curves(load.pointIdentifier, of: table, load, in: document),
          torque: try Self.curves(load.torqueIdentifier, of: table, load, in: document)
        )
      )
    }
    self.loads = loads
  }

  /// The curves of the three columns whose labels begin with an identifier; none for no identifier.
  private static func curves(
    _ identifier: String,
    of table: MotionTable,
    _ load: ExternalLoadsDocument.Load,
    in document: ExternalLoadsDocument
  ) throws(DocumentError) -> [NaturalSpline] {
    guard !identifier.isEmpty else { return [] }
    let columns = table.columns.filter { $0.label.hasPrefix(identifier) }
    guard columns.count == 3 else {
      let found = columns.isEmpty ? "none" : columns.map(\.label).joined(separator: ", ")
      throw DocumentError(
        columns.count < 3 ? .missing : .inconsistent,
        "the load '\(load.name)' needs three columns that begin with '\(identifier)'; found \(found): "
          + "correct the identifier"
          + (document.path.map { " in \($0):\(load.position.line)" } ?? "") + " or the labels",
        element: identifier,
        line: table.labelLine,
        path: table.path
      )
    }
    // A single sample stands for all times.
    let times = table.times.count > 1 ? table.times : [table.times[0], table.times[0] + 1]
    let degree: NaturalSpline.Degree = times.count < 4 ? .linear : .cubic
    do {
      let interpolator = try SplineInterpolator(knots: times, degree: degree)
      var curves: [NaturalSpline] = []
      for column in columns {
        let values = table.times.count > 1 ? column.values : [column.values[0], column.values[0]]
        curves.append(try interpolator.spline(through: values))
      }
      return curves
    } catch {
      throw DocumentError(
        .invalidValue,
        "the loads cannot be made smooth: \(error)",
        element: identifier,
        path: table.path
      )
    }
  }

  /// Throws when the loads do not cover a span of time.
  ///
  /// - Parameters:
  ///   - start: The first time that is needed, in seconds.
  ///   - end: The last time that is needed, in seconds.
  /// - Throws: `DocumentError` when the table is too short by more than one of its intervals.
  public func checkCoverage(from start: Double, to end: Double) throws(DocumentError) {
    guard times.lowerBound < times.upperBound else { return }
    let margin = Self.slack * interval
    guard start >= times.lowerBound - margin, end <= times.upperBound + margin else {
      throw DocumentError(
        .inconsistent,
        "the loads cover \(times.lowerBound) to \(times.upperBound) s, the motion needs \(start) to "
          + "\(end) s: record the loads for longer or choose a window inside them",
        element: "time",
        path: path
      )
    }
  }

  /// Adds the loads at a time to the forces on the bodies.
  ///
  /// Performs no heap allocation.
  ///
  /// - Parameters:
  ///   - time: In seconds.
  ///   - forces: By body, in ground axes about the ground origin (`count == bodyCount`).
  ///   - workspace: A workspace of the model with positions up to date.
  public func add(
    at time: Double,
    to forces: inout [SpatialForce],
    using workspace: borrowing DynamicsWorkspace
  ) {
    for load in loads {
      if !load.force.isEmpty {
        let rotation = workspace.transform(of: load.forceFrame).rotation
        let force = rotation * Self.vector(load.force, time)
        let point =
          load.point.isEmpty
          ? workspace.transform(of: load.body).translation
          : workspace.transform(of: load.pointFrame) * Self.vector(load.point, time)
        forces[load.body.index] += SpatialForce(force: force, at: point)
      }
      if !load.torque.isEmpty {
        let rotation = workspace.transform(of: load.forceFrame).rotation
        forces[load.body.index] += SpatialForce(
          moment: rotation * Self.vector(load.torque, time),
          force: .zero
        )
      }
    }
  }

  private static func vector(_ curves: [NaturalSpline], _ time: Double) -> Vector3 {
    Vector3(curves[0].value(at: time), curves[1].value(at: time), curves[2].value(at: time))
  }
}
