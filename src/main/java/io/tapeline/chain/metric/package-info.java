/** What happened on a chain, block by block and summed. */
@NullMarked
package io.tapeline.chain.metric;

import org.jspecify.annotations.NullMarked;
