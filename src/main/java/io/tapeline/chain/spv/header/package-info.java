/**
 * Headers of Bitcoin's blocks: 80 bytes, their hash, their proof of work, and the target that each
 * must meet.
 */
@NullMarked
package io.tapeline.chain.spv.header;

import org.jspecify.annotations.NullMarked;
