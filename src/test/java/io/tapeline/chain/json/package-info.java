/** Tests of what nodes answer. */
@NullMarked
package io.tapeline.chain.json;

import org.jspecify.annotations.NullMarked;
