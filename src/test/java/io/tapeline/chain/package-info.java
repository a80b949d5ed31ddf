/** Tests of chains. */
@NullMarked
package io.tapeline.chain;

import org.jspecify.annotations.NullMarked;
