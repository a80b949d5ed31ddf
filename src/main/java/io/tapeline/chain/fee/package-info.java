/** What it costs to be in a block: what was paid, and what is to be offered. */
@NullMarked
package io.tapeline.chain.fee;

import org.jspecify.annotations.NullMarked;
