// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import Dispatch

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

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
    results(count, makeWorkspace: {}, { (index, _: inout Void) in body(index) })
  }

  /// The results of a function that needs a workspace, for the indices from zero up to a count.
  ///
  /// Each thread makes one workspace and uses it for all of its indices, so a result must not depend on
  /// what an earlier index left there.
  ///
  /// - Parameters:
  ///   - count: The number of results.
  ///   - makeWorkspace: Makes the workspace of a thread.
  ///   - body: Makes the result of an index; called from several threads at once.
  /// - Returns: The results in the order of their indices.
  public func results<Workspace: ~Copyable, Result: Sendable>(
    _ count: Int,
    makeWorkspace: @Sendable () -> Workspace,
    _ body: @Sendable (Int, inout Workspace) -> Result
  ) -> [Result] {
    precondition(count >= 0, "\(count) results")
    let workers = min(threads, count)
    guard workers > 1 else {
      var workspace = makeWorkspace()
      var results: [Result] = []
      results.reserveCapacity(count)
      for index in 0..<count { results.append(body(index, &workspace)) }
      return results
    }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Every place of the buffer is written once, by one thread, before the buffer is read.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        var workspace = makeWorkspace()
        for index in stride(from: worker, to: count, by: workers) {
          places.initializeElement(at: index, to: body(index, &workspace))
        }
      }
      initialized = count
    }
  }
}
