// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import Posture
import TestSupport
import Testing

@Suite("The course of one session")
struct StretchProtocolTests {
  @Test("Legs follow each other without a gap, and end where the session ends")
  func legs() throws {
    let session = try StretchProtocol(
      holdTime: 2.5,
      repeats: 3,
      rampTime: 4,
      restTime: 1.25,
      interval: 1
    )
    let legs = session.legs
    var time = 0.0
    var fraction = 0.0
    for leg in legs {
      #expect(leg.duration > 0)
      #expect(isClose(leg.end - leg.duration, time, absolute: 1e-12))
      switch leg.phase {
      case .ramp: #expect(leg.fraction > fraction)
      case .release: #expect(leg.fraction < fraction)
      default: #expect(leg.fraction == fraction)
      }
      time = leg.end
      fraction = leg.fraction
    }
    #expect(time == session.duration)
    #expect(time == 34)
    #expect(legs.count { $0.phase == .hold } == 9)
    #expect(legs.count { $0.phase == .rest } == 4)
    #expect(legs.count { $0.phase == .ramp } == 3 * StretchProtocol.rampRows)
    #expect(legs.last?.phase == .release)
  }

  @Test("Whole intervals make whole times, and nothing is held for no time")
  func wholeTimes() throws {
    let hold = try StretchProtocol(holdTime: 30, interval: 0.1).legs.filter { $0.phase == .hold }
    #expect(hold.count == 300)
    #expect(hold.last?.end == 35)
    #expect(try StretchProtocol(holdTime: 0).legs.allSatisfy { $0.phase != .hold })
  }

  @Test("What cannot be is refused in words")
  func errors() {
    #expect {
      try StretchProtocol(holdTime: -30)
    } throws: { error in
      "\(error)" == "the hold time is -30 s; expected 0 to 3600 s"
    }
    #expect(throws: StretchError.self) { try StretchProtocol(holdTime: 30, rampTime: 0) }
    #expect(throws: StretchError.self) { try StretchProtocol(holdTime: 30, interval: .nan) }
  }
}
