package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Metrics of the signals that are made at the close of candles: each name, unit and label once. */
@ApplicationScoped
public class SignalMeters {

  private final MeterRegistry registry;

  public SignalMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Signals that were stored.
   *
   * @param again something else had been said of the same close before
   */
  public Counter stored(boolean again) {
    return Counter.builder("tapeline.signal.stored")
        .description("Signals stored at the close of candles, and again where they were corrected")
        .tag("kind", again ? "revision" : "first")
        .register(registry);
  }

  /** From the close of a candle to its signals in the database; of recordings this says nothing. */
  public Timer delay() {
    return Timer.builder("tapeline.signal.delay")
        .description("From the close of a candle to its signals in the database")
        .register(registry);
  }

  /** Rounds that failed and are begun again. */
  public Counter failures() {
    return Counter.builder("tapeline.signal.failures")
        .description("Rounds of judging that failed, to be begun again")
        .register(registry);
  }

  /** How far judging is behind the recording of candles. */
  public void behind(LongSupplier nanos) {
    TimeGauge.builder("tapeline.signal.behind", nanos::getAsLong, TimeUnit.NANOSECONDS)
        .description("How far judging is behind the recording of candles")
        .register(registry);
  }

  /** Candles in memory for the next close. */
  public void candles(IntSupplier candles) {
    Gauge.builder("tapeline.signal.candles", candles::getAsInt)
        .description("Candles in memory to judge the next close")
        .register(registry);
  }
}
