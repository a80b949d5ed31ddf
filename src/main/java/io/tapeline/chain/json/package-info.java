/** What nodes of chains answer, read into our words; proofs as documents. */
@NullMarked
package io.tapeline.chain.json;

import org.jspecify.annotations.NullMarked;
