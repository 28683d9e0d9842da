// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Foundation
import Testing

@Suite("psoas tilt: wrong input ends with 2 and one line that says where and what")
struct TiltInputTests {
  /// A run that must fail: its arguments, and words that its message must hold.
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let file: String
    let words: [String]

    init(_ line: String, _ words: String..., file: String = "") {
      self.line = line
      self.file = file
      self.words = words
    }

    var testDescription: String { "\(line) \(file)" }
  }

  /// Runs a case with its file in place of `FILE`; the run must not leave any other file.
  private func check(_ test: Case, name: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(test.file, to: name)
    let line = test.line.replacing("FILE", with: file)
    let run = try CommandProcess.run(line + " --output \(folder.file("t.csv"))")
    #expect(run.code == 2, "\(run.errors)")
    #expect(run.output.isEmpty)
    let faults = run.errors.split(separator: "\n").filter { $0.hasPrefix("psoas: error: ") }
    #expect(faults.count == 1, "\(run.errors)")
    for word in test.words { #expect(run.errors.contains(word), "\(word) in: \(run.errors)") }
    #expect(folder.names == [name])
  }

  @Test(
    "Options",
    arguments: [
      Case("tilt --step 0", "--step", "zero"),
      Case("tilt --step nan", "--step", "finite"),
      Case("tilt --to 31", "--to", "31", "-20 to 30 degrees"),
      Case("tilt --from -90", "--from", "-20 to 30 degrees"),
      Case("tilt --from 5 --to 0 --step 1", "--step"),
      Case("tilt --step 1e-12", "--step", "too small"),
      Case("tilt --levels L4-L6", "--levels", "L4-L6", "L4-L5"),
      Case("tilt --levels L4-L5,L4-L5", "--levels", "twice"),
      Case("tilt --levels ,", "--levels"),
      Case("tilt --exponent 1", "--exponent", "1.05 to 10"),
      Case("tilt --exponent nan", "--exponent", "nan", "1.05 to 10"),
      Case("tilt --muscle-stiffness -1", "--muscle-stiffness", "0 to 1000"),
      Case("tilt --lordosis-gain 3", "--lordosis-gain", "0 to 2"),
      Case("tilt --abdominal-pressure 300", "--abdominal-pressure", "0 to 30 kPa"),
      Case("tilt --psoas-tension -5", "--psoas-tension", "0 to 5000 N"),
      Case("tilt --split fascicles", "--output-split"),
      Case("tilt --output-split x.csv", "--split"),
      Case("tilt --where status=Normal", "--where", "--subjects"),
      Case("tilt --subject a.json --subjects b.csv", "--subject", "excludes"),
      Case("tilt --subject absent.json", "absent.json", "No such file"),
      Case("tilt --figure-level L4-L5", "--figure-level", "--figure"),
      Case("tilt --figure t.svg --from 0 --to 0", "--figure", "sweep"),
      Case("tilt --figure t.svg --figure-level L9", "--figure-level", "L9"),
    ]
  )
  func options(_ test: Case) throws { try check(test, name: "unused") }

  @Test(
    "The file of one person",
    arguments: [
      Case("tilt --subject FILE", "height_m", "165", "1 to 2.3 m", file: replaced("1.65", "165")),
      Case("tilt --subject FILE", "mass_kg", "-62", "25 to 250 kg", file: replaced("62", "-62")),
      Case(
        "tilt --subject FILE",
        "p.json:1:",
        "hieght_m",
        "did you mean 'height_m'?",
        file: replaced("height_m", "hieght_m")
      ),
      Case("tilt --subject FILE", "mass_kg", "missing", file: replaced("\"mass_kg\": 62,", "")),
      Case(
        "tilt --subject FILE",
        "sex",
        "woman",
        "female or male",
        file: replaced("female", "woman")
      ),
      Case(
        "tilt --subject FILE",
        "pelvic_incidence_deg",
        "53 and 12 + 38 = 50",
        file: replaced(": 50", ": 53")
      ),
      Case("tilt --subject FILE", "p.json:1:", "mass_kg", "quotes", file: replaced("62", "\"62\"")),
      Case("tilt --subject FILE", "age_years", "0 to 120", file: replaced("40", "400")),
      Case("tilt --subject FILE", "p.json:1:", file: "[1, 2]"),
      Case("tilt --subject FILE", "p.json", file: ""),
      Case("tilt --subject FILE", "p.json", file: "{\"sex\": \"male\","),
    ]
  )
  func person(_ test: Case) throws { try check(test, name: "p.json") }

  private static func replaced(_ text: String, _ other: String) -> String {
    SampleInput.person.replacing(text, with: other)
  }

  @Test(
    "The table of people",
    arguments: [
      Case(
        "tilt --subjects FILE",
        "p.csv:2:",
        "mass_kg",
        "empty",
        "25 to 250 kg",
        file: "height_m,mass_kg\n1.7,\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:3:",
        "mass_kg",
        "'heavy'",
        file: "height_m,mass_kg\n1.7,70\n1.8,heavy\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:2:",
        "height_m",
        "1,70",
        "decimal point: 1.70",
        file: "height_m,mass_kg\n\"1,70\",70\n"
      ),
      Case("tilt --subjects FILE", "p.csv:2:", "3 cells", file: "height_m,mass_kg\n1,70,70\n"),
      Case("tilt --subjects FILE", "p.csv:1:", "semicolons", file: "height_m;mass_kg\n1,70;70\n"),
      Case(
        "tilt --subjects FILE",
        "p.csv:2:",
        "mass_kg",
        "-70",
        file: "height_m,mass_kg\n1.7,-70\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:2:",
        "height_m",
        "175",
        "1 to 2.3 m",
        file: "height_m,mass_kg\n175,70\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:1:",
        "pelvic_incidnce",
        "did you mean 'pelvic_incidence'?",
        file: "pelvic_incidnce,pelvic_tilt\n50,12\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:1:",
        "no column describes a person",
        file: "colour,price\nred,3\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:2:",
        "pelvic_incidence",
        "60 and 12 + 38 = 50",
        file: "pelvic_incidence,pelvic_tilt,sacral_slope\n60,12,38\n"
      ),
      Case(
        "tilt --subjects FILE",
        "p.csv:1:",
        "the same as",
        file: "pelvic_incidence,pelvic_incidence_deg\n50,50\n"
      ),
      Case("tilt --subjects FILE", "p.csv:1:", "twice", file: "mass_kg,mass_kg\n70,70\n"),
      Case(
        "tilt --subjects FILE",
        "p.csv:1:",
        "two angles",
        file: "pelvic_incidence_deg,pelvic_tilt_deg\n50,12\n"
      ),
      Case("tilt --subject FILE", "p.csv:1:1", "--subjects", file: "mass_kg\n70\n"),
      Case("tilt --subjects FILE", "p.csv", "no rows", file: "mass_kg\n"),
      Case("tilt --subjects FILE", "p.csv", "empty", file: ""),
      Case("tilt --subjects FILE", "p.csv:2", file: "mass_kg\n\"70\n"),
      Case(
        "tilt --subjects FILE --where grop=A",
        "p.csv:1:",
        "grop",
        "did you mean 'grp'?",
        file: "grp,mass_kg\nA,70\n"
      ),
      Case("tilt --subjects FILE --where grp=B", "grp=B", "'A'", file: "grp,mass_kg\nA,70\n"),
      Case(
        "tilt --subjects FILE --where grp",
        "--where",
        "column=text",
        file: "grp,mass_kg\nA,70\n"
      ),
      Case(
        "tilt --subjects FILE --figure f.svg",
        "--figure",
        "one subject",
        file: "mass_kg\n70\n80\n"
      ),
    ]
  )
  func table(_ test: Case) throws { try check(test, name: "p.csv") }

  @Test(
    "The file of parameters",
    arguments: [
      Case(
        "tilt --parameters FILE",
        "q.json:1:2",
        "disc.L4-L5.aera",
        "did you mean 'disc.L4-L5.area'?",
        file: "{\"disc.L4-L5.aera\": 0.0017}"
      ),
      Case("tilt --parameters FILE", "quark", "psoas parameters", file: "{\"quark\": 1}"),
      Case(
        "tilt --parameters FILE",
        "q.json:1:",
        "disc.L4-L5.area",
        "-1",
        "m2",
        file: "{\"disc.L4-L5.area\": -1}"
      ),
      Case(
        "tilt --parameters FILE",
        "psoas.L1_VB.optimal_fibre_length",
        "0.001 to 1 m",
        file: "{\"psoas.L1_VB.optimal_fibre_length\": 0}"
      ),
      Case("tilt --parameters FILE", "gravity", file: "{\"gravity\": NaN}"),
      Case("tilt --parameters FILE", "gravity", file: "{\"gravity\": 1e400}"),
      Case("tilt --parameters FILE", "gravity", "a text", file: "{\"gravity\": \"9.8\"}"),
      Case("tilt --parameters FILE", "gravity", file: "{\"gravity\": 9.8, \"gravity\": 9.8}"),
      Case(
        "tilt --parameters FILE",
        "lordosis.low.incidence",
        "rise",
        file: "{\"lordosis.low.incidence\": 1.5}"
      ),
    ]
  )
  func parameters(_ test: Case) throws { try check(test, name: "q.json") }

  @Test(
    "Options that do not exist, or with words that they do not take",
    arguments: [
      "tilt --stabilty on", "tilt --stability maybe", "tilt --from ten", "tilt --format xml",
      "tilt extra", "posture", "posture dancing", "tilted", "tilt --passive bone", "tilt --from",
    ]
  )
  func usage(_ line: String) throws {
    let run = try CommandProcess.run(line)
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Error:") || run.errors.contains("psoas: error:"))
  }
}
