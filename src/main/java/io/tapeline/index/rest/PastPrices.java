package io.tapeline.index.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Moments;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.Times;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.app.IndexHistory;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.json.PriceJson;
import io.tapeline.market.Instrument;
import io.tapeline.ops.FeedName;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers prices of past moments. What the day before was is not known of them. */
@ApplicationScoped
class PastPrices {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final IndexHistory history;
  private final FeedName feed;

  PastPrices(IndexHistory history, FeedName feed) {
    this.history = history;
    this.feed = feed;
  }

  /** Of what is later than the horizon a price may still be added. */
  void requireStored(long asOfNanos) {
    Moments.requireStored(asOfNanos, history.horizonNanos());
  }

  /**
   * The price of one asset at a moment, with the nearest moments in the problem if there is none.
   */
  Uni<Answer> one(Instrument instrument, long timeNanos, @Nullable Long asOf) {
    long moment = asOf == null ? timeNanos : Math.min(timeNanos, asOf);
    return history
        .at(instrument, moment)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(answer(found.get(), moment))
                    : missing(instrument, moment));
  }

  private Answer answer(IndexPrice price, long moment) {
    long horizon = history.horizonNanos();
    boolean settled = moment <= horizon;
    PriceJson json = wire(price);
    Answer answer =
        Answer.of(json, settled ? CacheRule.IMMUTABLE : CacheRule.LIVE)
            .aged((moment - price.timeNanos()) / NANOS_PER_MILLI);
    return settled ? answer.knowing(moment, horizon) : answer.asOf(moment);
  }

  private PriceJson wire(IndexPrice price) {
    return PriceJson.of(new PriceBoard.Entry(price, null, null), feed.id());
  }

  private Uni<Answer> missing(Instrument instrument, long moment) {
    return history
        .near(instrument, moment)
        .onItem()
        .transformToUni(
            near ->
                Uni.createFrom()
                    .failure(
                        new ProblemException(
                            new Problem.NoPriceAt(
                                instrument.id(),
                                Times.format(moment),
                                near.stream().map(Times::format).toList()))));
  }

  /** The prices of these assets, or of all, as they were newest at a moment. */
  Uni<Answer> list(List<String> wanted, Paging paging, long asOf) {
    long horizon = history.horizonNanos();
    return history
        .all(asOf)
        .map(
            all ->
                all.stream()
                    .filter(price -> wanted.isEmpty() || wanted.contains(asset(price)))
                    .filter(price -> paging.isAfter(asset(price)))
                    .sorted(Comparator.comparing(PastPrices::asset))
                    .limit(paging.limitAndOneMore())
                    .toList())
        .map(
            rows ->
                Answer.of(
                        Page.of(PriceJson.class, paging, rows, PastPrices::asset, this::wire),
                        CacheRule.IMMUTABLE)
                    .knowing(asOf, horizon));
  }

  private static String asset(IndexPrice price) {
    return price.instrument().base().id();
  }
}
