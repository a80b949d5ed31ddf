package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.signal.record.TrackRecord;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a strategy did on one series, as it is sent. */
@Schema(
    name = "StrategyRecord",
    description =
        "How it did on one series and interval, with its usual numbers, long only, at 10 basis points"
            + " and 5 of slippage a fill.")
public record StrategyRecordJson(
    @Schema(examples = "btc-usd") String series,
    @Schema(examples = "1d") String interval,
    @Schema(description = "How it was made.", examples = "tapeline-backtests/1") String method,
    @Schema(
            description = "Candles are those that were known then.",
            examples = "2026-08-09T00:00:00.123456Z")
        String asOf,
    @Schema(examples = "2026-08-09T00:00:01.000Z") String recordedAt,
    @Schema(description = "The part before; null where there are no candles.", nullable = true)
        @Nullable RecordPartJson inSample,
    @Schema(
            description =
                "The newest part, a year unless configured otherwise, up to the last midnight; null"
                    + " where there are no candles.",
            nullable = true)
        @Nullable RecordPartJson outOfSample) {

  public static StrategyRecordJson of(TrackRecord record) {
    Instant asOf = record.asOf();
    return new StrategyRecordJson(
        record.series(),
        record.interval().id(),
        record.method(),
        Times.exact(asOf.getEpochSecond() * 1_000_000_000 + asOf.getNano()),
        Times.format(Objects.requireNonNull(record.recordedAt())),
        record.inSample(),
        record.outOfSample());
  }
}
