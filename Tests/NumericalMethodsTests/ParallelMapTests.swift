// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import NumericalMethods
import Testing

/// Scratch storage that cannot be copied.
private struct Scratch: ~Copyable {
  var values: [Double]
}

@Suite("Parallel maps")
struct ParallelMapTests {
  @Test(arguments: [1, 2, 3, 8])
  func resultsAreInTheirOrderOnAnyNumberOfThreads(threads: Int) {
    let map = ParallelMap(threads: threads)
    for count in [0, 1, 2, 7, 100] {
      #expect(map.results(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
      let sums = map.results(count, makeWorkspace: { Scratch(values: [0, 0, 0]) }) {
        (index, scratch: inout Scratch) in
        for place in scratch.values.indices { scratch.values[place] = Double(index * place) }
        return scratch.values.reduce(0, +)
      }
      #expect(sums == (0..<count).map { Double(3 * $0) })
    }
  }
}
