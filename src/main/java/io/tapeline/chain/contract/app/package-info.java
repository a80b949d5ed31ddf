/** Contracts that the configuration names, and how they are asked. */
@NullMarked
package io.tapeline.chain.contract.app;

import org.jspecify.annotations.NullMarked;
