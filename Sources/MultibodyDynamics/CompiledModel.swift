// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import LinearAlgebra

/// The numbers of a model in flat storage for the recursions.
///
/// Unchecked `Sendable`: storage is written only in `init` and through
/// `MultibodyModel.withUniqueStorage`, which first makes sure that nobody else holds it.
final class CompiledModel: @unchecked Sendable {
  let bodyCount: Int
  let coordinateCount: Int
  let stepCount: Int
  let translationCount: Int
  let rotationCount: Int
  let couplingTermCount: Int
  /// True when a step or a coupling is a function of a coordinate.
  let hasFunctions: Bool
  let joints: UnsafeMutablePointer<CompiledJoint>
  let masses: UnsafeMutablePointer<MassProperties>
  let sources: UnsafeMutablePointer<StepSource>
  let directions: UnsafeMutablePointer<Vector3>
  let rotations: UnsafeMutablePointer<RotationStep>
  let couplingTerms: UnsafeMutablePointer<CompiledCouplingTerm>
  let couplings: UnsafeMutablePointer<CompiledCoupling>
  let couplingCount: Int
  /// The independent coordinates.
  let independents: UnsafeMutablePointer<Int>
  let independentCount: Int
  let functions: FunctionTable
  /// The steps that are functions of several coordinates.
  let multivariateSteps: [MultivariateStep]
  /// A number that two models share when a workspace of one fits the other.
  let layout: UInt64

  init(
    joints definitions: [JointDefinition],
    masses bodies: [MassProperties],
    coordinateCount: Int,
    couplings: [CompiledCoupling],
    couplingTerms terms: [CompiledCouplingTerm],
    functions: FunctionTable
  ) {
    // definitions[0] stands for ground, which has no joint.
    let moving = definitions.dropFirst()
    bodyCount = definitions.count
    self.coordinateCount = coordinateCount
    self.functions = functions
    func variable(_ steps: [StepDefinition]) -> Int { steps.count { $0.coordinate >= 0 } }
    translationCount = moving.reduce(0) { $0 + variable($1.translations) }
    rotationCount = moving.reduce(0) { $0 + variable($1.rotations) }
    stepCount = translationCount + rotationCount
    couplingTermCount = terms.count
    let multivariate = moving.flatMap {
      ($0.translations + $0.rotations).compactMap(\.multivariate)
    }
    multivariateSteps = multivariate
    hasFunctions = !functions.isEmpty || !multivariate.isEmpty
    joints = .allocate(capacity: bodyCount)
    masses = .allocate(capacity: bodyCount)
    masses.initialize(from: bodies, count: bodyCount)
    sources = .allocate(capacity: max(stepCount, 1))
    directions = .allocate(capacity: max(translationCount, 1))
    rotations = .allocate(capacity: max(rotationCount, 1))
    couplingTerms = .allocate(capacity: max(terms.count, 1))
    couplingTerms.initialize(from: terms, count: terms.count)
    couplingCount = couplings.count
    self.couplings = .allocate(capacity: max(couplings.count, 1))
    self.couplings.initialize(from: couplings, count: couplings.count)
    let free = (0..<coordinateCount).filter { c in !couplings.contains { $0.dependent == c } }
    independentCount = free.count
    independents = .allocate(capacity: max(free.count, 1))
    independents.initialize(from: free, count: free.count)

    var layout: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ number: Int) {
      // FNV-1a, one word at a time.
      layout = (layout ^ UInt64(bitPattern: Int64(number))) &* 0x0000_0100_0000_01B3
    }
    mix(bodyCount)
    mix(coordinateCount)
    var step = 0
    var translation = 0
    var rotation = 0
    var multivariatePlace = 0
    joints[0] = CompiledJoint(
      parent: 0,
      stepStart: 0,
      translationStart: 0,
      translationCount: 0,
      rotationStart: 0,
      rotationCount: 0,
      coordinateStart: 0,
      coordinateCount: 0,
      isPlain: true,
      constant: .identity
    )
    for (index, definition) in definitions.enumerated().dropFirst() {
      let turning = definition.rotations.filter { $0.coordinate >= 0 }
      let shifting = definition.translations.filter { $0.coordinate >= 0 }
      let steps = shifting + turning
      joints[index] = CompiledJoint(
        parent: definition.parent,
        stepStart: step,
        translationStart: translation,
        translationCount: shifting.count,
        rotationStart: rotation,
        rotationCount: turning.count,
        coordinateStart: definition.coordinateStart,
        coordinateCount: definition.coordinateCount,
        isPlain: steps.allSatisfy { $0.function < 0 && $0.multivariate == nil }
          && steps.count == definition.coordinateCount,
        constant: .identity
      )
      mix(definition.parent)
      mix(definition.coordinateCount)
      for (place, definition) in steps.enumerated() {
        sources[step + place] = StepSource(
          coordinate: definition.coordinate,
          function: definition.function,
          multivariate: definition.multivariate == nil ? -1 : multivariatePlace,
          isRotation: place >= shifting.count
        )
        mix(definition.coordinate)
        mix(definition.function >= 0 ? 1 : 0)
        if let several = definition.multivariate {
          multivariatePlace += 1
          for argument in [several.first, several.second, several.third] { mix(argument) }
        }
        mix(place >= shifting.count ? 1 : 0)
      }
      step += steps.count
      translation += shifting.count
      rotation += turning.count
    }
    for coupling in couplings { mix(coupling.dependent) }
    for term in terms {
      mix(term.dependent)
      mix(term.independent)
    }
    self.layout = layout
    for (index, definition) in definitions.enumerated().dropFirst() {
      compile(definition, body: index)
    }
  }

  /// A copy that shares nothing that can change.
  init(copying other: CompiledModel) {
    bodyCount = other.bodyCount
    coordinateCount = other.coordinateCount
    stepCount = other.stepCount
    translationCount = other.translationCount
    rotationCount = other.rotationCount
    couplingTermCount = other.couplingTermCount
    hasFunctions = other.hasFunctions
    functions = FunctionTable(copying: other.functions)
    multivariateSteps = other.multivariateSteps
    layout = other.layout
    func copy<T>(_ source: UnsafeMutablePointer<T>, _ count: Int) -> UnsafeMutablePointer<T> {
      let target = UnsafeMutablePointer<T>.allocate(capacity: max(count, 1))
      target.initialize(from: source, count: count)
      return target
    }
    joints = copy(other.joints, other.bodyCount)
    masses = copy(other.masses, other.bodyCount)
    sources = copy(other.sources, other.stepCount)
    directions = copy(other.directions, other.translationCount)
    rotations = copy(other.rotations, other.rotationCount)
    couplingTerms = copy(other.couplingTerms, other.couplingTermCount)
    couplingCount = other.couplingCount
    couplings = copy(other.couplings, other.couplingCount)
    independentCount = other.independentCount
    independents = copy(other.independents, other.independentCount)
  }

  deinit {
    // Everything stored is plain data: nothing to deinitialize.
    joints.deallocate()
    masses.deallocate()
    sources.deallocate()
    directions.deallocate()
    rotations.deallocate()
    couplingTerms.deallocate()
    couplings.deallocate()
    independents.deallocate()
  }

  /// Multiplies out the constant parts of the joint inboard of a body and stores them.
  func compile(_ definition: JointDefinition, body: Int) {
    let joint = joints[body]
    let parentRotation = definition.parentFrame.rotation
    // The transform before the next variable rotation, in the parent's frame.
    var leading = definition.parentFrame
    var slot = joint.translationStart
    // Loops by index: an iterator over an array allocates in debug builds.
    for place in 0..<definition.translations.count {
      let step = definition.translations[place]
      let direction = parentRotation * step.axis
      if step.coordinate < 0 {
        leading.translation += direction * step.constant
      } else {
        directions[slot] = direction
        slot += 1
      }
    }
    let childInverse = definition.childFrame.inverse
    // The transform after the last variable rotation; that rotation's axis.
    var trailing = RigidTransform.identity
    var axis = Vector3.zero
    var isPending = false
    slot = joint.rotationStart
    for place in 0..<definition.rotations.count {
      let step = definition.rotations[place]
      if step.coordinate < 0 {
        let turn = RigidTransform(rotation: Rotation(angle: step.constant, axis: step.axis))
        if isPending { trailing = trailing * turn } else { leading = leading * turn }
        continue
      }
      if isPending {
        rotations[slot] = RotationStep(leading: leading, axis: axis, trailing: trailing)
        slot += 1
        leading = .identity
        trailing = .identity
      }
      axis = step.axis
      isPending = true
    }
    if isPending {
      rotations[slot] = RotationStep(
        leading: leading,
        axis: axis,
        trailing: trailing * childInverse
      )
    } else {
      joints[body].constant = leading * childInverse
    }
  }
}
