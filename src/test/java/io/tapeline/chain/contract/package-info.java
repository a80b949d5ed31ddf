/** Tests of what contracts tell and of what is made of it. */
@NullMarked
package io.tapeline.chain.contract;

import org.jspecify.annotations.NullMarked;
