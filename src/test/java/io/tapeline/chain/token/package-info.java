/** Tests of what contracts tell and of what is made of it. */
@NullMarked
package io.tapeline.chain.token;

import org.jspecify.annotations.NullMarked;
