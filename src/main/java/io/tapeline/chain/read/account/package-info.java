/** What accounts have at a block. */
@NullMarked
package io.tapeline.chain.read.account;

import org.jspecify.annotations.NullMarked;
