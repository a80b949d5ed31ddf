/** Tests of what contracts tell and of what is made of it. */
@NullMarked
package io.tapeline.chain.pool;

import org.jspecify.annotations.NullMarked;
