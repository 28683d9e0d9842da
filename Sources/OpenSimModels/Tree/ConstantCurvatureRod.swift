// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra
internal import MultibodyDynamics

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// A flexible rod that bends into an arc from the parent's Y axis to the child's.
///
/// The child turns about X, the new Z and the new Y. With n its Y axis and t the angle between n and the
/// parent's Y axis, an arc of length d ends at
///
///     x = d g(t) n_x        y = d sin(t) / t        z = d g(t) n_z        g(t) = (1 - cos t) / (t sin t)
///
/// which is what OpenSim's ConstantCurvatureJoint does. Where sin t is below 0.001, OpenSim takes a straight
/// rod instead, which jumps by up to 0.0005 d; here the arc holds there too.
enum ConstantCurvatureRod {
  /// The rotations and the translations of the joint.
  ///
  /// - Parameters:
  ///   - neutralAngles: The angles about X, Z and Y where all coordinates are zero, in radians.
  ///   - length: The length of the rod, in metres.
  /// - Returns: Three rotations, each by a coordinate of its own, and three translations.
  static func axes(
    neutralAngles: Vector3,
    length: Double
  ) -> (rotations: [TransformAxis], translations: [TransformAxis]) {
    let offsets = [neutralAngles.x, neutralAngles.y, neutralAngles.z]
    let rotations = [Vector3.unitX, .unitZ, .unitY].enumerated().map { place, axis in
      TransformAxis(
        axis: axis,
        coordinate: place,
        function: .linear(slope: 1, intercept: offsets[place])
      )
    }
    let translations = [Vector3.unitX, .unitY, .unitZ].enumerated().map { place, axis in
      TransformAxis(
        axis: axis,
        coordinates: [0, 1],
        function: Component(neutral: neutralAngles, length: length, axis: place)
      )
    }
    return (rotations, translations)
  }

  /// One component of the end of the arc.
  ///
  /// With c = cos t = n_y both g and sin(t) / t are smooth functions of c, also at c = 1; so the derivatives
  /// are those of products of functions of c with the components of n.
  private struct Component: MultivariateFunction {
    var neutral: Vector3
    var length: Double
    var axis: Int

    func sample(at q: Vector3) -> MultivariateSample {
      let (a, b) = (q.x + neutral.x, q.y + neutral.y)
      let (sa, ca, sb, cb) = (sin(a), cos(a), sin(b), cos(b))
      // n = (-sin b, cos a cos b, sin a cos b), with its derivatives.
      let c = Jet(ca * cb, -sa * cb, -ca * sb, -ca * cb, sa * sb, -ca * cb)
      let value: Jet
      switch axis {
      case 0:
        value = c.composed(with: ArcFunctions.side(c.value)) * Jet(-sb, 0, -cb, 0, 0, sb)
      case 1:
        value = c.composed(with: ArcFunctions.rise(c.value))
      default:
        value =
          c.composed(with: ArcFunctions.side(c.value))
          * Jet(sa * cb, ca * cb, -sa * sb, -sa * cb, -ca * sb, -sa * cb)
      }
      return MultivariateSample(
        value: length * value.value,
        gradient: Vector3(value.a, value.b, 0) * length,
        hessian: Matrix3(
          rows: Vector3(value.aa, value.ab, 0),
          Vector3(value.ab, value.bb, 0),
          .zero
        ) * length
      )
    }
  }

  /// A function of two angles with its first and second derivatives.
  private struct Jet {
    var value: Double
    var a: Double
    var b: Double
    var aa: Double
    var ab: Double
    var bb: Double

    init(_ value: Double, _ a: Double, _ b: Double, _ aa: Double, _ ab: Double, _ bb: Double) {
      (self.value, self.a, self.b, self.aa, self.ab, self.bb) = (value, a, b, aa, ab, bb)
    }

    /// The function f of this one, from f and its two derivatives at the value.
    func composed(with f: (value: Double, first: Double, second: Double)) -> Jet {
      Jet(
        f.value,
        f.first * a,
        f.first * b,
        f.first * aa + f.second * a * a,
        f.first * ab + f.second * a * b,
        f.first * bb + f.second * b * b
      )
    }

    static func * (f: Jet, g: Jet) -> Jet {
      Jet(
        f.value * g.value,
        f.a * g.value + f.value * g.a,
        f.b * g.value + f.value * g.b,
        f.aa * g.value + 2 * f.a * g.a + f.value * g.aa,
        f.ab * g.value + f.a * g.b + f.b * g.a + f.value * g.ab,
        f.bb * g.value + 2 * f.b * g.b + f.value * g.bb
      )
    }
  }
}

/// The two functions of the cosine of an arc's angle that place its end.
enum ArcFunctions {
  typealias Sample = (value: Double, first: Double, second: Double)

  /// sin(t) / t with its derivatives by c = cos t.
  static func rise(_ c: Double) -> Sample {
    // By t: f' = (t cos t - sin t) / t^2; by c: -f' / sin t.
    let t = angle(c)
    if t < small {
      // In powers of u = 1 - c: t^2 = 2 u + u^2 / 3 + 4 u^3 / 45 + ..., so
      // sin t / t = 1 - u / 3 - u^2 / 45 - u^3 / 189 - ...
      let u = 1 - c
      return (
        1 - u / 3 - u * u / 45 - u * u * u / 189,
        1 / 3 + 2 * u / 45 + u * u / 63,
        -2 / 45 - 2 * u / 63
      )
    }
    let s = sin(t)
    let slope = (t * c - s) / (t * t)
    let curvature = (2 * s - 2 * t * c - t * t * s) / (t * t * t)
    return (s / t, -slope / s, (curvature - slope * c / s) / (s * s))
  }

  /// (1 - cos t) / (t sin t) with its derivatives by c = cos t.
  static func side(_ c: Double) -> Sample {
    // With r = sin(t) / t it is r / (1 + c), since sin^2 t = (1 - c) (1 + c).
    let r = rise(c)
    let d = 1 / (1 + c)
    return (
      r.value * d,
      (r.first - r.value * d) * d,
      (r.second - 2 * r.first * d + 2 * r.value * d * d) * d
    )
  }

  /// Below this angle, in radians, the series holds to 1e-9 in the second derivative (chosen: there the
  /// quotients lose as much to cancellation).
  private static let small = 0.02

  private static func angle(_ c: Double) -> Double { acos(max(-1, min(1, c))) }
}
