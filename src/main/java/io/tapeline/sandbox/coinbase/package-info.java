/** Coinbase Advanced Trade as the sandbox plays it: channels with one sequence, REST v3. */
@NullMarked
package io.tapeline.sandbox.coinbase;

import org.jspecify.annotations.NullMarked;
