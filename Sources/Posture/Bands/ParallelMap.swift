// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Dispatch
internal import Foundation

/// Computes independent results on several threads and returns them in order.
///
/// The result of an index depends on the index alone, so the same bytes come out on any number of
/// threads. Each thread takes every n-th index. BLAS must run on one thread, see `BLASThreading`.
public struct ParallelMap: Sendable {
  /// The number of threads.
  public let threads: Int

  /// Works on a number of threads, by default one for each processor.
  public init(threads: Int? = nil) {
    self.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    precondition(self.threads >= 1, "\(self.threads) threads")
  }

  /// The results of a function for the indices from zero up to a count, in this order.
  ///
  /// - Parameters:
  ///   - count: The number of results.
  ///   - body: Makes the result of an index; called from several threads at once.
  /// - Returns: The results in the order of their indices.
  public func results<Result: Sendable>(
    _ count: Int,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    precondition(count >= 0, "\(count) results")
    let workers = min(threads, count)
    guard workers > 1 else { return (0..<count).map(body) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Every place of the buffer is written once, by one thread, before the buffer is read.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: count, by: workers) {
          places.initializeElement(at: index, to: body(index))
        }
      }
      initialized = count
    }
  }
}
