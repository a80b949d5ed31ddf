package io.tapeline.index.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Encoded;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.Times;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.json.PriceJson;
import io.tapeline.market.Instrument;
import io.tapeline.ops.FeedName;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Answers prices of now: that of one asset is encoded once, however often it is asked for. */
@Singleton
public class CurrentPrices {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private record Made(PriceBoard.Entry entry, Answer answer) {}

  private final PriceBoard board;
  private final TapeTime time;
  private final ObjectMapper mapper;
  private final FeedName feed;
  private final Map<Instrument, Made> answers = new ConcurrentHashMap<>();

  public CurrentPrices(PriceBoard board, TapeTime time, ObjectMapper mapper, FeedName feed) {
    this.board = board;
    this.time = time;
    this.mapper = mapper;
    this.feed = feed;
  }

  /** Those of these assets, or of all. */
  Answer list(List<String> wanted, Paging paging) {
    Stream<PriceBoard.Entry> rows =
        board.prices().stream()
            .filter(entry -> wanted.isEmpty() || wanted.contains(asset(entry)))
            .sorted(Comparator.comparing(CurrentPrices::asset));
    return Answer.of(
            Page.of(
                PriceJson.class,
                paging,
                rows,
                CurrentPrices::asset,
                entry -> PriceJson.of(entry, feed.id())),
            CacheRule.LIVE)
        .asOf(time.nanos());
  }

  private static String asset(PriceBoard.Entry entry) {
    return entry.price().instrument().base().id();
  }

  Answer one(Instrument instrument) {
    PriceBoard.Entry entry =
        board
            .price(instrument)
            .orElseThrow(
                () ->
                    new ProblemException(
                        new Problem.NoPrice(
                            instrument.id(), "No market of it has been heard of yet.")));
    long age = (time.nanos() - entry.price().timeNanos()) / NANOS_PER_MILLI;
    return made(entry).aged(age);
  }

  /** The answer but for its age, which is another each time. */
  private Answer made(PriceBoard.Entry entry) {
    Instrument instrument = entry.price().instrument();
    Made made = answers.get(instrument);
    if (made == null || made.entry != entry) {
      Encoded encoded = Encoded.json(mapper, PriceJson.of(entry, feed.id()));
      String asOf = Times.format(entry.price().timeNanos());
      made = new Made(entry, Answer.of(encoded, CacheRule.LIVE).asOf(asOf));
      answers.put(instrument, made);
    }
    return made.answer;
  }
}
