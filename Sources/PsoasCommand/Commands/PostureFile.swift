// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Lumbopelvic

/// Reads one posture from a strict JSON file.
///
/// Angles are in degrees and zero in neutral standing; what a file leaves out is as there. The page
/// on postures describes the keys.
enum PostureFile {
  static let keys = [
    "name", "pelvic_tilt_deg", "side_lean_deg", "thorax_pitch_deg", "lumbar_flexion_deg", "legs",
    "right_leg", "left_leg", "arms", "hand_load_kg", "carried_by", "supports", "trunk_free",
    "settles", "hold",
  ]
  private static let legKeys = [
    "thigh_elevation_deg", "knee_flexion_deg", "ankle_dorsiflexion_deg",
  ]
  private static let armKeys = ["elevation_deg", "elbow_flexion_deg"]
  private static let supportKeys = ["landmark", "sides", "direction_deg", "friction"]

  /// The ranges of the values, in the unit of the key: chosen, as far as a body reaches.
  private enum Range {
    static let tilt = -150.0...150
    static let lean = -100.0...100
    static let lumbar = -60.0...90
    static let limb = -150.0...150
    static let knee = -10.0...160
    static let ankle = -90.0...60
    static let elbow = 0.0...150
    static let load = 0.0...100
    static let direction = -180.0...180
    static let friction = 0.0...2
  }

  /// True where an argument names a file and no posture.
  static func isFile(_ argument: String) -> Bool {
    argument == "-" || argument.contains("/") || argument.lowercased().hasSuffix(".json")
  }

  static func read(_ path: String) throws(InputError) -> BodyPosture {
    try posture(in: JSONDocument(path: path))
  }

  static func posture(in document: JSONDocument) throws(InputError) -> BodyPosture {
    let object = try document.object(keys: keys)
    var posture = BodyPosture(name: try object.string("name") ?? "posture")
    posture.pelvicTilt = try angle(object, "pelvic_tilt_deg", Range.tilt) ?? 0
    posture.sideLean = try angle(object, "side_lean_deg", Range.lean) ?? 0
    posture.thoraxPitch = try thoraxPitch(object, over: posture.pelvicTilt)
    try readLegs(object, into: &posture)
    if let arms = try object.object("arms", keys: armKeys) {
      posture.arms = BodyPosture.Arms(
        elevation: try angle(arms, "elevation_deg", Range.limb) ?? 0,
        elbowFlexion: try angle(arms, "elbow_flexion_deg", Range.elbow) ?? 0
      )
    }
    posture.handLoad = try object.number("hand_load_kg", in: Range.load, unit: "kg") ?? 0
    posture.carrier = try carrier(object)
    if case .feet = posture.carrier { posture.isFree = true } else { posture.isFree = false }
    if let isFree = try object.bool("trunk_free") { posture.isFree = isFree }
    try readSettling(object, into: &posture)
    return posture
  }

  /// An angle in radians from a key in degrees, or nil.
  private static func angle(
    _ object: JSONObject,
    _ key: String,
    _ range: ClosedRange<Double>
  ) throws(InputError) -> Double? {
    try object.number(key, in: range, unit: "degrees").map(Angle.degrees)
  }

  /// Refuses a second key that says the same as a first.
  private static func refuseBoth(
    _ object: JSONObject,
    _ first: String,
    _ second: String
  ) throws(InputError) {
    guard object.contains(first), object.contains(second) else { return }
    throw object.error(
      second,
      "the key contradicts '\(first)'",
      remedy: "give one of the two"
    )
  }

  /// Pitch of the thorax in radians: as given, or from the flexion between it and the pelvis.
  private static func thoraxPitch(
    _ object: JSONObject,
    over tilt: Double
  ) throws(InputError) -> Double {
    try refuseBoth(object, "thorax_pitch_deg", "lumbar_flexion_deg")
    let pitch: Double
    if let flexion = try angle(object, "lumbar_flexion_deg", Range.lumbar) {
      pitch = tilt + flexion
    } else {
      pitch = try angle(object, "thorax_pitch_deg", Range.tilt) ?? 0
    }
    let flexion = Angle.inDegrees(pitch - tilt)
    guard Range.lumbar.contains((flexion * 1e9).rounded() / 1e9) else {
      throw object.error(
        object.contains("thorax_pitch_deg") ? "thorax_pitch_deg" : "pelvic_tilt_deg",
        "no spine bends so far between pelvis and thorax",
        found: NumberText.text(of: (flexion * 1e9).rounded() / 1e9),
        allowed: InputError.range(Range.lumbar, unit: "degrees from pelvic_tilt_deg"),
        remedy: "give thorax_pitch_deg as well: without it the thorax is upright"
      )
    }
    return pitch
  }

  private static func readLegs(
    _ object: JSONObject,
    into posture: inout BodyPosture
  ) throws(InputError) {
    for key in ["right_leg", "left_leg"] { try refuseBoth(object, "legs", key) }
    if let both = try leg(object, "legs") {
      posture.rightLeg = both
      posture.leftLeg = both
    }
    if let right = try leg(object, "right_leg") { posture.rightLeg = right }
    if let left = try leg(object, "left_leg") { posture.leftLeg = left }
  }

  private static func leg(
    _ object: JSONObject,
    _ key: String
  ) throws(InputError) -> BodyPosture.Leg? {
    guard let leg = try object.object(key, keys: legKeys) else { return nil }
    return BodyPosture.Leg(
      thighElevation: try angle(leg, "thigh_elevation_deg", Range.limb) ?? 0,
      kneeFlexion: try angle(leg, "knee_flexion_deg", Range.knee) ?? 0,
      ankleDorsiflexion: try angle(leg, "ankle_dorsiflexion_deg", Range.ankle) ?? 0
    )
  }

  // MARK: - What carries the body

  private static let carriers: [(word: String, feet: [Muscle.Side], legs: [String])] = [
    ("feet", [.right, .left], ["legs", "right_leg", "left_leg"]),
    ("right foot", [.right], ["legs", "right_leg"]),
    ("left foot", [.left], ["legs", "left_leg"]),
  ]

  private static func carrier(_ object: JSONObject) throws(InputError) -> BodyPosture.Carrier {
    try refuseBoth(object, "carried_by", "supports")
    if let choice = try object.choice("carried_by", among: carriers.map(\.word)) {
      for key in carriers[choice].legs {
        guard let leg = try object.object(key, keys: legKeys),
          leg.contains("ankle_dorsiflexion_deg")
        else { continue }
        throw leg.error(
          "ankle_dorsiflexion_deg",
          "the ankle of a foot that carries the body follows from the level floor",
          remedy: "remove the key"
        )
      }
      return .feet(carriers[choice].feet)
    }
    guard let list = try object.array("supports") else {
      throw object.error(
        "carried_by",
        "nothing carries the body: the key is missing",
        allowed: carriers.map(\.word).joined(separator: ", "),
        remedy: "or list what carries it under 'supports'"
      )
    }
    guard !list.isEmpty else {
      throw object.error(
        "supports",
        "the list is empty: nothing carries the body",
        allowed: "at least one support"
      )
    }
    var supports: [BodySupport] = []
    for (index, value) in list.enumerated() {
      let support = try JSONObject(
        value,
        in: object.document,
        keys: supportKeys,
        path: "supports[\(index)]"
      )
      supports.append(try self.support(support, after: supports))
    }
    return .supports(supports)
  }

  private static func support(
    _ object: JSONObject,
    after others: [BodySupport]
  ) throws(InputError) -> BodySupport {
    let names = Landmark.allCases.map(\.rawValue)
    guard let place = try object.choice("landmark", among: names) else {
      throw object.missing("landmark", names.joined(separator: ", "))
    }
    let landmark = Landmark.allCases[place]
    let choices: [[Muscle.Side]] = [[.right, .left], [.right], [.left]]
    let sides = choices[try object.choice("sides", among: ["both", "right", "left"]) ?? 0]
    let direction = try object.number("direction_deg", in: Range.direction, unit: "degrees") ?? 90
    let support = BodySupport(
      landmark,
      sides: sides,
      direction: Angle.degrees(direction),
      friction: try object.requiredNumber("friction", in: Range.friction)
    )
    let again = others.contains {
      $0.landmark == landmark && $0.direction == support.direction
        && !Set($0.sides).isDisjoint(with: sides)
    }
    guard !again else {
      throw object.error(
        "landmark",
        "the place is supported twice from one side",
        found: landmark.rawValue,
        remedy: "remove one of the two supports or give each its own side"
      )
    }
    return support
  }

  // MARK: - Settling

  private static func readSettling(
    _ object: JSONObject,
    into posture: inout BodyPosture
  ) throws(InputError) {
    posture.settles = try object.bool("settles") ?? false
    guard let list = try object.array("hold") else { return }
    guard posture.settles else {
      throw object.error(
        "hold",
        "angles are held only while a posture settles",
        remedy: "add \"settles\": true or remove the key"
      )
    }
    let names = HeldAngle.allCases.map(\.rawValue)
    for (index, value) in list.enumerated() {
      let field = "hold[\(index)]"
      func fault(_ problem: String, _ found: String?, _ remedy: String?) -> InputError {
        object.document.error(
          at: value.offset,
          field: field,
          problem,
          found: found,
          allowed: names.joined(separator: ", "),
          remedy: remedy
        )
      }
      guard case .string(let word) = value.content else {
        throw fault("the value is \(value.kind)", nil, nil)
      }
      guard let angle = HeldAngle(rawValue: word) else {
        throw fault("no angle has this name", word, NearMiss.question(for: word, among: names))
      }
      guard posture.held.insert(angle).inserted else {
        throw fault("an angle is named twice", word, "remove one")
      }
    }
  }
}
