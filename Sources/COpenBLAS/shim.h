// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// The BLAS and LAPACK routines that LinearAlgebra calls, by the Fortran ABI: every argument by
// address, and the hidden length of each character argument last.
#ifndef COPENBLAS_SHIM_H
#define COPENBLAS_SHIM_H

#include <stddef.h>

void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info,
             size_t uplo_length);

#endif
