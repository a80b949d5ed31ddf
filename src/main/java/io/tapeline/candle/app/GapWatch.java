package io.tapeline.candle.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.market.Interval;
import io.tapeline.ops.Repeated;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Fence;
import io.tapeline.ops.upstream.Leave;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks for gaps in the minutes of all markets, at the start and from then on, and has them
 * refilled. Minutes are looked at once no late trade can revise them any more, and, where the venue
 * answered, once: what it can't tell of stays missing until the next start.
 */
@ApplicationScoped
public class GapWatch {

  private static final Logger LOG = Logger.getLogger(GapWatch.class);

  private final CandleKeeper keeper;
  private final CandleReader reader;
  private final StoredCandles stored;
  private final GapRefill refill;
  private final RefillConfig config;
  private final Database database;
  private final Repeated looks;

  /** Up to where each series has been looked at. */
  private final Map<Series, Long> looked = new HashMap<>();

  public GapWatch(
      CandleKeeper keeper,
      CandleReader reader,
      StoredCandles stored,
      GapRefill refill,
      RefillConfig config,
      Vertx vertx,
      Database database) {
    this.keeper = keeper;
    this.reader = reader;
    this.stored = stored;
    this.refill = refill;
    this.config = config;
    this.database = database;
    this.looks = new Repeated(vertx, config.every(), this::lookAtAll, GapWatch::failed);
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      database.whenOpen(looks::start);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    looks.stop();
  }

  private static void failed(Throwable failure) {
    LOG.errorf(failure, "gaps are not looked for");
  }

  /** One series after the other: gaps are not worth a rush on the store or the venues. */
  public Uni<Void> look() {
    return lookAtAll();
  }

  private Uni<Void> lookAtAll() {
    if (!database.keeping().isOurs()) {
      return Uni.createFrom().voidItem();
    }
    long to = Interval.M1.floor(reader.storedNanos());
    return Multi.createFrom()
        .iterable(keeper.markets())
        .onItem()
        .transformToUniAndConcatenate(
            series ->
                look(series, to)
                    .onFailure()
                    .invoke(e -> LOG.debugf("%s: gaps stay for now: %s", series, e.getMessage()))
                    .onFailure()
                    .recoverWithNull())
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> look(Series series, long to) {
    return from(series, to)
        .chain(
            from ->
                from.isEmpty() || from.get() >= to
                    ? Uni.createFrom().voidItem()
                    : refill
                        .fill(series, from.get(), to, Fence.NONE, Leave.OWN)
                        .invoke(_ -> looked.put(series, to))
                        .replaceWithVoid());
  }

  /** What is before the first candle is no gap. */
  private Uni<Optional<Long>> from(Series series, long to) {
    Long known = looked.get(series);
    long oldest = to - config.lookBack().toNanos();
    return known == null
        ? stored.first(series, Interval.M1, oldest, to, Long.MAX_VALUE)
        : Uni.createFrom().item(Optional.of(known));
  }
}
