// SPDX-License-Identifier: Apache-2.0
// Copyright the lumbopelvic authors

import ArgumentParser

@main
struct Psoas: ParsableCommand {
}
