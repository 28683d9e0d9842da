// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// Minimises half the sum of squared residuals by the method of Levenberg and Marquardt.
///
/// Marquardt, J. SIAM 11 (1963) 431-441, doi:10.1137/0111030, with the scaling by column norms of
/// More, Lecture Notes in Mathematics 630 (1978) 105-116, doi:10.1007/BFb0067700, and the update
/// of the damping of Nielsen, Damping Parameter in Marquardt's Method, IMM-REP-1999-05 (1999). Each
/// step solves a linear least-squares problem by QR, so the normal equations are never formed.
public struct LevenbergMarquardtSolver: Sendable {
  /// What the caller may choose.
  public struct Settings: Sendable, Hashable, Codable {
    /// The largest cosine between the residuals and a column of derivatives, dimensionless.
    public var gradientTolerance: Double

    /// The largest scaled step relative to the scaled unknowns, dimensionless.
    public var stepTolerance: Double

    /// The greatest number of steps tried.
    public var iterationLimit: Int

    /// Makes settings; both tolerances are dimensionless.
    public init(
      gradientTolerance: Double = 1e-10,
      stepTolerance: Double = 1e-12,
      iterationLimit: Int = 200
    ) {
      precondition(
        gradientTolerance >= 0 && stepTolerance >= 0,
        "tolerances cannot be negative: \(gradientTolerance), \(stepTolerance)"
      )
      precondition(iterationLimit >= 1, "at least one step is needed, not \(iterationLimit)")
      self.gradientTolerance = gradientTolerance
      self.stepTolerance = stepTolerance
      self.iterationLimit = iterationLimit
    }
  }

  /// The settings of this solver.
  public var settings: Settings

  /// Makes a solver.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Minimises from a first estimate; `start.count == system.unknownCount`.
  ///
  /// Converged means a least cost nearby: look at `cost` to see how small it is.
  public func solve(_ system: some NonlinearSystem, startingFrom start: [Double])
    -> NonlinearSolution
  {
    let m = system.residualCount
    let n = system.unknownCount
    precondition(start.count == n, "\(start.count) numbers to start \(n) unknowns")
    precondition(n >= 1 && m >= n, "\(m) residuals for \(n) unknowns")
    var current = NonlinearSolution(
      status: .iterationLimit,
      unknowns: start,
      residuals: [Double](repeating: 0, count: m),
      iterations: 0
    )
    system.computeResiduals(at: current.unknowns, into: &current.residuals)
    guard current.residuals.allSatisfy(\.isFinite) else {
      current.status = .notFinite
      return current
    }
    var jacobian = Matrix(rows: m, columns: n)
    var scales = [Double](repeating: 0, count: n)
    system.computeJacobian(at: current.unknowns, into: &jacobian)
    // The damped problem has the rows of the Jacobian, then those of the damping.
    var qr = QRWorkspace(rows: m + n, columns: n)
    var damped = Matrix(rows: m + n, columns: n)
    var right = [Double](repeating: 0, count: m + n)
    var trial = current
    // The first damping and its growth are Nielsen's.
    var damping = 1e-3
    var growth = 2.0
    while true {
      guard jacobian.isFinite else {
        current.status = .notFinite
        return current
      }
      for j in 0..<n {
        let norm = (0..<m).reduce(0) { $0 + jacobian[$1, j] * jacobian[$1, j] }.squareRoot()
        scales[j] = max(scales[j], norm)
        if scales[j] == 0 { scales[j] = 1 }
      }
      let gradient = jacobian.transposed * current.residuals
      if isStationary(gradient, scales, current) {
        current.status = .converged
        return current
      }
      var accepted = false
      while !accepted {
        if current.iterations == settings.iterationLimit { return current }
        current.iterations += 1
        for j in 0..<n {
          for i in 0..<m { damped[i, j] = jacobian[i, j] }
          for i in 0..<n { damped[m + i, j] = i == j ? damping.squareRoot() * scales[j] : 0 }
        }
        for i in 0..<m { right[i] = -current.residuals[i] }
        do {
          try qr.factor(damped)
        } catch {
          current.status = error == .notFinite ? .notFinite : .singularMatrix
          return current
        }
        let step = qr.leastSquares(right).solution
        var stepNorm = 0.0
        var norm = 0.0
        for j in 0..<n {
          trial.unknowns[j] = current.unknowns[j] + step[j]
          stepNorm += scales[j] * scales[j] * step[j] * step[j]
          norm += scales[j] * scales[j] * current.unknowns[j] * current.unknowns[j]
        }
        if stepNorm.squareRoot() <= settings.stepTolerance * (norm.squareRoot() + 1e-300) {
          current.status = .converged
          return current
        }
        system.computeResiduals(at: trial.unknowns, into: &trial.residuals)
        // The gain over what the linear model promises, (1/2) step'(damping D^2 step - gradient).
        var promised = 0.0
        for j in 0..<n {
          promised += 0.5 * step[j] * (damping * scales[j] * scales[j] * step[j] - gradient[j])
        }
        let gain = (current.cost - trial.cost) / promised
        if gain > 0 && trial.cost.isFinite {
          let cube = (2 * gain - 1) * (2 * gain - 1) * (2 * gain - 1)
          damping = max(damping * max(1.0 / 3, 1 - cube), 1e-15)
          growth = 2
          accepted = true
        } else {
          damping *= growth
          growth *= 2
          if damping > 1e30 {
            current.status = .insufficientProgress
            return current
          }
        }
      }
      current.unknowns = trial.unknowns
      current.residuals = trial.residuals
      system.computeJacobian(at: current.unknowns, into: &jacobian)
    }
  }

  /// True when the residuals are orthogonal to every column of derivatives, or zero.
  private func isStationary(
    _ gradient: [Double],
    _ scales: [Double],
    _ solution: NonlinearSolution
  ) -> Bool {
    let norm = (2 * solution.cost).squareRoot()
    return zip(gradient, scales).allSatisfy {
      abs($0) <= settings.gradientTolerance * $1 * norm
    }
  }
}
