// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// What a coordinate measures.
public enum CoordinateMotion: Sendable, Hashable, Codable {
  /// An angle, in radians: it equals a rotation of its joint up to sign and a constant.
  case rotational

  /// A displacement, in metres: it equals a translation of its joint up to sign and a constant.
  case translational

  /// A number that moves its joint through functions only.
  case coupled
}

/// A coordinate that is a sum of functions, each of one independent coordinate.
public struct CoordinateCoupling: Sendable {
  /// One function of one independent coordinate.
  public struct Term: Sendable {
    /// The coordinate that the function depends on.
    public var independent: CoordinateID

    /// The function, in the unit of the dependent coordinate.
    public var function: CoordinateFunction

    /// Makes a term.
    public init(independent: CoordinateID, function: CoordinateFunction) {
      self.independent = independent
      self.function = function
    }
  }

  /// The coordinate that follows.
  public var dependent: CoordinateID

  /// A constant part, in the unit of the dependent coordinate.
  public var constant: Double

  /// The terms of the sum; none for a locked coordinate.
  public var terms: [Term]

  /// Makes a coupling: dependent = constant + sum of function(independent).
  ///
  /// - Parameters:
  ///   - dependent: The coordinate that follows.
  ///   - constant: A constant part, in the unit of the dependent coordinate.
  ///   - terms: The functions and their coordinates.
  public init(dependent: CoordinateID, constant: Double = 0, terms: [Term]) {
    self.dependent = dependent
    self.constant = constant
    self.terms = terms
  }
}

extension MultibodyModelBuilder {
  /// Makes a coordinate a function of another one.
  ///
  /// - Throws: `MultibodyModelError` when an identifier is unknown or the coordinate depends on
  ///   itself or is already dependent.
  public mutating func addCoupling(
    dependent: CoordinateID,
    independent: CoordinateID,
    function: CoordinateFunction
  ) throws(MultibodyModelError) {
    try addCoupling(
      CoordinateCoupling(
        dependent: dependent,
        terms: [CoordinateCoupling.Term(independent: independent, function: function)]
      )
    )
  }

  /// Makes a coordinate a sum of functions of other ones.
  ///
  /// - Throws: `MultibodyModelError` when an identifier is unknown or the coordinate depends on
  ///   itself or is already dependent.
  public mutating func addCoupling(_ coupling: CoordinateCoupling) throws(MultibodyModelError) {
    for id in [coupling.dependent] + coupling.terms.map(\.independent)
    where !coordinateNames.indices.contains(id.index) {
      throw MultibodyModelError(
        .unknownCoordinate,
        element: "a coupling",
        found: "the coordinate index \(id.index)",
        allowed: "0 to \(coordinateNames.count - 1)"
      )
    }
    let element = "the coupling of '\(coordinateNames[coupling.dependent.index])'"
    guard !couplings.contains(where: { $0.dependent == coupling.dependent }) else {
      throw MultibodyModelError(
        .invalidCoupling,
        element: element,
        found: "a second coupling",
        allowed: "one coupling for a coordinate"
      )
    }
    guard !coupling.terms.contains(where: { $0.independent == coupling.dependent }) else {
      throw MultibodyModelError(
        .invalidCoupling,
        element: element,
        found: "itself as independent coordinate",
        allowed: "other coordinates"
      )
    }
    guard coupling.constant.isFinite, coupling.terms.allSatisfy({ $0.function.isFinite }) else {
      throw MultibodyModelError(
        .invalidFunction,
        element: element,
        found: "a coefficient that is not finite",
        allowed: "finite coefficients"
      )
    }
    couplings.append(coupling)
  }

  /// Locks a coordinate at a value, in radians or metres.
  ///
  /// - Throws: `MultibodyModelError` when the identifier is unknown, the value is not finite, or
  ///   the coordinate is already dependent.
  public mutating func lock(
    _ coordinate: CoordinateID,
    at value: Double
  ) throws(MultibodyModelError) {
    try addCoupling(CoordinateCoupling(dependent: coordinate, constant: value, terms: []))
  }

  /// Throws when an independent coordinate of a coupling is itself dependent.
  func validateCouplings() throws(MultibodyModelError) {
    for coupling in couplings {
      for term in coupling.terms
      where couplings.contains(where: { $0.dependent == term.independent }) {
        throw MultibodyModelError(
          .invalidCoupling,
          element: "the coupling of '\(coordinateNames[coupling.dependent.index])'",
          found: "'\(coordinateNames[term.independent.index])', which is itself dependent",
          allowed: "independent coordinates"
        )
      }
    }
  }
}
