// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import NumericalMethods

extension ThomasTest {
  /// The tissue of psoas and iliacus with which a model shows a measured passive hip extension.
  ///
  /// Shortening is the only unknown. Capsule and other muscles stay as they are, so what they
  /// contribute to a stiff hip in truth is laid to psoas and iliacus.
  ///
  /// - Parameters:
  ///   - measured: ``ThomasTestResult/passiveHipExtension`` in a person, in radians.
  ///   - model: The model; its own state of the tissue is not used.
  ///   - stiffening: Factor of the passive force of psoas and iliacus, dimensionless.
  ///   - sides: The sides that are shortened; the hip of the first of right and left is tested.
  /// - Returns: The tissue.
  /// - Throws: ``TissueFromExtensionError``.
  public func tissue(
    reproducing measured: Double,
    in model: HumanModel,
    stiffening: Double = 1,
    sides: Set<Muscle.Side> = [.right, .left]
  ) throws(TissueFromExtensionError) -> HipFlexorTissue {
    guard let side = Muscle.Side.allCases.first(where: sides.contains) else { throw .noSide }
    func tissue(_ shortening: Double) throws(TissueFromExtensionError) -> HipFlexorTissue {
      do throws(HipFlexorTissueError) {
        return try HipFlexorTissue(shortening: shortening, stiffening: stiffening, sides: sides)
      } catch { throw .tissue(error) }
    }
    /// Extension at a shortening; at the end of the search range where the leg falls or rises on.
    func reached(_ shortening: Double) throws(TissueFromExtensionError) -> Double {
      let changed = model.with(try tissue(shortening))
      do throws(ThomasTestError) {
        return try result(of: changed, side: side).passiveHipExtension
      } catch {
        switch error {
        case .legFallsThrough: return pelvicTilt - Self.searchRange.lowerBound
        case .legDoesNotHang: return pelvicTilt - Self.searchRange.upperBound
        default: throw .test(error)
        }
      }
    }
    let range = HipFlexorTissue.shorteningRange
    let least = try reached(range.upperBound)
    let most = try reached(range.lowerBound)
    guard least <= measured && measured <= most else {
      throw .outOfReach(measured: measured, reachable: least...most)
    }
    var failure: TissueFromExtensionError?
    let root = ScalarRootSolver(settings: .init(tolerance: 1e-12)).solve(in: range) { shortening in
      do throws(TissueFromExtensionError) {
        return try reached(shortening) - measured
      } catch {
        failure = error
        return .nan
      }
    }
    if let failure { throw failure }
    guard root.status == .converged else { throw .test(.notFound(root.status.name)) }
    return try tissue(root.root)
  }
}

/// Why no tissue shows a measured passive hip extension.
public enum TissueFromExtensionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No side is to be shortened.
  case noSide
  /// The extension lies outside what shortening can do; all in radians.
  case outOfReach(measured: Double, reachable: ClosedRange<Double>)
  /// The stiffening is outside its range.
  case tissue(HipFlexorTissueError)
  /// The test itself has no result.
  case test(ThomasTestError)

  /// What was found and what is allowed.
  public var description: String {
    func degrees(_ angle: Double) -> String {
      "\((Angle.inDegrees(angle) * 10).rounded() / 10)"
    }
    switch self {
    case .noSide: return "passive hip extension: name the side that is shortened, r, l or both"
    case .outOfReach(let measured, let reachable):
      let range = HipFlexorTissue.shorteningRange
      return "passive hip extension of \(degrees(measured)) degrees: psoas and iliacus between "
        + "\(-100 * range.lowerBound) % longer and \(100 * range.upperBound) % shorter give "
        + "\(degrees(reachable.lowerBound)) to \(degrees(reachable.upperBound)) degrees"
    case .tissue(let error): return "\(error)"
    case .test(let error): return "\(error)"
    }
  }
}
