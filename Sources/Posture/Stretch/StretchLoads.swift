// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

/// Finds muscle forces and disc loads at the times of a ``StretchSession``.
///
/// The angles are those of the session, held as they are; the passive forces that the stretch has
/// left stand in the balance in place of the elastic ones. Supports carry the body as in the
/// posture of the stretch. Make one for a session and a task; it holds the scratch storage.
public struct StretchLoads: ~Copyable {
  private let session: StretchSession
  private let analysis: PostureAnalysis

  /// Makes a solver for a session.
  ///
  /// - Parameters:
  ///   - session: The session.
  ///   - posture: The posture in the stretch, for its supports and what the hands hold.
  ///   - settings: The choices of the analysis.
  public init(
    of session: StretchSession,
    in posture: BodyPosture,
    settings: PostureSettings = PostureSettings()
  ) {
    self.session = session
    analysis = PostureAnalysis(model: session.model, posture: posture, settings: settings)
  }

  /// Analyses one time of the session.
  ///
  /// - Parameters:
  ///   - sample: A time of the session of this solver.
  ///   - solution: Receives the loads; made for the same model.
  public mutating func solve(_ sample: StretchSample, into solution: inout PostureSolution) {
    let knot = session.path.knots[session.path.index(at: sample.fraction)]
    analysis.solve(
      at: knot.coordinates,
      passiveForces: sample.passiveForces,
      into: &solution
    )
  }
}
