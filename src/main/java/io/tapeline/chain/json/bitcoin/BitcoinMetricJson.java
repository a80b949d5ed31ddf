package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.bitcoin.follow.Depth;
import io.tapeline.chain.bitcoin.record.BitcoinHistory.Series;
import io.tapeline.chain.bitcoin.record.BitcoinReads;
import io.tapeline.chain.bitcoin.record.BitcoinStretch;
import io.tapeline.chain.json.status.KindJson;
import io.tapeline.chain.spv.header.Network;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened on a chain of Bitcoin in an interval, as it is sent. */
@Schema(
    name = "BitcoinMetric",
    description =
        "What the blocks of an interval add up to, by the times that they say. Without a block the"
            + " rest is null.")
public record BitcoinMetricJson(
    @Schema(description = "Where the interval begins.", examples = "2026-08-09T22:00:00.000Z")
        String time,
    @Schema(description = "Whether blocks before and after it are stored.") boolean complete,
    @Schema(examples = "6") int blocks,
    @Schema(
            description = "Seconds for a block: the interval over their number.",
            examples = "600",
            nullable = true)
        @Nullable BigDecimal blockSeconds,
    @Schema(examples = "18300", nullable = true) @Nullable Long transactions,
    @Schema(examples = "23959686", nullable = true) @Nullable Long weight,
    @Schema(
            description = "Satoshi; null where those of a block are not known.",
            examples = "22575368994",
            nullable = true)
        @Nullable Long feesSatoshi,
    @Schema(
            description =
                "Hashes a second: what the blocks took on average, over the interval. From n blocks"
                    + " it strays by about 1/√n.",
            examples = "618000000000000000000",
            nullable = true)
        @Nullable BigDecimal hashRate,
    @Schema(description = "Of the last block.", examples = "86388558925171.02", nullable = true)
        @Nullable BigDecimal difficulty,
    @Schema(description = "Height of the first block.", examples = "839994", nullable = true)
        @Nullable Long firstBlock,
    @Schema(description = "Height of the last block.", examples = "840000", nullable = true)
        @Nullable Long lastBlock,
    @Schema(
            description = "Hash of the last block.",
            examples = "00000000839a8e6886ab5951d76f411475428afc90947ee320161bbf18eb6048",
            pattern = "^[0-9a-f]{64}$",
            nullable = true)
        @Nullable String lastHash,
    @Schema(
            description = "How sure it was that the last block stays, by depth.",
            enumeration = {"latest", "safe", "finalized"},
            examples = "safe",
            nullable = true)
        @Nullable String finality,
    @Schema(
            description = "Blocks from the last one to the newest.",
            examples = "40",
            nullable = true)
        @Nullable Long confirmations) {

  private static final ChainKind KIND = new ChainKind.Bitcoin(Network.MAINNET);
  private static final MathContext DIGITS = new MathContext(16, RoundingMode.HALF_EVEN);

  /**
   * @param stretch null where there is no block
   */
  public static BitcoinMetricJson of(
      Instant open, Instant close, @Nullable BitcoinStretch stretch, Series series) {
    BitcoinReads.Span span = series.span();
    boolean complete = span != null && !span.first().isAfter(open) && !span.last().isBefore(close);
    if (stretch == null) {
      return new BitcoinMetricJson(
          Times.format(open),
          complete,
          0,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    BigDecimal length = BigDecimal.valueOf(close.getEpochSecond() - open.getEpochSecond());
    long confirmations = series.height() - stretch.last() + 1;
    return new BitcoinMetricJson(
        Times.format(open),
        complete,
        stretch.blocks(),
        plain(length.divide(BigDecimal.valueOf(stretch.blocks()), DIGITS)),
        stretch.transactions(),
        stretch.weight(),
        stretch.feesSatoshi(),
        plain(new BigDecimal(stretch.work()).divide(length, DIGITS)),
        stretch.difficulty(),
        stretch.first(),
        stretch.last(),
        KindJson.hash(KIND, stretch.hash()),
        Depth.finality(confirmations).toString(),
        confirmations);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
