// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
public import LumbarSpine

extension BuiltInWalk {
  /// The least and the greatest compression of every level over the cycle, in newtons, of the built-in subject.
  ///
  /// - Parameters:
  ///   - parameters: The parameters of the subject.
  ///   - settings: The choices of the analysis.
  /// - Returns: The ranges; nil where muscles cannot balance every frame.
  public func compressions(
    with parameters: ModelParameters,
    settings: WalkingSettings = WalkingSettings()
  ) -> PerLevel<ClosedRange<Double>>? {
    let model = HumanModel(
      of: Subject(standardIn: parameters),
      parameters: parameters,
      musculature: .trunkAndLegs
    )
    var solver = WalkingSolver(model: model, settings: settings)
    let frames = solver.solve(motion(of: model, settings: settings))
    guard frames.allSatisfy({ $0.status == .ok }) else { return nil }
    return PerLevel { level in
      let values = frames.map { $0[level].compression }
      return (values.min() ?? 0)...(values.max() ?? 0)
    }
  }
}
