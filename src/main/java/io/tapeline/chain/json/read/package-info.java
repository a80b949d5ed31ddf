/** Verified reads of chains, as they are sent. */
@NullMarked
package io.tapeline.chain.json.read;

import org.jspecify.annotations.NullMarked;
