// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
public import MultibodyDynamics
internal import MuscleMechanics
internal import OpenSimFormats

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Looks for what is odd in the muscles of a model.
///
/// Every free coordinate that a muscle crosses is moved through its range, all others at their default
/// values.
public struct ModelLint: Sendable {
  /// What counts as odd.
  public struct Settings: Sendable, Hashable, Codable {
    /// The step of rotational coordinates, in radians: 0.1 degree.
    public var angleStep = 0.1 * Double.pi / 180

    /// The step of translational coordinates, in metres.
    public var lengthStep = 0.0005

    /// A jump: |dL + (r0 + r1) dq / 2| of one step above this, in metres.
    public var jump = 1e-6

    /// A moment arm that is above this on both sides of zero flips its sign, in metres.
    ///
    /// Chosen: below it a muscle hardly acts on the coordinate.
    public var signFlip = 0.005

    /// Moment arms that differ by more are reported, in metres.
    ///
    /// Chosen: a hundredth of a usual moment arm.
    public var appliedArm = 0.0005

    /// Fibres outside of this range over the optimal length are reported, dimensionless.
    ///
    /// Chosen: the range in which sarcomeres make active force, 0.44 to 1.81 by Millard et al. (2013),
    /// widened.
    public var fibreRange = 0.4...1.9

    /// Sides that differ by more, relative to their size, are reported, dimensionless.
    public var sides = 1e-3

    /// Muscles with both ends nearer to each other than this are reported as double, in metres.
    public var double = 0.002

    /// Makes the settings with their defaults.
    public init() {}
  }

  /// The model.
  public let model: OpenSimModel

  /// Its muscles.
  public let muscles: OpenSimMuscles

  /// What counts as odd.
  public let settings: Settings

  /// Makes a search.
  public init(_ model: OpenSimModel, _ muscles: OpenSimMuscles, settings: Settings = Settings()) {
    self.model = model
    self.muscles = muscles
    self.settings = settings
  }

  /// What is odd without moving anything: gravity, sides and double muscles.
  public func staticFindings() -> [ModelFinding] {
    gravityFindings() + sideFindings() + doubleFindings()
  }

  /// The free coordinates with a range that some muscle crosses, in the order of the tree.
  public func sweptCoordinates() -> [CoordinateID] {
    let columns = model.multibody.coordinateCount
    var crossed = [Bool](repeating: false, count: columns)
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: muscles.geometry)
    // In three postures: an arm may be zero in one of them.
    for share in [0.5, 0.3, 0.7] {
      var state = model.defaultState()
      for coordinate in model.freeCoordinates {
        guard let range = range(of: coordinate) else { continue }
        if share != 0.5 {
          state.coordinates[coordinate.index] =
            range.lowerBound + share * (range.upperBound - range.lowerBound)
        }
      }
      model.multibody.applyCouplings(to: &state)
      model.multibody.updateKinematics(state, in: &dynamics)
      muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
      let arms = workspace.momentArms
      for muscle in 0..<muscles.count {
        for column in 0..<columns where abs(arms[muscle * columns + column]) > 1e-9 {
          crossed[column] = true
        }
      }
    }
    return model.freeCoordinates.filter { crossed[$0.index] && range(of: $0) != nil }
  }

  /// The range of a coordinate, in radians or metres, not beyond half a turn; nil without a finite one.
  func range(of coordinate: CoordinateID) -> ClosedRange<Double>? {
    guard let place = model.coordinates.firstIndex(of: coordinate) else { return nil }
    let source = model.document.coordinates[place]
    var lower = source.lowerLimit
    var upper = source.upperLimit
    if model.multibody.coordinateMotions[coordinate.index] == .rotational {
      lower = max(lower, -.pi)
      upper = min(upper, .pi)
    }
    guard lower.isFinite, upper.isFinite, lower < upper, upper - lower < 1e3 else { return nil }
    return lower...upper
  }

  private func gravityFindings() -> [ModelFinding] {
    let gravity = model.multibody.gravity
    let difference = (gravity - MultibodyModel.standardGravity).length
    // Files write 9.80665 or 9.81; the earth has 9.78 to 9.83.
    guard difference > 0.03 else { return [] }
    return [
      ModelFinding(
        .gravity,
        size: difference,
        unit: "m/s2",
        detail:
          "gravity is (\(gravity.x), \(gravity.y), \(gravity.z)) m/s2; usual is (0, -9.80665, 0)"
      )
    ]
  }

  /// The name of the muscle of the other side; nil for a name without a side.
  static func otherSide(of name: String) -> String? {
    if name.hasSuffix("_r") { return String(name.dropLast(2)) + "_l" }
    if name.hasSuffix("_R") { return String(name.dropLast(2)) + "_L" }
    if name.hasPrefix("r_") { return "l_" + name.dropFirst(2) }
    if name.hasPrefix("R_") { return "L_" + name.dropFirst(2) }
    return nil
  }

  private func sideFindings() -> [ModelFinding] {
    var state = model.defaultState()
    for (place, name) in model.multibody.coordinateNames.enumerated() {
      guard let other = Self.otherSide(of: name),
        let left = model.multibody.coordinate(named: other)
      else { continue }
      state.coordinates[left.index] = state.coordinates[place]
    }
    model.multibody.applyCouplings(to: &state)
    let lengths = lengthsAndArms(at: state).lengths
    var findings: [ModelFinding] = []
    for (right, name) in muscles.names.enumerated() {
      guard let other = Self.otherSide(of: name) else { continue }
      guard let left = muscles.names.firstIndex(of: other) else {
        findings.append(
          ModelFinding(.sides, muscle: name, size: 1, unit: "1", detail: "there is no '\(other)'")
        )
        continue
      }
      let (r, l) = (muscles.laws[right], muscles.laws[left])
      let pairs = [
        ("path length", "m", lengths[right], lengths[left]),
        ("maximum isometric force", "N", r.maximumIsometricForce, l.maximumIsometricForce),
        ("optimal fibre length", "m", r.optimalFibreLength, l.optimalFibreLength),
        ("tendon slack length", "m", r.tendonSlackLength, l.tendonSlackLength),
        ("pennation angle", "rad", r.pennationAtOptimal, l.pennationAtOptimal),
      ]
      for (what, unit, a, b) in pairs {
        let size = abs(a - b) / max(abs(a), abs(b), Double.leastNormalMagnitude)
        guard size > settings.sides else { continue }
        findings.append(
          ModelFinding(
            .sides,
            muscle: name,
            size: size,
            unit: "1",
            detail: "\(what) is \(a) \(unit), and \(b) \(unit) in '\(other)'"
          )
        )
      }
    }
    return findings
  }

  private func doubleFindings() -> [ModelFinding] {
    var findings: [ModelFinding] = []
    for first in 0..<muscles.count {
      for second in (first + 1)..<max(first + 1, muscles.count) {
        guard let distance = endDistance(first, second), distance < settings.double else {
          continue
        }
        findings.append(
          ModelFinding(
            .double,
            muscle: muscles.names[first],
            size: distance,
            unit: "m",
            detail: "origin and insertion are those of '\(muscles.names[second])'"
          )
        )
      }
    }
    return findings
  }

  /// The greater distance of origins and of insertions; nil when they are on other frames.
  private func endDistance(_ first: Int, _ second: Int) -> Double? {
    guard let a = model.document.forces[muscles.forces[first]].path?.points,
      let b = model.document.forces[muscles.forces[second]].path?.points,
      let a0 = a.first, let a1 = a.last, let b0 = b.first, let b1 = b.last,
      a0.frame == b0.frame, a1.frame == b1.frame
    else { return nil }
    func distance(_ p: SIMD3<Double>, _ q: SIMD3<Double>) -> Double {
      ((p - q) * (p - q)).sum().squareRoot()
    }
    return max(distance(a0.location, b0.location), distance(a1.location, b1.location))
  }

  private func lengthsAndArms(at state: MultibodyState) -> (lengths: [Double], arms: [Double]) {
    var dynamics = DynamicsWorkspace(for: model.multibody)
    var workspace = MuscleGeometryWorkspace(for: muscles.geometry)
    model.multibody.updateKinematics(state, in: &dynamics)
    muscles.computeLengthsAndMomentArms(at: state, using: dynamics, in: &workspace)
    return (workspace.lengths, workspace.momentArms)
  }
}
