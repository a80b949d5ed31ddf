/** What the configuration declares of contracts. */
@NullMarked
package io.tapeline.chain.contract.app;

import org.jspecify.annotations.NullMarked;
