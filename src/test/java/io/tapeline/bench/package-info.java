/** Benchmarks; bench/README.md says how they are run. */
@NullMarked
package io.tapeline.bench;

import org.jspecify.annotations.NullMarked;
