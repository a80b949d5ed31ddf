/** The chain of headers with the most work: what extends it, what replaces it, what is refused. */
@NullMarked
package io.tapeline.chain.spv.follow;

import org.jspecify.annotations.NullMarked;
