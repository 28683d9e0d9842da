// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel
internal import LinearAlgebra
internal import LumbarSpine
internal import MuscleRecruitment
internal import NumericalMethods

/// Finds the angles near a posture at which the effort of holding it is least.
///
///     minimise  E(u) = least effort of load sharing at q(u) + (w / 2) (pitch - posture's pitch)^2
///
/// over the tilt of the pelvis and the flexion of the six levels (and, where the sides differ, the
/// turn of the pelvis, bending and rotation of the levels). Hips, knees and ankles follow: standing
/// feet stay in place under the mass centre, thighs on a seat keep their direction; arms hang.
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
      for level in 0..<levels {
        free.append(places.lumbar[3 * level + 1])
        free.append(places.lumbar[3 * level + 2])
      }
    }
    self.free = free
    analysis.placeAsGiven()
    start = free.map { analysis.geometry.coordinates[$0] }
    basis = Self.directions(
      free.count,
      holding: options.held.union(analysis.posture.held)
    )
  }

  /// Directions of `count` coordinates, of which the first are tilt and flexions from L5-S1 up, that
  /// change nothing that is held.
  private static func directions(_ count: Int, holding held: Set<HeldAngle>) -> [[Double]] {
    func row(_ entries: [Int]) -> [Double] {
      (0..<count).map { entries.contains($0) ? 1 : 0 }
    }
    let levels = LumbarLevel.count
    var rows: [[Double]] = []
    if held.contains(.pelvicTilt) { rows.append(row([0])) }
    if held.contains(.levels) { rows += (1...levels).map { row([$0]) } }
    if held.contains(.lordosis) { rows.append(row(Array(1..<levels))) }
    if held.contains(.thoraxPitch) { rows.append(row(Array(0...levels))) }
    var kept: [[Double]] = []
    var basis: [[Double]] = []
    for (place, vector) in (rows + (0..<count).map { row([$0]) }).enumerated() {
      var rest = vector
      for other in kept + basis {
        let overlap = zip(rest, other).reduce(0) { $0 + $1.0 * $1.1 }
        for i in 0..<count { rest[i] -= overlap * other[i] }
      }
      let norm = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 1e-9 else { continue }
      let unit = rest.map { $0 / norm }
      if place < rows.count { kept.append(unit) } else { basis.append(unit) }
    }
    return basis
  }

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
    analysis.kinematics.follow(analysis.posture, q, withHips: analysis.closure == nil)
    guard analysis.place() else { return .infinity }
    let sharing = analysis.recruit(stable: false)
    guard sharing.status == .solved || sharing.status == .demandsUnmet else { return .infinity }
    let places = analysis.kinematics.places
    let pitch = q[places.pelvis[0]] + q[places.abdomen[0]]
    let lean = pitch - analysis.posture.thoraxPitch
    gradient.compute(
      of: analysis.recruitment,
      equations: analysis.equations,
      support: analysis.support,
      contacts: analysis.contacts,
      passive: analysis.passive
    )
    analysis.closure?.pullBack(gradient.gradient)
    analysis.kinematics.pullBack(gradient.gradient)
    gradient.gradient[places.pelvis[0]] += pitchWeight * lean
    for level in 0..<LumbarLevel.count {
      gradient.gradient[places.flexion(level)] += pitchWeight * lean
    }
    for column in 0..<basis.count {
      slopes[column] = 0
      for (place, coordinate) in free.enumerated() {
        slopes[column] += basis[column][place] * gradient.gradient[coordinate]
      }
    }
    // What rounding leaves unmet where all demands are met is no effort.
    let unmet = sharing.status == .demandsUnmet ? sharing.unmetMoment : 0
    return analysis.recruitment.program.cost() + Self.unmetPenalty * unmet
      + 0.5 * pitchWeight * lean * lean
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
