// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

// Counts the heap allocations of the calling thread. For tests only.
#ifndef C_ALLOCATION_COUNTER_H
#define C_ALLOCATION_COUNTER_H

#include <stdint.h>

// Number of heap allocations that the calling thread has made since it started.
uint64_t allocation_counter_value(void);

#endif
