// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import NumericalMethods
import TestSupport
import Testing

@Suite("Quantiles of a sample")
struct SortedSampleTests {
  @Test("Between order statistics the quantile is linear, at the ends it is the extreme")
  func closedForm() throws {
    // Whole numbers 0 ... 100 in another order: the quantile of p is 100 p.
    let sample = SortedSample((0...100).map { Double(($0 * 37) % 101) })
    for percent in 0...200 {
      let p = Double(percent) / 200
      #expect(isClose(try #require(sample.quantile(p)), 100 * p, absolute: 1e-12))
    }
    let two = SortedSample([5, 1])
    #expect(two.quantile(0) == 1)
    #expect(two.quantile(1) == 5)
    #expect(two.quantile(0.25) == 2)
    #expect(SortedSample([7]).quantile(0.95) == 7)
    #expect(SortedSample([]).quantile(0.5) == nil)
  }

  @Test("The quantiles of normal and uniform numbers come near those of their distributions")
  func distributions() throws {
    var random = SeededRandom(seed: 3)
    let count = 40_000
    let normal = SortedSample((0..<count).map { _ in random.normal() })
    let uniform = SortedSample((0..<count).map { _ in random.uniform() })
    // Standard errors: sqrt(p (1 - p) / n) over the density, 0.011 and 0.0011.
    for (p, expected) in [(0.05, -1.644854), (0.5, 0), (0.95, 1.644854)] {
      #expect(isClose(try #require(normal.quantile(p)), expected, absolute: 0.04))
      #expect(isClose(try #require(uniform.quantile(p)), p, absolute: 0.008))
    }
  }
}
