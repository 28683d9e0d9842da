// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import HumanModel
internal import LinearAlgebra
internal import MultibodyDynamics
internal import NumericalMethods

/// Why no body can take a posture, and what would help.
public struct ImpossiblePosture: Error, Equatable {
  /// What is wrong, in words that stand alone.
  public let reason: String

  /// What to do about it, a short sentence without a full stop.
  public let remedy: String
}

extension BodyPosture {
  /// Says whether a body can take the posture: whether its feet find a stance and nothing reaches
  /// through the floor, or whether its supports can balance it.
  ///
  /// A posture that settles is balanced where it settles, so only what it is made of is checked.
  ///
  /// - Parameters:
  ///   - model: The body.
  ///   - settings: The rhythm of the levels.
  /// - Throws: ``ImpossiblePosture`` with the reason, such as the support that is missing.
  public func check(
    on model: HumanModel,
    settings: PostureSettings = PostureSettings()
  ) throws(ImpossiblePosture) {
    try checkCarrier()
    let body = PlacedBody(self, on: model, settings: settings)
    switch carrier {
    case .feet(let feet):
      guard body.standsOnFeet else {
        throw ImpossiblePosture(
          reason: "the feet find no stance with the mass centre over them",
          remedy: "give the standing legs angles with which both soles lie on one floor"
        )
      }
      try body.checkFloor(under: feet)
    case .supports(let supports):
      if !settles { try body.checkBalance(on: supports) }
    }
  }

  private func checkCarrier() throws(ImpossiblePosture) {
    switch carrier {
    case .feet(let feet):
      guard !feet.isEmpty else {
        throw ImpossiblePosture(reason: "no foot carries the body", remedy: "name a foot")
      }
      guard Set(feet).count == feet.count else {
        throw ImpossiblePosture(reason: "a foot is named twice", remedy: "name it once")
      }
    case .supports(let supports):
      guard supports.contains(where: { !$0.sides.isEmpty }) else {
        throw ImpossiblePosture(
          reason: "nothing carries the body",
          remedy: "add a support, or let feet carry it"
        )
      }
      for (place, support) in supports.enumerated() {
        for side in support.sides {
          let again = supports[..<place].contains {
            $0.landmark == support.landmark && $0.direction == support.direction
              && $0.sides.contains(side)
          }
          if again || support.sides.count(where: { $0 == side }) > 1 {
            throw ImpossiblePosture(
              reason: "the \(side.word) \(support.landmark.words) is supported twice from one side",
              remedy: "remove one of the two supports"
            )
          }
        }
      }
    }
  }
}

/// A body in a posture, with all places in ground.
private final class PlacedBody {
  private let model: HumanModel
  private let handLoad: HandLoad
  private var dynamics: DynamicsWorkspace
  /// False where feet should carry the body and find no stance.
  let standsOnFeet: Bool

  /// How far a landmark may lie below the floor, in metres: chosen, the give of flesh.
  private static let give = 0.02

  /// The weight that may stay uncarried, as a share of the whole weight, and the distance by which
  /// the mass centre may lie outside the supports, in metres: chosen, far below both measurements.
  private static let tolerance = 1e-6

  init(_ posture: BodyPosture, on model: HumanModel, settings: PostureSettings) {
    self.model = model
    handLoad = HandLoad(model: model, mass: posture.handLoad)
    let multibody = model.skeleton.multibody
    dynamics = DynamicsWorkspace(for: multibody)
    let kinematics = PostureKinematics(model: model, settings: settings)
    let q = UnsafeMutableBufferPointer<Double>.filled(0, count: multibody.coordinateCount)
    defer { q.deallocate() }
    kinematics.write(posture, to: q)
    if case .feet(let feet) = posture.carrier {
      for (side, leg) in [posture.rightLeg, posture.leftLeg].enumerated()
      where feet.contains(side == 0 ? .right : .left) {
        q[kinematics.places.ankles[side]] = leg.withLevelSole.ankleDorsiflexion
      }
      let closure = StanceClosure(model: model, feet: feet, handLoad: handLoad)
      standsOnFeet = closure.close(q, using: &dynamics)
    } else {
      standsOnFeet = true
      guard let pointer = q.baseAddress else { preconditionFailure("no coordinates") }
      multibody.updatePositions(at: pointer, in: &dynamics)
    }
  }

  private func place(_ landmark: Landmark, _ side: Muscle.Side) -> Vector3 {
    let place = model.skeleton.place(of: landmark, side: side, parameters: model.parameters)
    return dynamics.transform(of: place.body) * place.point
  }

  /// Refuses a posture in which a part of the body lies under the floor of the standing feet.
  func checkFloor(under feet: [Muscle.Side]) throws(ImpossiblePosture) {
    let soles = feet.flatMap { foot in
      [Landmark.heel, .ball, .outerBall].map { place($0, foot).y }
    }
    guard let floor = soles.min() else { return }
    var lowest: (depth: Double, words: String)?
    for landmark in Landmark.allCases {
      for side in [Muscle.Side.right, .left] {
        let depth = floor - place(landmark, side).y
        if depth > max(lowest?.depth ?? 0, Self.give) {
          lowest = (depth, "the \(side.word) \(landmark.words)")
        }
      }
    }
    guard let lowest else { return }
    throw ImpossiblePosture(
      reason: "\(lowest.words) reaches \(Self.text(lowest.depth)) m through the floor",
      remedy: "raise it, or let it carry the body"
    )
  }

  /// Refuses supports that cannot hold the body's weight where its mass centre is.
  func checkBalance(on supports: [BodySupport]) throws(ImpossiblePosture) {
    let contacts = ContactForces(model: model, supports: supports, equations: [])
    let centre = massCentre
    var columns: [(force: Vector3, moment: Vector3)] = []
    contacts.forEachEdge(using: dynamics) { point, force in
      columns.append((force, (point - centre).cross(force)))
    }
    var matrix = Matrix(rows: 6, columns: columns.count)
    for (column, edge) in columns.enumerated() {
      for axis in 0..<3 {
        matrix[axis, column] = edge.force[axis]
        matrix[3 + axis, column] = edge.moment[axis]
      }
    }
    // Forces in units of the weight, moments of the weight times a metre.
    let missing: [Double]
    do {
      missing = try NonNegativeLeastSquares(matrix: matrix, observations: [0, 1, 0, 0, 0, 0])
        .solve().residuals
    } catch {
      preconditionFailure("the balance of the supports has no solution: \(error)")
    }
    guard let worst = missing.indices.max(by: { abs(missing[$0]) < abs(missing[$1]) }),
      abs(missing[worst]) > Self.tolerance
    else { return }
    throw ImpossiblePosture(
      reason: "the supports cannot balance the body: "
        + Self.need(worst, missing[worst], friction: supports.contains { $0.friction > 0 }),
      remedy: "add a support there, or move the body over those it has"
    )
  }

  /// The mass centre of the body with what the hands hold, in ground in metres.
  private var massCentre: Vector3 {
    let multibody = model.skeleton.multibody
    var mass = multibody.totalMass
    var moment = multibody.massCenter(using: dynamics) * mass
    handLoad.forEach(using: dynamics) { _, point, part in
      moment += point * part
      mass += part
    }
    return moment / mass
  }

  /// What a balance lacks, from the force that is missing in units of the weight (0 to 2) or the
  /// moment of the weight times a metre (3 to 5).
  private static func need(_ axis: Int, _ value: Double, friction: Bool) -> String {
    let size = text(abs(value))
    switch axis {
    case 0:
      return "nothing pushes it \(value > 0 ? "forward" : "back") with \(size) of its weight"
    case 1: return "nothing holds up \(size) of its weight"
    case 2:
      return "nothing pushes it to the \(value > 0 ? "right" : "left") with \(size) of its weight"
    case 3:
      return "a support further to the \(value > 0 ? "left" : "right") is missing; the mass centre "
        + "lies about \(size) m outside"
    case 4:
      return "nothing keeps it from turning about the vertical"
        + (friction ? "" : "; the supports have no friction")
    default:
      return "a support further \(value > 0 ? "forward" : "back") is missing; the mass centre lies "
        + "about \(size) m outside"
    }
  }

  private static func text(_ value: Double) -> String {
    "\((value * 1000).rounded() / 1000)"
  }
}

extension Muscle.Side {
  /// The word for the side.
  fileprivate var word: String { self == .right ? "right" : "left" }
}

extension Landmark {
  /// The words for the place.
  fileprivate var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
