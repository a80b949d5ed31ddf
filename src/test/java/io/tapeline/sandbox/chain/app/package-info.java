/** Tests of the simulated chain in the running sandbox. */
@NullMarked
package io.tapeline.sandbox.chain.app;

import org.jspecify.annotations.NullMarked;
