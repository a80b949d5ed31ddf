package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;

/**
 * A header as {@code getblockheader} and {@code getblock} tell of it. Its hash is made again from
 * its parts. Height and work are what the node says, and a chain that accepts the header knows them
 * better.
 *
 * @param confirmations with the block itself; −1 where the node has it on no best chain
 */
public record NodeHeader(ChainedHeader placed, long confirmations) {

  private static final long MAX_UINT32 = 0xffff_ffffL;

  /**
   * @throws RefusedException if anything is missing, or the hash does not follow from the rest
   */
  public static NodeHeader read(JsonNode result) {
    Answer answer = new Answer(result);
    BlockHeader header = header(answer);
    Hash256 hash = answer.hash("hash");
    if (!header.hash().equals(hash)) {
      throw new RefusedException(
          "the header has the hash %s, not %s".formatted(header.hash(), hash));
    }
    ChainedHeader placed =
        new ChainedHeader(header, hash, height(answer, "height"), answer.hexadecimal("chainwork"));
    return new NodeHeader(placed, answer.whole("confirmations", -1, Integer.MAX_VALUE));
  }

  static long height(Answer answer, String name) {
    return answer.whole(name, 0, Integer.MAX_VALUE);
  }

  private static BlockHeader header(Answer answer) {
    return new BlockHeader(
        (int) answer.whole("version", Integer.MIN_VALUE, Integer.MAX_VALUE),
        answer.has("previousblockhash") ? answer.hash("previousblockhash") : Hash256.ZERO,
        answer.hash("merkleroot"),
        answer.whole("time", 0, MAX_UINT32),
        answer.named("bits", CompactTarget::parse),
        answer.whole("nonce", 0, MAX_UINT32));
  }
}
