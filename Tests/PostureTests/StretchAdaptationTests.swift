// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import HumanModel
import LinearAlgebra
import Posture
import TestSupport
import Testing

@Suite("Stretching over weeks")
struct StretchAdaptationTests {
  private let law = StretchAdaptation(parameters: ModelParameters())
  private static let week = StretchAdaptation.week

  /// Two sessions a day of two holds of 30 s: the dose that the constants take for Kerrigan 2003.
  private func twiceDaily() throws -> StretchDose {
    try StretchDose(holdTime: 30, repeats: 2, sessionsPerDay: 2)
  }

  @Test("The closed form satisfies the law, and weeks add up")
  func equation() throws {
    let dose = try StretchDose(holdTime: 20, repeats: 3, daysPerWeek: 3)
    let start = 0.01
    let t = 2 * Self.week
    let x = law.gain(from: start, with: dose, after: t)
    let slope = centralDifference(
      of: { law.gain(from: start, with: dose, after: $0) },
      at: t,
      step: 0.01 * Self.week
    )
    let w = dose.secondsPerWeek / Self.week
    let law1 = law.rate * w * (law.greatestGain - x) - x / law.decayTime
    // Differences of fourth order leave about 1e-9 of the slope.
    #expect(isClose(slope, law1, absolute: 0, relative: 1e-7))
    let half = law.gain(from: start, with: dose, after: t / 2)
    #expect(isClose(law.gain(from: half, with: dose, after: t / 2), x, absolute: 1e-15))
  }

  @Test("Ten weeks twice a day free 1.6 degrees: the figure that the constants were fitted to")
  func tenWeeks() throws {
    let gain = law.gain(with: try twiceDaily(), after: 10 * Self.week)
    #expect(abs(Angle.inDegrees(gain) - 1.6) < 0.01)
  }

  @Test("Gain rises with dose and time to a plateau, and fades without practice")
  func shape() throws {
    var last = 0.0
    for repeats in [1, 2, 5, 10, 100] {
      let gain = law.gain(
        with: try StretchDose(holdTime: 30, repeats: repeats),
        after: 10 * Self.week
      )
      #expect(gain > last && gain < law.greatestGain)
      last = gain
    }
    // Beyond ten minutes a week little is left to gain.
    let ten = law.gain(
      with: try StretchDose(holdTime: 60, repeats: 10, daysPerWeek: 1),
      after: 100 * Self.week
    )
    #expect(isClose(ten / law.greatestGain, 0.8, absolute: 0.01))
    #expect(isClose(law.gain(from: 1, with: nil, after: law.decayTime), 0.367879, absolute: 1e-6))
    #expect(law.gain(with: try StretchDose(holdTime: 0, repeats: 3), after: 1e8) == 0)
  }

  @Test("One long session frees 2.6 degrees, which are gone in an hour")
  func acute() throws {
    let long = try StretchDose(holdTime: 600, repeats: 3)
    #expect(abs(Angle.inDegrees(law.acuteGain(ofSession: long)) - 2.6) < 0.01)
    #expect(Angle.inDegrees(law.acuteGain(ofSession: long, after: 3600)) < 0.01)
    let short = try StretchDose(holdTime: 30, repeats: 1)
    #expect(law.acuteGain(ofSession: short) < law.acuteGain(ofSession: long) / 2)
  }

  @Test("A course has a row a week with the value inside its band, the same for the same seed")
  func course() throws {
    let course = try StretchCourse(dose: try twiceDaily(), weeks: 10, weeksOff: 5)
    let rows = course.weekByWeek()
    #expect(rows.map(\.week) == Array(0...15))
    #expect(rows[0].gain.high == 0)
    for row in rows.dropFirst() {
      #expect(row.gain.low < row.gain.value && row.gain.value < row.gain.high)
      #expect(row.heldTime == (row.week <= 10 ? 840 : 0))
      #expect((row.acuteGain.value > 0) == (row.week <= 10))
    }
    #expect(isClose(Angle.inDegrees(rows[10].gain.value), 1.6, absolute: 0.01))
    #expect(rows[15].gain.value < rows[10].gain.value)
    #expect(rows == course.weekByWeek())
    #expect(rows != course.weekByWeek(seed: 2))
    #expect(try StretchCourse(dose: try twiceDaily(), weeks: 0).weekByWeek().count == 1)
  }

  @Test("What cannot be is refused in words")
  func errors() {
    #expect {
      try StretchDose(holdTime: -5, repeats: 2)
    } throws: { error in
      "\(error)" == "the hold time is -5 s; expected 0 to 3600 s"
    }
    #expect(throws: StretchError.self) { try StretchDose(holdTime: .nan, repeats: 2) }
    #expect(throws: StretchError.self) { try StretchDose(holdTime: 30, repeats: 0) }
    #expect(throws: StretchError.self) {
      try StretchDose(holdTime: 3600, repeats: 10, sessionsPerDay: 3)
    }
    #expect {
      try StretchCourse(dose: try StretchDose(holdTime: 30, repeats: 2), weeks: -1)
    } throws: { error in
      "\(error)" == "the number of weeks is -1; expected 0 to 520"
    }
  }
}
