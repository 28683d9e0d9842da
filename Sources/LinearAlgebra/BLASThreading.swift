// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

internal import COpenBLAS

/// The number of threads that OpenBLAS uses, a setting of the whole process.
///
/// Two threads are slower than one for orders up to a few hundred, so programs call
/// `BLASThreading.setCount(1)` first. The library never changes the setting by itself. OpenMP
/// builds of OpenBLAS ignore the call: there, set `OMP_NUM_THREADS=1` in the environment.
public enum BLASThreading {
  /// Sets the number of threads, at least one.
  public static func setCount(_ count: Int) {
    precondition(count >= 1, "BLAS needs at least one thread, not \(count)")
    openblas_set_num_threads(Int32(clamping: count))
  }

  /// The number of threads in use.
  public static var count: Int { Int(openblas_get_num_threads()) }

  /// The version and options of the library in use, and the processor whose kernels it has chosen.
  ///
  /// Results of LAPACK are the same bytes only for the same library and processor, so outputs
  /// record this line.
  public static var libraryDescription: String {
    guard let config = openblas_get_config(), let core = openblas_get_corename() else {
      return "OpenBLAS"
    }
    let description = String(cString: config)
    let name = String(cString: core)
    return description.contains(name) ? description : description + " " + name
  }
}
