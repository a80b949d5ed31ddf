package io.tapeline.signal.json;

import io.tapeline.http.Times;
import io.tapeline.signal.verdict.Explanation;
import io.tapeline.signal.verdict.Input;
import io.tapeline.signal.verdict.Verdict;
import io.tapeline.signal.watch.Judged;
import io.tapeline.signal.watch.Recorded;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a strategy says of a candle, as it is sent. */
@Schema(
    name = "Signal",
    description =
        "Where the closed candles point by one strategy, why, and what exactly it was made from. Where"
            + " it has nothing to say, `reason` tells why: that is not neutral.")
public record SignalJson(
    @Schema(
            description = "With all its numbers; of a model, with the version that answered.",
            examples = "ma_cross(50,200)")
        String strategy,
    @Schema(description = "Of the strategy.", examples = "1") int version,
    @Schema(description = "Length of the candles.", examples = "1h") String interval,
    @Schema(
            description = "Start of the newest candle that it knows of.",
            examples = "2026-08-09T21:00:00.000Z")
        String openTime,
    @Schema(
            description = "The moment it is for: the end of that candle.",
            examples = "2026-08-09T22:00:00.000Z")
        String time,
    @Schema(
            description =
                "Where the evidence points; neutral below a strength of 0.1; null if there is no signal.",
            enumeration = {"up", "down", "neutral"},
            examples = "up",
            nullable = true)
        @Nullable String direction,
    @Schema(
            description =
                "−1 to 1: the sum of the contributions, exact; null if there is no signal.",
            examples = "0.5542",
            nullable = true)
        @Nullable BigDecimal strength,
    @Schema(
            description = "0 to 100, for who looks at the next candles: 50 + 50·strength.",
            examples = "78",
            nullable = true)
        @Nullable Integer traderGrade,
    @Schema(
            description =
                "0 to 100, for who looks far ahead: 50 + 25·(strength + outlook); null without 200 whole"
                    + " candles.",
            examples = "71",
            nullable = true)
        @Nullable Integer investorGrade,
    @Schema(
            description = "Why there is no signal; null if there is one.",
            enumeration = {
              "warm_up",
              "gap",
              "quiet",
              "undefined",
              "no_longer_interval",
              "model_unavailable"
            },
            examples = "gap",
            nullable = true)
        @Nullable String reason,
    @Schema(
            description = "In words, made of the evidence; no advice.",
            examples =
                "macd(12,26,9) on 1h points up, strength 0.5542 of 1: the line is above zero …")
        String explanation,
    @Schema(description = "Why: the contributions are the strength.") List<EvidenceJson> evidence,
    @Schema(
            description = "The long view of the investor grade; no part of the strength.",
            nullable = true)
        @Nullable EvidenceJson outlook,
    @Schema(description = "The candles it was made from, the shortest first.")
        List<InputJson> inputs,
    @Schema(
            description =
                "1 for what was said at the close, one more each time that corrected candles say"
                    + " something else; null where it is not read but computed.",
            examples = "1",
            nullable = true)
        @Nullable Integer revision,
    @Schema(
            description = "When that was stored; null where it is not read but computed.",
            examples = "2026-08-09T22:00:00.812Z",
            nullable = true)
        @Nullable String recordedAt) {

  private static final int DECIMALS = 6;

  /** An input as it is sent. */
  @Schema(name = "SignalInput", description = "The candles of one interval, and their hash.")
  public record InputJson(
      @Schema(examples = "1h") String interval,
      @Schema(description = "First open time, inclusive.", examples = "2026-08-01T00:00:00.000Z")
          String from,
      @Schema(description = "Last open time, exclusive.", examples = "2026-08-09T22:00:00.000Z")
          String to,
      @Schema(description = "How many there are in it.", examples = "214") int candles,
      @Schema(
              description =
                  "SHA-256 of what `/v1/candles` answers for this range as CSV, with `limit=all` and"
                      + " `fields=open_time,open,high,low,close,volume`.",
              examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
          String sha256) {

    public static InputJson of(Input input) {
      return new InputJson(
          input.interval().id(),
          Times.format(input.fromNanos()),
          Times.format(input.toNanos()),
          input.candles(),
          input.sha256());
    }
  }

  /** One that was computed. */
  public static SignalJson of(Verdict verdict) {
    return of(verdict, null, null);
  }

  /** One that was stored. */
  public static SignalJson of(Recorded stored) {
    Judged judged = stored.judged();
    return of(judged.verdict(), judged.revision(), Times.format(stored.recordedNanos()));
  }

  private static SignalJson of(
      Verdict verdict, @Nullable Integer revision, @Nullable String recordedAt) {
    return switch (verdict) {
      case Verdict.Signal signal ->
          of(
              signal,
              lower(signal.direction()),
              decimal(signal.strength()),
              signal.trader(),
              signal.investor(),
              null,
              signal.evidence().stream().map(EvidenceJson::of).toList(),
              signal.outlook() == null ? null : EvidenceJson.of(signal.outlook()),
              signal.inputs().stream().map(InputJson::of).toList(),
              revision,
              recordedAt);
      case Verdict.NoSignal none ->
          of(
              none,
              null,
              null,
              null,
              null,
              lower(none.reason()),
              List.of(),
              null,
              List.of(),
              revision,
              recordedAt);
    };
  }

  private static SignalJson of(
      Verdict verdict,
      @Nullable String direction,
      @Nullable BigDecimal strength,
      @Nullable Integer trader,
      @Nullable Integer investor,
      @Nullable String reason,
      List<EvidenceJson> evidence,
      @Nullable EvidenceJson outlook,
      List<InputJson> inputs,
      @Nullable Integer revision,
      @Nullable String recordedAt) {
    return new SignalJson(
        verdict.strategy().id(),
        verdict.strategy().version(),
        verdict.interval().id(),
        Times.format(verdict.openTimeNanos()),
        Times.format(verdict.closeTimeNanos()),
        direction,
        strength,
        trader,
        investor,
        reason,
        Explanation.of(verdict),
        evidence,
        outlook,
        inputs,
        revision,
        recordedAt);
  }

  /** Of millionths, without trailing zeros. */
  static BigDecimal decimal(long millionths) {
    BigDecimal plain = BigDecimal.valueOf(millionths, DECIMALS).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
