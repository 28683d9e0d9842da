// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import HumanModel

extension BodyPosture {
  /// The posture with right and left exchanged, under the same name.
  public var mirrored: BodyPosture {
    var posture = self
    posture.sideLean = -sideLean
    posture.rightLeg = leftLeg
    posture.leftLeg = rightLeg
    switch carrier {
    case .feet(let sides): posture.carrier = .feet(sides.map(\.other))
    case .supports(let supports):
      posture.carrier = .supports(
        supports.map { support in
          var support = support
          support.sides = support.sides.map(\.other)
          return support
        }
      )
    }
    return posture
  }
}

extension Muscle.Side {
  /// The other side.
  fileprivate var other: Self { self == .right ? .left : .right }
}
