// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

public import ArgumentParser
public import Lumbopelvic

extension SwingHipMotion: ExpressibleByArgument {}
extension SwingTendon: ExpressibleByArgument {}

/// `psoas swing`: one leg swing forward in time, from toe-off to heel strike.
struct SwingCommand: ParsableCommand {
  /// What a sweep goes over.
  enum Sweep: String, ExpressibleByArgument, CaseIterable {
    case psoasStrength = "psoas-strength"
    case tightness
    case speed
    case pushOff = "push-off"
  }

  static let configuration = CommandConfiguration(
    commandName: "swing",
    abstract: "One leg swing forward in time, from toe-off to heel strike.",
    discussion: """
      The right leg in the sagittal plane; pelvis and lumbar spine as in neutral standing; psoas, \
      iliacus, rectus femoris and hamstrings with the excitation that was fitted to one adult's \
      walk. One row for each subject and time: angles (degrees), moments (N m), powers (W), muscle \
      forces (N) and lengths (mm), what each source does to the acceleration of hip flexion \
      (rad/s2), and the compression (N) of every lumbar disc by the psoas of the leg. With --sweep \
      one row for each subject and value, with the time of the swing, peaks, and how far each kind \
      of source carried the hip. Flexion and compression are positive. A swing in which the foot \
      never clears the ground, never strikes or the standing leg falls has a status, no numbers, \
      and exit code 3.
      """
  )

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Active force of the psoas (percent), 0 to 300.", valueName: "percent")
  )
  var psoasStrength: Double = 100

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shortening of psoas and iliacus (percent of optimal fibre and slack length), -20 to 20.",
      valueName: "percent"
    )
  )
  var tightness: Double = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Walking speed (m/s), 0.4 to 2.5; default that of the measured adult, 1.31. The stride is \
      held: rates at toe-off go with the speed, times of excitation with its inverse.
      """,
      valueName: "m/s"
    )
  )
  var speed: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rates of hip, knee and ankle at toe-off (percent of the measured ones), 0 to 200.",
      valueName: "percent"
    )
  )
  var pushOff: Double = 100

  @Flag(help: "No moments of muscles, passive tissue and capsule at hip and knee.")
  var ballistic = false

  @Option(
    help: "Motion of the hip: prescribed, or stance-leg, on the rigid leg that stands."
  )
  var hip: SwingHipMotion = .prescribed

  @Option(help: "Tendons: rigid or compliant.")
  var tendon: SwingTendon = .rigid

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time between two rows (s), 0.0001 to 0.5; default 0.01.", valueName: "s")
  )
  var interval: Double?

  @Option(
    help: """
      One row a value instead of rows by time, over psoas-strength, tightness, speed or push-off, \
      in the unit of that option.
      """
  )
  var sweep: Sweep?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("First value of --sweep.", valueName: "value")
  )
  var from: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Last value of --sweep.", valueName: "value")
  )
  var to: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Step of --sweep.", valueName: "value")
  )
  var step: Double?

  @OptionGroup var people: SubjectOptions
  @OptionGroup var destination: OutputOptions

  func run() throws { try prepared().run() }

  /// Checks every option, in the order in which they are read.
  private func prepared() throws(InputError) -> SwingRun {
    let parameters = try people.constants.modelParameters()
    let speed = self.speed ?? parameters["swing.speed"]
    let one = SwingRun.Choice(
      psoasStrength: psoasStrength,
      tightness: tightness,
      speed: speed,
      pushOff: pushOff
    )
    for quantity in Sweep.allCases {
      try check(one[keyPath: quantity.path], quantity)
    }
    let time = interval ?? 0.01
    guard (0.0001...0.5).contains(time) else {
      throw InputError(
        field: "--interval",
        "the value is out of range",
        found: InputError.found(time),
        allowed: InputError.range(0.0001...0.5, unit: "s")
      )
    }
    let choices = try choices(around: one)
    let people = try self.people.people(parameters)
    return SwingRun(
      choices: choices,
      isSweep: sweep != nil,
      interval: time,
      isBallistic: ballistic,
      hip: hip,
      tendon: tendon,
      format: destination.format,
      parameters: parameters,
      people: people,
      request: RunFiles.Request(table: destination.output, inputs: self.people.files),
      record: record(one, time)
    )
  }

  /// The values of the sweep, or the one choice.
  private func choices(around one: SwingRun.Choice) throws(InputError) -> [SwingRun.Choice] {
    guard let sweep else {
      for (option, value) in [("--from", from), ("--to", to), ("--step", step)] where value != nil {
        throw InputError(
          field: option,
          "it has no effect without --sweep",
          remedy: "give --sweep psoas-strength, tightness, speed or push-off"
        )
      }
      return [one]
    }
    if interval != nil {
      throw InputError(
        field: "--interval",
        "it has no effect with --sweep",
        remedy: "leave it out"
      )
    }
    let standard = sweep.standard
    let grid = try SweepGrid(
      from: from ?? standard.from,
      to: to ?? standard.to,
      step: step ?? standard.step,
      allowed: sweep.allowed,
      unit: sweep.unit
    )
    return (0..<grid.count).map { index in
      var choice = one
      choice[keyPath: sweep.path] = grid[index]
      return choice
    }
  }

  private func check(_ value: Double, _ quantity: Sweep) throws(InputError) {
    guard quantity.allowed.contains(value) else {
      throw InputError(
        field: "--\(quantity.rawValue)",
        "the value is out of range",
        found: InputError.found(value),
        allowed: InputError.range(quantity.allowed, unit: quantity.unit)
      )
    }
  }

  /// The options after defaults, for the file beside a table.
  private func record(_ one: SwingRun.Choice, _ interval: Double) -> [String: SidecarValue] {
    var record = people.record
    record["psoas_strength_percent"] = .number(one.psoasStrength)
    record["tightness_percent"] = .number(one.tightness)
    record["speed_m_per_s"] = .number(one.speed)
    record["push_off_percent"] = .number(one.pushOff)
    record["ballistic"] = .flag(ballistic)
    record["hip"] = .text(hip.rawValue)
    record["tendon"] = .text(tendon.rawValue)
    record["interval_s"] = sweep == nil ? .number(interval) : .null
    record["sweep"] = sweep.map { .text($0.rawValue) } ?? .null
    let standard = sweep?.standard
    record["from"] = standard.map { .number(from ?? $0.from) } ?? .null
    record["to"] = standard.map { .number(to ?? $0.to) } ?? .null
    record["step"] = standard.map { .number(step ?? $0.step) } ?? .null
    return record
  }
}

extension SwingCommand.Sweep {
  /// The values that the model takes, in the unit of the option.
  var allowed: ClosedRange<Double> {
    switch self {
    case .psoasStrength: 0...300
    case .tightness:
      100 * HipFlexorTissue.shorteningRange.lowerBound...100
        * HipFlexorTissue.shorteningRange.upperBound
    case .speed: 0.4...2.5
    case .pushOff: 0...200
    }
  }

  var unit: String { self == .speed ? "m/s" : "percent" }

  /// The sweep without --from, --to and --step.
  var standard: (from: Double, to: Double, step: Double) {
    switch self {
    case .psoasStrength: (50, 150, 25)
    case .tightness: (-5, 10, 2.5)
    case .speed: (1.1, 1.5, 0.1)
    case .pushOff: (80, 120, 10)
    }
  }

  var path: WritableKeyPath<SwingRun.Choice, Double> {
    switch self {
    case .psoasStrength: \.psoasStrength
    case .tightness: \.tightness
    case .speed: \.speed
    case .pushOff: \.pushOff
    }
  }
}
