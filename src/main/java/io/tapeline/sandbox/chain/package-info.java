/**
 * A simulated chain like Ethereum: its blocks, branches and what its nodes say, by seed and time.
 */
@NullMarked
package io.tapeline.sandbox.chain;

import org.jspecify.annotations.NullMarked;
