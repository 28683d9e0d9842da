// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import MultibodyDynamics
internal import OpenSimFormats

/// Turns couplers of a document into couplings of a tree.
///
/// A coupler of a coordinate that is itself coupled is followed back to independent coordinates.
struct CouplerConversion {
  private typealias Sum = (constant: Double, terms: [CoordinateCoupling.Term])

  private let document: OpenSimModelDocument
  private let coordinates: [CoordinateID]
  /// The enforced coupler of a coordinate of the document, by the place of its dependent coordinate.
  private var couplers: [Int: Int] = [:]

  init(
    _ document: OpenSimModelDocument,
    _ coordinates: [CoordinateID]
  ) throws(DocumentError) {
    self.document = document
    self.coordinates = coordinates
    for (place, constraint) in document.constraints.enumerated() where constraint.isEnforced {
      guard case .coordinateCoupler(let dependent, _, _, _) = constraint.kind else { continue }
      guard couplers[dependent] == nil else {
        throw error(
          place,
          .inconsistent,
          "found a second coupler of '\(document.coordinates[dependent].name)'; switch one of them off"
        )
      }
      couplers[dependent] = place
    }
  }

  func add(to builder: inout MultibodyModelBuilder) throws(DocumentError) {
    for (place, constraint) in document.constraints.enumerated() where constraint.isEnforced {
      guard case .coordinateCoupler(let dependent, _, _, _) = constraint.kind else { continue }
      let sum = try resolve(place, path: [])
      do throws(MultibodyModelError) {
        try builder.addCoupling(
          CoordinateCoupling(
            dependent: coordinates[dependent],
            constant: sum.constant,
            terms: sum.terms
          )
        )
      } catch {
        throw self.error(place, .inconsistent, error.description)
      }
    }
  }

  /// The dependent coordinate of a coupler as a sum of functions of independent ones.
  private func resolve(_ place: Int, path: [Int]) throws(DocumentError) -> Sum {
    let constraint = document.constraints[place]
    guard
      case .coordinateCoupler(_, let independents, let function, let scale) = constraint.kind
    else { return (0, []) }
    guard !path.contains(place) else {
      throw error(place, .cycle, "found a coordinate that depends on itself through its couplers")
    }
    if case .linear(let slopes, let intercept) = function {
      var sum: Sum = (scale * intercept, [])
      for (independent, slope) in zip(independents, slopes) {
        try append(.linear(slope: scale * slope, intercept: 0), independent, place, path, to: &sum)
      }
      return sum
    }
    let converted = try FunctionConversion.function(
      function,
      of: label(place),
      constraint.position
    )
    var sum: Sum = (0, [])
    try append(converted.scaled(by: scale), independents[0], place, path, to: &sum)
    return sum
  }

  /// Adds a function of a coordinate that may itself be coupled.
  private func append(
    _ function: CoordinateFunction,
    _ coordinate: Int,
    _ place: Int,
    _ path: [Int],
    to sum: inout Sum
  ) throws(DocumentError) {
    guard let coupler = couplers[coordinate] else {
      sum.terms.append(
        CoordinateCoupling.Term(independent: coordinates[coordinate], function: function)
      )
      return
    }
    let inner = try resolve(coupler, path: path + [place])
    if inner.terms.count == 1, let term = inner.terms.first {
      let whole = CoordinateFunction.linear(slope: 1, intercept: inner.constant)
        .composed(with: term.function)
      sum.terms.append(
        CoordinateCoupling.Term(
          independent: term.independent,
          function: function.composed(with: whole)
        )
      )
      return
    }
    guard case .linear(let slope, let intercept) = function else {
      throw error(
        place,
        .unsupported,
        "found a function of '\(document.coordinates[coordinate].name)', which depends on "
          + "\(inner.terms.count) coordinates; allowed: a LinearFunction of it"
      )
    }
    // A sum of sums of sums grows without bound; 1000 terms are chosen.
    guard sum.terms.count + inner.terms.count <= 1000 else {
      throw error(place, .tooLarge, "found a coupler that depends on more than 1000 terms")
    }
    sum.constant += slope * inner.constant + intercept
    sum.terms += inner.terms.map {
      CoordinateCoupling.Term(
        independent: $0.independent,
        function: $0.function.scaled(by: slope)
      )
    }
  }

  private func label(_ place: Int) -> String {
    "<CoordinateCouplerConstraint name=\"\(document.constraints[place].name)\">"
  }

  private func error(
    _ place: Int,
    _ code: DocumentError.Code,
    _ message: String
  ) -> DocumentError {
    DocumentError(
      code,
      message,
      element: label(place),
      at: document.constraints[place].position
    )
  }
}
