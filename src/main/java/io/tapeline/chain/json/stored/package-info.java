/** Stored blocks, as they are sent. */
@NullMarked
package io.tapeline.chain.json.stored;

import org.jspecify.annotations.NullMarked;
