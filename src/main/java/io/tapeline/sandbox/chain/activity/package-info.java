/** What happens in a simulated block: transactions, what they do, and the fees that they pay. */
@NullMarked
package io.tapeline.sandbox.chain.activity;

import org.jspecify.annotations.NullMarked;
