/** Faults on purpose: scheduled by seed, frames broken in every way. */
@NullMarked
package io.tapeline.sandbox.fault;

import org.jspecify.annotations.NullMarked;
