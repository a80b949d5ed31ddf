package io.tapeline.chain.json.fee;

import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.fee.PaidInBlock;
import io.tapeline.chain.json.status.KindJson;
import io.tapeline.http.Times;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was paid in a block, as it is sent. */
@Schema(name = "PaidFees", description = "What was paid in a block.")
public record PaidJson(
    @Schema(examples = "23456789") long number,
    @Schema(examples = "0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6")
        String hash,
    @Schema(examples = "2026-08-09T22:00:11.000Z") String time,
    @Schema(
            description = "What everybody paid and nobody got; null on chains without it.",
            examples = "1.25",
            nullable = true)
        @Nullable BigDecimal baseFee,
    @Schema(
            description = "The same for blobs; null also where its rule is not known.",
            examples = "0.000000001",
            nullable = true)
        @Nullable BigDecimal blobBaseFee,
    @Schema(description = "How much of its room was used, 0 to 1.", examples = "0.5142")
        BigDecimal fullness,
    @Schema(description = "What was paid beyond the base fee.") List<PercentileJson> paid) {

  /** One of them. */
  @Schema(
      name = "FeePercentile",
      description = "What so much of the block paid at most, beyond the base fee.")
  public record PercentileJson(
      @Schema(description = "Of the room that was used, in percent.", examples = "50")
          int percentile,
      @Schema(examples = "0.05") BigDecimal fee) {}

  static PaidJson of(ChainKind kind, PaidInBlock paid) {
    return new PaidJson(
        paid.block().number(),
        KindJson.hash(kind, paid.block().hash()),
        Times.format(paid.block().time()),
        paid.base(),
        paid.blobBase(),
        paid.fullness(),
        paid.paid().entrySet().stream()
            .map(each -> new PercentileJson(each.getKey(), each.getValue()))
            .toList());
  }
}
