package io.tapeline.tape.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Everything;
import io.tapeline.http.Moments;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.RowStream;
import io.tapeline.market.Market;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.TradeRange;
import io.tapeline.tape.app.TradeHistory;
import io.tapeline.tape.app.TradeReader;
import io.tapeline.tape.json.TradeJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers a range of trades: from memory, from the store, as of a moment, or all of it. */
@ApplicationScoped
class TradeAnswers {

  private final TradeReader reader;
  private final TradeHistory history;

  TradeAnswers(TradeReader reader, TradeHistory history) {
    this.reader = reader;
    this.history = history;
  }

  /**
   * All that is stored of a range, in one answer of any length.
   *
   * @param to exclusive; null for the moment as of which is answered
   * @param known as of this moment; null for the newest
   */
  Uni<Answer> all(Market market, long fromNanos, @Nullable Long to, @Nullable Long known) {
    return Everything.of(
        history.horizon(),
        known,
        moment -> {
          TradeRange range =
              TradeRange.of(market, fromNanos, Objects.requireNonNullElse(to, moment));
          return RowStream.of(TradeJson.class, history.stream(range, moment)::next, TradeJson::of);
        });
  }

  /**
   * A page of a range.
   *
   * @param known as of this moment; null for what is known now
   * @param endGiven the caller said where the range ends
   */
  Uni<Answer> page(TradeRange range, Paging paging, @Nullable Long known, boolean endGiven) {
    if (known != null) {
      return history.horizon().atLeast(known).chain(horizon -> asOf(known, horizon, range, paging));
    }
    return endGiven && range.toNanos() <= history.storedNanos()
        ? fromStore(range, paging)
        : fresh(range, paging);
  }

  private Uni<Answer> asOf(long known, long horizon, TradeRange range, Paging paging) {
    Moments.requireStored(known, horizon);
    return stored(range, paging, CacheRule.IMMUTABLE, known, horizon);
  }

  /**
   * From the store, so that a receipt can say what it was made from; else from memory. Trades of it
   * may still become known late.
   */
  private Uni<Answer> fromStore(TradeRange range, Paging paging) {
    return history
        .horizon()
        .newest()
        .chain(moment -> stored(range, paging, CacheRule.HISTORY, moment, moment))
        .onFailure(ProblemException.class)
        .recoverWithUni(() -> fresh(range, paging));
  }

  private Uni<Answer> stored(
      TradeRange range, Paging paging, CacheRule cache, long asOf, long horizon) {
    return history
        .read(range, asOf, paging.limitAndOneMore())
        .map(found -> answer(paging, cache, found).knowing(asOf, horizon));
  }

  private Uni<Answer> fresh(TradeRange range, Paging paging) {
    return reader
        .read(range, paging.limitAndOneMore())
        .map(found -> answer(paging, CacheRule.LIVE, found));
  }

  private static Answer answer(Paging paging, CacheRule cache, List<Traded> found) {
    return Answer.of(Page.of(TradeJson.class, paging, found, Positions::of, TradeJson::of), cache);
  }
}
