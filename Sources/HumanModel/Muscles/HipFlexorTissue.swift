// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MuscleMechanics

/// How the tissue of psoas and iliacus differs from that of the subject's model.
///
/// Adaptive shortening s makes optimal fibre length and tendon slack length (1 - s) times as long;
/// the strength stays. Stiffening g makes passive force and stiffness g times as large at every
/// normalised fibre length: the factor of the passive curve of De Groote et al. (2016).
public struct HipFlexorTissue: Sendable, Hashable {
  /// The change of psoas and iliacus on one side.
  public struct Change: Sendable, Hashable {
    /// Adaptive shortening s, dimensionless: 0.1 is ten per cent; negative for lengthening.
    public let shortening: Double

    /// Factor g of passive force and stiffness, dimensionless.
    public let stiffening: Double

    /// No change.
    public static let none = Change()

    private init() {
      shortening = 0
      stiffening = 1
    }

    /// Makes a change; both numbers dimensionless.
    ///
    /// - Parameters:
    ///   - shortening: s, in ``HipFlexorTissue/shorteningRange``.
    ///   - stiffening: g, in ``HipFlexorTissue/stiffeningRange``.
    /// - Throws: ``HipFlexorTissueError`` for a number outside its range.
    public init(shortening: Double = 0, stiffening: Double = 1) throws(HipFlexorTissueError) {
      guard HipFlexorTissue.shorteningRange.contains(shortening) else {
        throw .shorteningOutOfRange(shortening)
      }
      guard HipFlexorTissue.stiffeningRange.contains(stiffening) else {
        throw .stiffeningOutOfRange(stiffening)
      }
      self.shortening = shortening
      self.stiffening = stiffening
    }
  }

  /// The right side.
  public let right: Change

  /// The left side.
  public let left: Change

  /// The shortening that the law accepts, dimensionless; chosen.
  ///
  /// At its upper end a passive fibre that was past its optimum in neutral standing would pull there
  /// with more than the muscle's strength, where the passive curve says nothing any more.
  public static let shorteningRange = -0.2...0.2

  /// The factors of passive force that the law accepts, dimensionless; chosen.
  public static let stiffeningRange = 0.25...4.0

  /// The tissue of the subject's model.
  public init() {
    right = .none
    left = .none
  }

  /// The changes of the two sides.
  public init(right: Change, left: Change) {
    self.right = right
    self.left = left
  }

  /// The same change on the sides named, none on the other.
  ///
  /// - Parameters:
  ///   - shortening: s, in ``shorteningRange``, dimensionless.
  ///   - stiffening: g, in ``stiffeningRange``, dimensionless.
  ///   - sides: The sides that change.
  /// - Throws: ``HipFlexorTissueError`` for a number outside its range.
  public init(
    shortening: Double = 0,
    stiffening: Double = 1,
    sides: Set<Muscle.Side> = [.right, .left]
  ) throws(HipFlexorTissueError) {
    let change = try Change(shortening: shortening, stiffening: stiffening)
    self.init(
      right: sides.contains(.right) ? change : .none,
      left: sides.contains(.left) ? change : .none
    )
  }

  /// The change of a side.
  public subscript(side: Muscle.Side) -> Change { side == .right ? right : left }

  /// True when nothing differs from the subject's model.
  public var isUnchanged: Bool { right == .none && left == .none }

  /// A muscle with this tissue; psoas and iliacus differ, all others stay.
  func changed(_ muscle: Muscle) -> Muscle {
    guard muscle.group == .psoas || muscle.group == .iliacus else { return muscle }
    let change = self[muscle.side]
    guard change != .none else { return muscle }
    var law = muscle.law
    law.optimalFibreLength *= 1 - change.shortening
    law.tendonSlackLength *= 1 - change.shortening
    law.passiveCurve = law.passiveCurve.stiffened(by: change.stiffening)
    return Muscle(
      fascicle: muscle.fascicle,
      side: muscle.side,
      group: muscle.group,
      crossSection: muscle.crossSection,
      law: law,
      neutralLength: muscle.neutralLength
    )
  }
}

/// A state of tissue that the law does not cover.
public enum HipFlexorTissueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The shortening, dimensionless, is outside ``HipFlexorTissue/shorteningRange``.
  case shorteningOutOfRange(Double)
  /// The factor of passive force is outside ``HipFlexorTissue/stiffeningRange``.
  case stiffeningOutOfRange(Double)

  /// What was found and what is allowed.
  public var description: String {
    switch self {
    case .shorteningOutOfRange(let found):
      let allowed = HipFlexorTissue.shorteningRange
      return "shortening of the hip flexors by \(100 * found) %: allowed are "
        + "\(100 * allowed.lowerBound) to \(100 * allowed.upperBound) %, negative for lengthening"
    case .stiffeningOutOfRange(let found):
      let allowed = HipFlexorTissue.stiffeningRange
      return "factor \(found) of the passive stiffness of the hip flexors: allowed are "
        + "\(allowed.lowerBound) to \(allowed.upperBound)"
    }
  }
}
