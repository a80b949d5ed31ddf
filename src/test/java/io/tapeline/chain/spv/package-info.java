/** Bytes and hashes of Bitcoin, and recorded blocks to try them on. */
@NullMarked
package io.tapeline.chain.spv;

import org.jspecify.annotations.NullMarked;
