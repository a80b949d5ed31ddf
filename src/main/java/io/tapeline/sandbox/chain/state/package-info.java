/** What the simulated chain's state holds: accounts, contracts and their slots, and its tries. */
@NullMarked
package io.tapeline.sandbox.chain.state;

import org.jspecify.annotations.NullMarked;
