// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MuscleRecruitment
internal import NumericalMethods

/// Finds the angles near a posture at which the effort of holding it is least.
///
///     minimise  E(u) = least effort of load sharing at q(u) + (w / 2) |thorax - posture's thorax|^2
///
/// with pitch, lean and turn of the thorax, over the tilt of the pelvis and the flexion of the six
/// levels (and, where the sides differ, the turn of the pelvis, its list on one foot, bending and
/// rotation of the levels). Hips, knees and ankles follow: standing feet stay in place under the
/// mass centre, other thighs keep their direction; arms hang.
struct Settling {
  private let analysis: PostureAnalysis
  private let gradient: EffortGradient
  private let pitchWeight: Double
  /// The coordinates that may move, and their values in the posture as given, in radians.
  private let free: [Int]
  private let start: [Double]
  /// Orthonormal directions of the free coordinates that keep what is held, by columns.
  private let basis: [[Double]]

  /// The largest component of the gradient over its scale at the end, dimensionless.
  private static let tolerance = 1e-8

  /// The largest change of an angle in one step, in radians: chosen, a few degrees.
  private static let longestStep = 0.1

  /// The effort of a newton metre that the muscles cannot give: chosen, far above any effort of
  /// those that they can, so that the search leads from a posture that cannot be held to one that
  /// can.
  private static let unmetPenalty = 1000.0

  init(_ analysis: PostureAnalysis, options: EquilibriumOptions) {
    self.analysis = analysis
    gradient = EffortGradient(geometry: analysis.geometry)
    pitchWeight = analysis.model.parameters["equilibrium.pitch_weight"]
    let places = analysis.kinematics.places
    let levels = LumbarLevel.count
    var free = [places.pelvis[0]]
    for level in 0..<levels { free.append(places.flexion(level)) }
    if options.inThreeDimensions ?? analysis.sidesDiffer {
      free.append(places.pelvis[2])
      // Two feet lead the list of the pelvis; on supports nothing would stop it.
      if case .feet(let feet) = analysis.posture.carrier, feet.count == 1 {
        free.append(places.pelvis[1])
      }
      for level in 0..<levels {
        free.append(places.lumbar[3 * level + 1])
        free.append(places.lumbar[3 * level + 2])
      }
    }
    self.free = free
    analysis.placeAsGiven()
    start = free.map { analysis.geometry.coordinates[$0] }
    basis = Self.directions(
      free,
      in: places,
      holding: options.held.union(analysis.posture.held)
    )
  }

  /// The number of free directions.
  var freedoms: Int { basis.count }

  /// Settles from the posture as given and from other starts around it; leaves the analysis at the
  /// equilibrium of least effort.
  func run(_ options: EquilibriumOptions) -> EquilibriumReport {
    guard !basis.isEmpty else {
      var slopes: [Double] = []
      _ = evaluate([], &slopes)
      return report(.nothingFree, nil, evaluations: 1, equilibria: 0)
    }
    analysis.setUnmetPenalty(Self.unmetPenalty)
    defer { analysis.setUnmetPenalty(nil) }
    var best: QuasiNewtonMinimizer.Report?
    var ends: [[Double]] = []
    var evaluations = 0
    for offset in offsets(options.starts) {
      guard let result = search(from: offset, options) else { continue }
      evaluations += result.evaluations
      guard result.status == .converged || options.starts == 1 else { continue }
      if !ends.contains(where: { Self.isSame($0, result.unknowns) }) {
        ends.append(result.unknowns)
      }
      if result.value < best?.value ?? .infinity { best = result }
    }
    guard let best else {
      var slopes = start
      _ = evaluate([Double](repeating: 0, count: basis.count), &slopes)
      return report(.noStart, nil, evaluations: evaluations + 1, equilibria: 0)
    }
    var slopes = best.gradient
    let unmet = evaluateUnmet(best.unknowns, &slopes)
    let scale = gradient.size + pitchWeight
    var status = EquilibriumReport.Status.settled
    if best.status != .converged {
      status = .stopped(best.status.description, residual: best.residual, scale: scale)
    } else if unmet {
      status = .cannotBeHeld
    }
    var outcome = report(status, best, evaluations: evaluations + 1, equilibria: ends.count)
    if options.examinesCurvature {
      outcome.smallestCurvature = smallestCurvature(at: best.unknowns)
      _ = evaluate(best.unknowns, &slopes)
    }
    return outcome
  }

  /// Displacements to start from, in radians: none, then others by chance around it.
  private func offsets(_ count: Int) -> [[Double]] {
    var random = SplitMix64(seed: 1)
    return (0..<max(count, 1)).map { index in
      basis.map { _ in index == 0 ? 0 : Double.random(in: -0.1...0.1, using: &random) }
    }
  }

  /// True where two ends are one equilibrium: closer than a tenth of a degree, chosen.
  private static func isSame(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { abs($0 - $1) < 0.1 * .pi / 180 }
  }

  private func search(
    from first: [Double],
    _ options: EquilibriumOptions
  ) -> QuasiNewtonMinimizer.Report? {
    analysis.restartSharing()
    var slopes = first
    guard evaluate(first, &slopes).isFinite else { return nil }
    var minimizer = QuasiNewtonMinimizer()
    minimizer.settings.longestStep = Self.longestStep
    minimizer.settings.evaluationLimit = options.evaluationLimit
    // At a start that cannot be held the multipliers are those of the penalty. Half, since the scale
    // may be smaller at the end.
    minimizer.settings.gradientTolerance =
      0.5 * Self.tolerance * (min(gradient.size, 1) + pitchWeight)
    var result = minimizer.minimize(
      from: first,
      inverseCurvature: inverseCurvature(at: first, slopes: slopes)
    ) { evaluate($0, &$1) }
    result.evaluations += first.count + 1
    return result
  }

  private func report(
    _ status: EquilibriumReport.Status,
    _ end: QuasiNewtonMinimizer.Report?,
    evaluations: Int,
    equilibria: Int
  ) -> EquilibriumReport {
    EquilibriumReport(
      status: status,
      effort: end?.value ?? .infinity,
      residual: end?.residual ?? .infinity,
      scale: gradient.size + pitchWeight,
      evaluations: evaluations,
      equilibria: equilibria,
      smallestCurvature: nil,
      columnStiffness: analysis.columnStiffness()
    )
  }

  /// Evaluates and says whether a demand stays unmet.
  private func evaluateUnmet(_ unknowns: [Double], _ slopes: inout [Double]) -> Bool {
    _ = evaluate(unknowns, &slopes)
    return analysis.recruit(stable: false).status != .solved
  }

  /// The effort at unknowns along the free directions, in radians, with its gradient per radian;
  /// infinite where the posture cannot be held.
  func evaluate(_ unknowns: [Double], _ slopes: inout [Double]) -> Double {
    let q = analysis.geometry.coordinates
    for (place, coordinate) in free.enumerated() {
      q[coordinate] = start[place]
      for column in 0..<basis.count { q[coordinate] += basis[column][place] * unknowns[column] }
    }
    analysis.kinematics.follow(analysis.posture, q, legs: analysis.followingLegs)
    guard analysis.place() else { return .infinity }
    let sharing = analysis.recruit(stable: false)
    guard sharing.status == .solved || sharing.status == .demandsUnmet else { return .infinity }
    gradient.compute(
      of: analysis.recruitment,
      equations: analysis.equations,
      support: analysis.support,
      contacts: analysis.contacts,
      passive: analysis.passive
    )
    let attitude = addAttitude(q)
    analysis.closure?.pullBack(gradient.gradient)
    analysis.kinematics.pullBack(gradient.gradient, legs: analysis.followingLegs)
    for column in 0..<basis.count {
      slopes[column] = 0
      for (place, coordinate) in free.enumerated() {
        slopes[column] += basis[column][place] * gradient.gradient[coordinate]
      }
    }
    // What rounding leaves unmet where all demands are met is no effort.
    let unmet = sharing.status == .demandsUnmet ? sharing.unmetMoment : 0
    return analysis.recruitment.program.cost() + Self.unmetPenalty * unmet + attitude
  }

  /// The effort of a thorax that is pitched, leans or is turned out of the posture's own attitude;
  /// adds its derivatives to the gradient.
  private func addAttitude(_ q: UnsafeMutableBufferPointer<Double>) -> Double {
    let places = analysis.kinematics.places
    let own = [analysis.posture.thoraxPitch, analysis.posture.sideLean, 0]
    var effort = 0.0
    for axis in 0..<3 {
      let deviation = q[places.pelvis[axis]] + q[places.abdomen[axis]] - own[axis]
      effort += 0.5 * pitchWeight * deviation * deviation
      gradient.gradient[places.pelvis[axis]] += pitchWeight * deviation
      for level in 0..<LumbarLevel.count {
        gradient.gradient[places.lumbar[3 * level + axis]] += pitchWeight * deviation
      }
    }
    return effort
  }

  /// The step of differences of the gradient, in radians: chosen, where its rounding and its bend
  /// weigh alike.
  private static let differenceStep = 1e-5

  /// The smallest eigenvalue of the second derivatives, by central differences of the gradient.
  private func smallestCurvature(at unknowns: [Double]) -> Double? {
    let n = unknowns.count
    let step = Self.differenceStep
    var matrix = Matrix(rows: n, columns: n)
    var above = unknowns
    var below = unknowns
    for column in 0..<n {
      var point = unknowns
      point[column] += step
      guard evaluate(point, &above).isFinite else { return nil }
      point[column] -= 2 * step
      guard evaluate(point, &below).isFinite else { return nil }
      for row in 0..<n { matrix[row, column] = (above[row] - below[row]) / (2 * step) }
    }
    return Self.decompose(matrix)?.values.first
  }

  /// A first estimate of the inverse of the second derivatives, by forward differences.
  ///
  /// Directions in which the effort does not curve upward count as a hundredth of the strongest. Nil
  /// where a neighbour cannot be held.
  private func inverseCurvature(at unknowns: [Double], slopes: [Double]) -> [Double]? {
    let n = unknowns.count
    var matrix = Matrix(rows: n, columns: n)
    var moved = unknowns
    for column in 0..<n {
      var point = unknowns
      point[column] += Self.differenceStep
      guard evaluate(point, &moved).isFinite else { return nil }
      for row in 0..<n {
        matrix[row, column] = (moved[row] - slopes[row]) / Self.differenceStep
      }
    }
    guard let eigen = Self.decompose(matrix) else { return nil }
    let largest = abs(eigen.values[n - 1])
    var inverse = [Double](repeating: 0, count: n * n)
    for place in 0..<n {
      let value = max(abs(eigen.values[place]), 1e-2 * largest)
      guard value > 0 else { return nil }
      for j in 0..<n {
        for i in 0..<n {
          inverse[j * n + i] += eigen.vectors[i, place] * eigen.vectors[j, place] / value
        }
      }
    }
    return inverse
  }

  /// Eigenvalues, ascending, and eigenvectors by columns of the symmetric part of a matrix.
  private static func decompose(_ matrix: Matrix) -> (values: [Double], vectors: Matrix)? {
    let n = matrix.rows
    var mean = matrix
    for i in 0..<n {
      for j in 0..<n { mean[i, j] = 0.5 * (matrix[i, j] + matrix[j, i]) }
    }
    var eigen = SymmetricEigenWorkspace(order: n)
    do {
      try eigen.decompose(mean)
      return (eigen.eigenvalues, eigen.eigenvectors)
    } catch {
      return nil
    }
  }
}
