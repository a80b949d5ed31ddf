/** Tests of the simulated chain. */
@NullMarked
package io.tapeline.sandbox.chain;

import org.jspecify.annotations.NullMarked;
