package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import java.math.BigInteger;

/**
 * A header in its place.
 *
 * @param work hashes that it and all before it took on average, down to the network's first block
 */
public record ChainedHeader(BlockHeader header, Hash256 hash, long height, BigInteger work) {}
