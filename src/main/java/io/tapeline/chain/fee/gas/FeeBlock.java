package io.tapeline.chain.fee.gas;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.Header.Blobs;
import io.tapeline.chain.follow.BlockRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a block fees follow from.
 *
 * @param baseFee wei for a unit of gas
 * @param blobs null before the Cancun fork
 */
public record FeeBlock(
    BlockRef ref, BigInteger baseFee, long gasUsed, long gasLimit, @Nullable Blobs blobs) {

  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /**
   * @throws RefusedException if the block has no base fee
   */
  public static FeeBlock of(Header header) {
    BigInteger baseFee = header.additions().baseFee();
    if (baseFee == null) {
      throw new RefusedException("block %d has no base fee".formatted(header.number()));
    }
    return new FeeBlock(
        new BlockRef(
            header.number(),
            header.hash(),
            header.parentHash(),
            Instant.ofEpochSecond(header.timestamp())),
        baseFee,
        header.gasUsed(),
        header.gasLimit(),
        header.additions().blobs());
  }

  BigInteger nextBaseFee() {
    return BaseFee.next(baseFee, gasUsed, gasLimit);
  }

  boolean isEmpty() {
    return gasUsed == 0;
  }

  /** 0 to 1, four digits. */
  BigDecimal fullness() {
    return BigDecimal.valueOf(gasUsed).divide(BigDecimal.valueOf(gasLimit), FOUR_DIGITS);
  }
}
