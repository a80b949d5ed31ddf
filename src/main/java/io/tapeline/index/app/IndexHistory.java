package io.tapeline.index.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.index.IndexPrice;
import io.tapeline.market.Instrument;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Index prices of past moments: the newest that was kept at or before each, never a later one and
 * none that is much older. One a second is kept, and none is ever revised.
 */
@ApplicationScoped
public class IndexHistory {

  /** The price of a second is told within it; one more for the clocks of replicas. */
  private static final long SETTLING = Duration.ofSeconds(2).toNanos();

  private final TapeTime time;
  private final IndexConfig config;
  private final StoreConfig store;
  private final PriceBoard board;
  private final Instance<IndexPriceStore> stores;

  public IndexHistory(
      TapeTime time,
      IndexConfig config,
      StoreConfig store,
      PriceBoard board,
      @Any Instance<IndexPriceStore> stores) {
    this.time = time;
    this.config = config;
    this.store = store;
    this.board = board;
    this.stores = stores;
  }

  /** All prices up to this moment are stored, nanoseconds since 1970 UTC; none will be added. */
  public long horizonNanos() {
    long waiting = store.enabled() ? stores.get().writtenUpToNanos() - 1 : Long.MIN_VALUE;
    return Math.min(time.nanos() - SETTLING, waiting);
  }

  /**
   * The price at a moment. Fails with {@code store_unavailable}.
   *
   * @param timeNanos not in the future
   */
  public Uni<Optional<IndexPrice>> at(Instrument instrument, long timeNanos) {
    Optional<IndexPrice> newest =
        board
            .price(instrument)
            .map(PriceBoard.Entry::price)
            .filter(price -> price.timeNanos() <= timeNanos && timeNanos > horizonNanos());
    Uni<Optional<IndexPrice>> found =
        newest.isPresent()
            ? Uni.createFrom().item(newest)
            : ask(kept -> kept.at(instrument, timeNanos));
    return found.map(price -> price.filter(each -> isOf(each, timeNanos)));
  }

  private boolean isOf(IndexPrice price, long timeNanos) {
    return timeNanos - price.timeNanos() <= config.atMostOlder().toNanos();
  }

  /**
   * The prices of all instruments at a moment, in no order. Fails with {@code store_unavailable}.
   *
   * @param timeNanos not later than the horizon
   */
  public Uni<List<IndexPrice>> all(long timeNanos) {
    return ask(kept -> kept.all(timeNanos, timeNanos - config.atMostOlder().toNanos()));
  }

  /** The nearest moments with a price, one before and one after, as far as there are any. */
  public Uni<List<Long>> near(Instrument instrument, long timeNanos) {
    return Uni.combine()
        .all()
        .unis(
            ask(kept -> kept.at(instrument, timeNanos)).map(p -> p.map(IndexPrice::timeNanos)),
            ask(kept -> kept.next(instrument, timeNanos)))
        .with((before, after) -> Stream.of(before, after).flatMap(Optional::stream).toList());
  }

  private <T> Uni<T> ask(Function<IndexPriceStore, Uni<T>> question) {
    ProblemException unavailable = new ProblemException(new Problem.StoreUnavailable());
    return store.enabled()
        ? question.apply(stores.get()).onFailure().transform(_ -> unavailable)
        : Uni.createFrom().failure(unavailable);
  }
}
