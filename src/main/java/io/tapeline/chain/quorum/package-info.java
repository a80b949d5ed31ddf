/** What several nodes say of one thing, and what of it is believed. */
@NullMarked
package io.tapeline.chain.quorum;

import org.jspecify.annotations.NullMarked;
