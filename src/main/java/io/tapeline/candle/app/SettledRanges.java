package io.tapeline.candle.app;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.KnownRange.Kept;
import io.tapeline.ops.CandleMeters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Stored ranges that only a correction can change, or none where it is said as of when: read once
 * and kept in memory; the newest are shared with the other processes. Equal questions that come
 * meanwhile wait for the same reading. What is answered says as of when it is known, so that a
 * receipt repeats it, also while the notice of a correction is still on its way.
 */
@ApplicationScoped
public class SettledRanges {

  /**
   * What was asked.
   *
   * @param asOfNanos as of this moment; null for the newest
   */
  private record Question(CandleRange range, @Nullable Long asOfNanos) {}

  /**
   * From the reading on, in whichever process. Retention and a line that is dead without anyone
   * having noticed are seen after so long.
   */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final String MEMORY = "memory";
  private static final String REDIS = "redis";

  private final CandleHistory history;
  private final HeardCorrections corrections;
  private final SharedRanges shared;
  private final CandleMeters meters;
  private final AsyncCache<Question, Kept> memory;

  public SettledRanges(
      CandleHistory history,
      HeardCorrections corrections,
      SharedRanges shared,
      CandleConfig config,
      CandleMeters meters) {
    this.history = history;
    this.corrections = corrections;
    this.shared = shared;
    this.meters = meters;
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(config.cachedCandles())
            .weigher((Question _, Kept kept) -> 1 + kept.known().candles().size())
            .expireAfter(Expiry.creating((Question _, Kept kept) -> kept.left()))
            .buildAsync();
  }

  /**
   * A range that is stored to its end and that the tape will not revise any more. Fails with {@code
   * store_unavailable}.
   */
  public Uni<KnownRange> read(CandleRange range) {
    Question question = new Question(range, null);
    return corrections.areHeard() ? remembered(question) : fromStore(question);
  }

  /**
   * A range as it was known at a moment. Fails with {@code store_unavailable}.
   *
   * @param asOfNanos not later than the {@link CandleHistory#horizon}
   */
  public Uni<KnownRange> read(CandleRange range, long asOfNanos) {
    return remembered(new Question(range, asOfNanos));
  }

  private Uni<KnownRange> remembered(Question question) {
    boolean known = memory.getIfPresent(question) != null;
    meters.lookup(MEMORY, known).increment();
    CompletableFuture<Kept> reading =
        memory.get(question, (missing, _) -> find(missing).subscribeAsCompletionStage());
    if (!known) {
      var _ = reading.thenAccept(kept -> check(question, kept.known(), reading));
    }
    Context caller = Vertx.currentContext();
    Uni<KnownRange> found = Uni.createFrom().completionStage(reading).map(Kept::known);
    return caller == null || reading.isDone()
        ? found
        : found.emitOn(answer -> caller.runOnContext(_ -> answer.run()));
  }

  /** A correction may have been heard before there was anything to be forgotten. */
  private void check(Question question, KnownRange read, CompletableFuture<Kept> reading) {
    if (!isStillKnown(question, read)) {
      memory.asMap().remove(question, reading);
    }
  }

  private Uni<Kept> find(Question question) {
    return isShared(question)
        ? shared
            .find(question.range())
            .map(found -> found.filter(kept -> isStillKnown(question, kept.known())))
            .invoke(found -> meters.lookup(REDIS, found.isPresent()).increment())
            .chain(
                found ->
                    found
                        .map(kept -> Uni.createFrom().item(kept))
                        .orElseGet(() -> readAndShare(question)))
        : readAndShare(question);
  }

  private Uni<Kept> readAndShare(Question question) {
    return fromStore(question)
        .map(known -> new Kept(known, KEPT))
        .invoke(
            kept -> {
              if (isShared(question)) {
                shared.keep(question.range(), kept);
              }
            });
  }

  private Uni<KnownRange> fromStore(Question question) {
    Long given = question.asOfNanos();
    Uni<Long> moment = given == null ? history.horizon().newest() : Uni.createFrom().item(given);
    return moment.chain(
        asOf -> history.read(question.range(), asOf).map(candles -> new KnownRange(candles, asOf)));
  }

  /** Who asks as of a moment walks through history: pages that hardly anybody asks for again. */
  private boolean isShared(Question question) {
    return question.asOfNanos() == null && corrections.canJudge();
  }

  private boolean isStillKnown(Question question, KnownRange known) {
    return question.asOfNanos() != null
        || corrections.allow(question.range().series(), known.asOfNanos());
  }

  /**
   * Something of this series was corrected. Readings under way don't count.
   *
   * @param endNanos ranges that begin later are as they were
   * @param recordedNanos what was read as of this moment has the correction
   */
  void forget(Series series, long endNanos, long recordedNanos) {
    forget(
        (range, reading) ->
            range.series().equals(series)
                && range.fromNanos() < endNanos
                && !isFrom(reading, recordedNanos));
  }

  /** It is done, and was done as of this moment or later. */
  private static boolean isFrom(CompletableFuture<Kept> reading, long recordedNanos) {
    return reading.state() == Future.State.SUCCESS
        && reading.resultNow().known().asOfNanos() >= recordedNanos;
  }

  void forgetAll() {
    forget((_, _) -> true);
  }

  private void forget(BiPredicate<CandleRange, CompletableFuture<Kept>> outdated) {
    memory
        .asMap()
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().asOfNanos() == null
                    && outdated.test(entry.getKey().range(), entry.getValue()));
  }
}
