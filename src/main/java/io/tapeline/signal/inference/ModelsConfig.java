package io.tapeline.signal.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Models elsewhere, each by a name of its own. */
@ConfigMapping(prefix = "tapeline.models")
public interface ModelsConfig {

  /** By name: a lower-case letter, then letters, digits and underscores, 30 at most. */
  @WithParentName
  Map<String, ModelConfig> all();

  /** One model. */
  interface ModelConfig {

    /** Where its server is, before {@code /v2}: {@code http://127.0.0.1:8000}. Must be given. */
    Optional<String> url();

    /** Sent as {@code Authorization: Bearer} if it is given. */
    Optional<String> token();

    /** What the server calls it. Must be given. */
    Optional<String> model();

    /** The version that is asked, and no other. Must be given. */
    Optional<String> version();

    /** The tensor that takes the features, a row for each series. Must be given. */
    Optional<String> input();

    /** Of that tensor: {@code FP32} unless said otherwise, or {@code FP64}. */
    Optional<@Pattern(regexp = "FP32|FP64") String> datatype();

    /**
     * What it is told of the newest closed candle, as indicators of the catalogue, between commas,
     * in the order of the tensor: {@code rsi(14),macd(12,26,9).histogram}. 1 to 64; must be given.
     */
    Optional<String> features();

    /** The tensor that gives the answers. Must be given. */
    Optional<String> output();

    /** Numbers that it gives for each series. 1 to 1000. */
    @WithDefault("1")
    @Min(1)
    @Max(1_000)
    int columns();

    /** Which of them is the answer, from 0 on. 0 to 999, less than {@link #columns()}. */
    @WithDefault("0")
    @Min(0)
    @Max(999)
    int column();

    /**
     * What the answer is: {@code probability_up}, 0 to 1, that the close is higher after the
     * horizon; or {@code expected_return} until then, a ratio. Must be given.
     */
    Optional<@Pattern(regexp = "probability_up|expected_return") String> meaning();

    /** How many candles later the close is that it speaks of. 1 to 10000. */
    @WithDefault("1")
    @Min(1)
    @Max(10_000)
    int horizon();

    /** Intervals whose candles it was made for. */
    @WithDefault("1h")
    Set<@Pattern(regexp = "1m|5m|15m|30m|1h|4h|1d|1w") String> intervals();

    /** An ask that takes longer has failed. 10 ms to 1 min. */
    @WithDefault("2s")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration timeout();

    /** Series in one ask at most. 1 to 4096. */
    @WithDefault("64")
    @Min(1)
    @Max(4_096)
    int maxBatch();

    /** For so long an ask waits for other series to come along. 1 ms to 1 s. */
    @WithDefault("5ms")
    @DurationMin(millis = 1)
    @DurationMax(seconds = 1)
    Duration gather();

    /** Asks that are under way at once; what is more waits its turn. 1 to 64. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int concurrency();

    /** Series that may wait for their turn. 1 to 1000000. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxWaiting();

    /** How often it is asked whether it is ready. 100 ms to 1 h. */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    @DurationMax(hours = 1)
    Duration checkEvery();

    /** Whether its answers become signals at closes, as a strategy of its own. */
    @WithDefault("true")
    boolean signals();

    /** As a strategy: the expected return that is full strength. 0.0001 to 10. */
    @WithDefault("0.02")
    @DecimalMin("0.0001")
    @DecimalMax("10")
    double fullReturn();
  }
}
