package io.tapeline.chain.json.metric;

import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.metric.Figures;
import io.tapeline.chain.metric.Stretch;
import io.tapeline.chain.metric.app.MetricReader.Slot;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened on a chain within an interval, as it is sent. */
@Schema(
    name = "ChainMetrics",
    description = "What happened on a chain within an interval; null is what is not known.")
public record MetricJson(
    @Schema(description = "Where the interval begins.", examples = "2026-08-09T22:00:00.000Z")
        String time,
    @Schema(
            description =
                "Whether these are all of its blocks: those before and behind are known as well, and"
                    + " none between is missing.")
        boolean complete,
    @Schema(description = "So many are known.", examples = "300") long blocks,
    @Schema(description = "Number of the first.", examples = "23456700", nullable = true)
        @Nullable Long firstBlock,
    @Schema(description = "Number of the last.", examples = "23456999", nullable = true)
        @Nullable Long lastBlock,
    @Schema(
            description = "That one's.",
            examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",
            nullable = true)
        @Nullable String lastHash,
    @Schema(
            description = "How sure it was that the last block stays.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "finalized",
            nullable = true)
        @Nullable String finality,
    @Schema(
            description = "Blocks from the last one on, itself among them.",
            examples = "64",
            nullable = true)
        @Nullable Long confirmations,
    @Schema(examples = "52100", nullable = true) @Nullable Long transactions,
    @Schema(examples = "4500000000", nullable = true) @Nullable Long gasUsed,
    @Schema(
            description =
                "Base fees of gas and of blobs, which nobody gets; in the chain's coin. Null also where"
                    + " blobs were used and their rule is not known.",
            examples = "12.5",
            nullable = true)
        @Nullable BigDecimal feesBurned,
    @Schema(
            description =
                "What was paid beyond, to those who made the blocks; in the chain's coin.",
            examples = "3.25",
            nullable = true)
        @Nullable BigDecimal feesPaid,
    @Schema(
            description =
                "Sent with transactions that went well, in the chain's coin; what contracts send on is"
                    + " not in it.",
            examples = "123456.789",
            nullable = true)
        @Nullable BigDecimal transferred,
    @Schema(
            description =
                "Different senders and recipients of transactions: exact up to 255, beyond that with a"
                    + " standard error of 1.7 %.",
            examples = "41000",
            nullable = true)
        @Nullable Long activeAddresses) {

  private static final int COIN_DIGITS = 18;

  public static MetricJson of(Slot slot, @Nullable Standing standing) {
    String time = Times.format(slot.openNanos());
    Stretch stretch = slot.stretch();
    if (stretch == null) {
      return new MetricJson(
          time, false, 0, null, null, null, null, null, null, null, null, null, null, null);
    }
    Figures figures = stretch.figures();
    return new MetricJson(
        time,
        stretch.isComplete(),
        stretch.blocks(),
        stretch.first(),
        stretch.last(),
        stretch.lastHash().toString(),
        standing == null ? null : standing.of(stretch.last()).toString(),
        standing == null ? null : standing.confirmations(stretch.last()),
        figures == null ? null : figures.transactions(),
        figures == null ? null : figures.gasUsed(),
        figures == null ? null : burned(figures),
        figures == null ? null : coins(figures.paid()),
        figures == null ? null : coins(figures.transferred()),
        figures == null ? null : figures.active().count());
  }

  private static @Nullable BigDecimal burned(Figures figures) {
    BigInteger ofBlobs = figures.blobBurned();
    return ofBlobs == null ? null : coins(figures.burned().add(ofBlobs));
  }

  private static BigDecimal coins(BigInteger wei) {
    return new BigDecimal(wei, COIN_DIGITS).stripTrailingZeros();
  }
}
