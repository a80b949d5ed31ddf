/** How nodes of the simulated chain fail on purpose. */
@NullMarked
package io.tapeline.sandbox.chain.fault;

import org.jspecify.annotations.NullMarked;
