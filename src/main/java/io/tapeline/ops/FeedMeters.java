package io.tapeline.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Metrics of the feeds: each name, unit and label once. */
@ApplicationScoped
public class FeedMeters {

  private static final String VENUE = "venue";

  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  public FeedMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Makes a venue's counters visible at zero, before anything happens. */
  public void register(String venue, Supplier<Number> lastMessageAgeSeconds) {
    messages(venue);
    failures(venue);
    unknown(venue);
    gaps(venue);
    repairs(venue);
    reconnects(venue);
    duplicates(venue);
    TimeGauge.builder("tapeline.feed.last.message.age", lastMessageAgeSeconds, TimeUnit.SECONDS)
        .description("Since the venue's newest message")
        .tags(VENUE, venue)
        .register(registry);
  }

  /** Frames received. */
  public Counter messages(String venue) {
    return counter("tapeline.feed.messages", "Frames received", venue);
  }

  /** Frames by the venue's own message type and what became of them. */
  public Counter frames(String venue, String type, String outcome) {
    return counters.computeIfAbsent(
        "frames/" + venue + "/" + type + "/" + outcome,
        _ ->
            Counter.builder("tapeline.feed.frames")
                .description("Frames by message type and what became of them")
                .tags(Tags.of(VENUE, venue, "type", type, "outcome", outcome))
                .register(registry));
  }

  /** Frames that could not be decoded. */
  public Counter failures(String venue) {
    return counter("tapeline.feed.decode.failures", "Frames that could not be decoded", venue);
  }

  /** Frames of a message type that the codec has not met. */
  public Counter unknown(String venue) {
    return counter("tapeline.feed.unknown", "Frames of an unknown message type", venue);
  }

  /** Gaps seen in the venue's numbering. */
  public Counter gaps(String venue) {
    return counter("tapeline.feed.gaps", "Gaps in the numbering of trades or messages", venue);
  }

  /** Trades fetched over REST to fill gaps. */
  public Counter repairs(String venue) {
    return counter("tapeline.feed.repairs", "Trades fetched over REST to fill gaps", venue);
  }

  public Counter reconnects(String venue) {
    return counter("tapeline.feed.reconnects", "Sockets opened again after a loss", venue);
  }

  /** Trades that came more than once and were counted once. */
  public Counter duplicates(String venue) {
    return counter("tapeline.feed.duplicates", "Trades that came more than once", venue);
  }

  /** From the venue's own time of a trade until its candle and index have it. */
  public void exchangeToReady(String venue, long nanos) {
    timers
        .computeIfAbsent(
            venue,
            v ->
                Timer.builder("tapeline.feed.exchange.to.ready")
                    .description("From the venue's time of a trade until candle and index have it")
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofSeconds(10))
                    .tags(VENUE, v)
                    .register(registry))
        .record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** Failures of one follower of the tape. */
  public Counter followerFailures(String follower) {
    return counters.computeIfAbsent(
        "followers/" + follower,
        _ ->
            Counter.builder("tapeline.tape.follower.failures")
                .description("Failures of those who follow the tape")
                .tags("follower", follower)
                .register(registry));
  }

  private Counter counter(String name, String description, String venue) {
    return counters.computeIfAbsent(
        name + "/" + venue,
        _ -> Counter.builder(name).description(description).tags(VENUE, venue).register(registry));
  }
}
