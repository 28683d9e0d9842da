// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

/// Where one value comes from: the work, the place in it, and how it was read.
///
/// A source always says how to check the value. A published value has a locator such as `Table 2`;
/// a derived one also the method; a chosen one the reason. A source that lacks these cannot be made.
public struct Source: Sendable, Hashable, Codable {
  /// How the value came from its source.
  public enum Reading: Sendable, Hashable {
    /// Read in the text, a table or a figure of the work.
    case paper
    /// Read in the abstract only.
    case abstract
    /// Read in a model file or program that the reference names.
    case modelFile
    /// Read in a published data set.
    case dataset
    /// Computed from what the reference gives, by the stated method.
    case derived(method: String)
    /// Not published: chosen by the authors of this package, for the stated reason.
    case chosen(because: String)
  }

  /// The work, or nil for a chosen value that no work informs.
  public let reference: Reference?
  /// The place in the work: `Table 2`, `p. 134`, `abstract`, an element of a model file.
  ///
  /// Empty only where there is no reference.
  public let locator: String
  /// How the value came from the work.
  public let reading: Reading

  /// Makes a source from its parts.
  ///
  /// - Precondition: every reading but a choice has a reference; a reference has a locator; a
  ///   method or a reason is not empty.
  public init(reference: Reference?, locator: String, reading: Reading) {
    self.reference = reference
    self.locator = locator
    self.reading = reading
    requireNoFault(fault)
  }

  /// A value read in the text, a table or a figure of a work.
  public static func paper(_ reference: Reference, _ locator: String) -> Source {
    Source(reference: reference, locator: locator, reading: .paper)
  }

  /// A value read in the abstract of a work.
  public static func abstract(_ reference: Reference) -> Source {
    Source(reference: reference, locator: "abstract", reading: .abstract)
  }

  /// A value read in a model file or program.
  public static func modelFile(_ reference: Reference, _ locator: String) -> Source {
    Source(reference: reference, locator: locator, reading: .modelFile)
  }

  /// A value read in a published data set.
  public static func dataset(_ reference: Reference, _ locator: String) -> Source {
    Source(reference: reference, locator: locator, reading: .dataset)
  }

  /// A value computed from what a work gives.
  public static func derived(
    from reference: Reference,
    _ locator: String,
    method: String
  ) -> Source {
    Source(reference: reference, locator: locator, reading: .derived(method: method))
  }

  /// A value that the authors of this package chose, with the reason.
  public static func chosen(because reason: String) -> Source {
    Source(reference: nil, locator: "", reading: .chosen(because: reason))
  }

  /// A value that the authors of this package chose, with the reason and the work that informed it.
  public static func chosen(
    because reason: String,
    informedBy reference: Reference,
    _ locator: String
  ) -> Source {
    Source(reference: reference, locator: locator, reading: .chosen(because: reason))
  }

  /// True when the value is not published but chosen.
  public var isChosen: Bool {
    if case .chosen = reading { return true }
    return false
  }

  /// What makes the source unusable, or nil.
  var fault: String? {
    switch reading {
    case .chosen(let reason) where isBlank(reason): return "a chosen value needs a reason"
    case .derived(let method) where isBlank(method): return "a derived value needs its method"
    default: break
    }
    if let reference, isBlank(locator) {
      return "a value from '\(reference.key)' needs a locator, such as a table or page"
    }
    if reference == nil && !isChosen { return "a value that was not chosen needs a reference" }
    if reference == nil && !locator.isEmpty { return "a locator '\(locator)' needs a reference" }
    return nil
  }
}

extension Source: CustomStringConvertible {
  /// One line for a table: `levine1996, Table 2`, or `chosen: reason`.
  public var description: String {
    let place = reference.map { "\($0.key), \(locator)" }
    switch reading {
    case .paper, .modelFile, .dataset, .abstract: return place ?? ""
    case .derived(let method): return "\(place ?? "") (derived: \(method))"
    case .chosen(let reason):
      guard let place else { return "chosen: \(reason)" }
      return "chosen: \(reason) (see \(place))"
    }
  }
}
