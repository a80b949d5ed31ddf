package io.tapeline.chain.bitcoin;

import io.tapeline.chain.Hash;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;

/**
 * A header, and where a node says that it stands.
 *
 * @param hash of the header, made from it
 * @param height as the node says
 */
public record PlacedHeader(BlockHeader header, Hash256 hash, long height) {

  public BlockRef ref() {
    return ref(header, hash, height);
  }

  public static BlockRef ref(BlockHeader header, Hash256 hash, long height) {
    return new BlockRef(
        height, Hash.of(hash.toString()), Hash.of(header.previous().toString()), header.time());
  }

  /** As it is written without 0x. */
  public static Hash256 hash(Hash hash) {
    return Hash256.parse(hash.toString().substring(2));
  }
}
