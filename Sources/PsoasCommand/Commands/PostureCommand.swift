// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import ArgumentParser
internal import Lumbopelvic

/// `psoas posture`: one named posture, or one from a file.
struct PostureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posture",
    abstract: "One posture: load and pressure in every lumbar disc.",
    discussion: """
      One row for each subject and level, with the columns of `psoas tilt` and two more parts of the \
      compression: what hands hold and supports push (external) and inertia. Compression (N), \
      forward shear (N) and flexion moment (N m) are positive, pressure in MPa, tilt in degrees, \
      forward positive. Relaxed postures settle where the effort of holding them is least; --hold \
      keeps angles as the posture gives them, or at a number of degrees. A file that ends in .json describes a posture of \
      your own (degrees, zero in neutral standing): pelvic_tilt_deg, thorax_pitch_deg, legs, arms, \
      hand_load_kg, and carried_by or supports. For one subject who stands, notes on standard error \
      say what muscle stiffness and the place of the mass centre do to L4-L5.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Name of the posture (--list names all), or a JSON file that describes one.",
      valueName: "name|file"
    )
  )
  var name: String?

  @Flag(help: "Print the names of all postures and what each is.")
  var list = false

  @Option(
    help: ArgumentHelp(
      """
      Angles that stay while the posture settles, by commas: pelvic-tilt, thorax-pitch, lordosis, \
      levels; the first two also as pelvic-tilt=DEGREES, forward positive, 0 in neutral standing.
      """,
      valueName: "list"
    )
  )
  var hold: [String] = []

  @Option(
    help: ArgumentHelp(
      "Levels to print, by commas: T12-L1,L1-L2,L2-L3,L3-L4,L4-L5,L5-S1.",
      valueName: "list"
    )
  )
  var levels: String?

  @OptionGroup var people: SubjectOptions
  @OptionGroup var analysis: AnalysisOptions
  @OptionGroup var destination: OutputOptions
  @OptionGroup var split: SplitOptions

  func run() throws {
    if list {
      let width = NamedPosture.all.map(\.name.count).max() ?? 0
      for posture in NamedPosture.all {
        let gap = String(repeating: " ", count: width - posture.name.count)
        print("\(posture.name)\(gap)  \(posture.summary)")
      }
      return
    }
    guard let name else {
      throw InputError(
        field: "posture",
        "no posture is named",
        allowed: NamedPosture.all.map(\.name).joined(separator: ", "),
        remedy: "psoas posture --list says what each is"
      )
    }
    let holds = hold.isEmpty ? nil : hold.joined(separator: ",")
    let posture = try PostureCase(name, holds: holds)
    let run = try LoadRun(
      command: "posture \(name)",
      cases: .posture(posture),
      levels: levels,
      people: people,
      analysis: analysis,
      destination: destination,
      split: split,
      settings: ["hold": holds.map { .text($0) } ?? .null]
    )
    try run.run()
    let analysis = run.analysis
    guard name == "standing", let subject = analysis.people.subjects.first,
      analysis.people.subjects.count == 1
    else { return }
    let notes = StandingNotes(
      subject: subject,
      parameters: analysis.parameters,
      settings: analysis.settings,
      posture: posture
    )
    for line in notes.lines { CommandRun.note(line) }
  }
}
