package io.tapeline.chain.bitcoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.block.MerkleBranch;
import io.tapeline.chain.spv.block.MerkleTree;
import io.tapeline.chain.spv.fee.FeeBucket;
import io.tapeline.chain.spv.fee.MempoolFees;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers of explorers that speak Esplora's HTTP: blockstream.info, mempool.space and others. */
public final class Esplora {

  private static final int MOST_BUCKETS = 10_000;
  private static final long MOST_VIRTUAL_BYTES = 1L << 40;
  private static final int MOST_TARGET_BLOCKS = 1_008;
  private static final long MAX_UINT32 = 0xffff_ffffL;

  private Esplora() {}

  /**
   * {@code /block/HASH}.
   *
   * @throws RefusedException if the id does not follow from the rest
   */
  public static BlockHeader header(JsonNode body) {
    Answer answer = new Answer(body);
    BlockHeader header =
        new BlockHeader(
            (int) answer.whole("version", Integer.MIN_VALUE, Integer.MAX_VALUE),
            answer.has("previousblockhash") ? answer.hash("previousblockhash") : Hash256.ZERO,
            answer.hash("merkle_root"),
            answer.whole("timestamp", 0, MAX_UINT32),
            new CompactTarget((int) answer.whole("bits", 0, MAX_UINT32)),
            answer.whole("nonce", 0, MAX_UINT32));
    if (!header.hash().equals(answer.hash("id"))) {
      throw new RefusedException("the header has the hash " + header.hash());
    }
    return header;
  }

  /** The same with the height that it names. */
  public static PlacedHeader placed(JsonNode body) {
    BlockHeader header = header(body);
    return new PlacedHeader(header, header.hash(), NodeHeader.height(new Answer(body), "height"));
  }

  /** {@code /tx/ID/merkle-proof}: the branch, of which nothing is proved yet. */
  public static MerkleBranch branch(JsonNode body) {
    Answer answer = new Answer(body);
    return new MerkleBranch(
        (int) answer.whole("pos", 0, 1 << MerkleTree.MOST_LEVELS),
        answer.list("merkle", MerkleTree.MOST_LEVELS, each -> Hash256.parse(each.asText())));
  }

  /** {@code /tx/ID/status}: the hash of the block that has it; nothing where none has. */
  public static Optional<Hash256> blockOf(JsonNode body) {
    Answer answer = new Answer(body);
    return answer.truth("confirmed") ? Optional.of(answer.hash("block_hash")) : Optional.empty();
  }

  /** {@code /mempool}: its {@code fee_histogram}. */
  public static MempoolFees mempool(JsonNode body) {
    return new MempoolFees(new Answer(body).list("fee_histogram", MOST_BUCKETS, Esplora::bucket));
  }

  private static FeeBucket bucket(JsonNode pair) {
    if (!pair.isArray() || pair.size() != 2) {
      throw new RefusedException("is no pair of rate and virtual bytes");
    }
    BigDecimal rate = notNegative(Answer.decimal("rate", pair.get(0)));
    BigDecimal size = notNegative(Answer.decimal("virtual bytes", pair.get(1)));
    if (size.compareTo(BigDecimal.valueOf(MOST_VIRTUAL_BYTES)) > 0) {
      throw new RefusedException("virtual bytes are absurd");
    }
    return new FeeBucket(rate, size.longValue());
  }

  private static BigDecimal notNegative(BigDecimal number) {
    if (number.signum() < 0) {
      throw new RefusedException("is negative");
    }
    return number;
  }

  /** {@code /fee-estimates}: satoshi per virtual byte by the number of blocks within which. */
  public static Map<Integer, BigDecimal> estimates(JsonNode body) {
    Answer answer = new Answer(body);
    Map<Integer, BigDecimal> estimates = new TreeMap<>();
    for (int blocks = 1; blocks <= MOST_TARGET_BLOCKS; blocks++) {
      String name = Integer.toString(blocks);
      if (answer.has(name)) {
        estimates.put(blocks, notNegative(answer.decimal(name)));
      }
    }
    return estimates;
  }
}
