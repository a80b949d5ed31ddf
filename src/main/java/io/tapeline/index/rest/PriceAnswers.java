package io.tapeline.index.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Encoded;
import io.tapeline.http.Times;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.index.json.PriceJson;
import io.tapeline.market.Instrument;
import io.tapeline.ops.FeedName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The newest answer of each asset, encoded once for each price however often it is asked for. */
@ApplicationScoped
public class PriceAnswers {

  private record Made(PriceBoard.Entry entry, Answer answer) {}

  private final ObjectMapper mapper;
  private final FeedName feed;
  private final Map<Instrument, Made> answers = new ConcurrentHashMap<>();

  public PriceAnswers(ObjectMapper mapper, FeedName feed) {
    this.mapper = mapper;
    this.feed = feed;
  }

  /** The answer but for its age, which is another each time. */
  Answer of(PriceBoard.Entry entry) {
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
