// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A base raised to an exponent.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The power of ten at or below a positive number.
func decade(of value: Double) -> Double { pow(10, decimalExponent(of: value)) }

/// The exponent of the power of ten at or below a positive number.
func decimalExponent(of value: Double) -> Double { floor(log10(value)) }
