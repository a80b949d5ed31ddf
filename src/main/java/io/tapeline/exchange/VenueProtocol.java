package io.tapeline.exchange;

import io.tapeline.market.Asset;
import io.tapeline.market.Instrument;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Trade;
import io.tapeline.market.Venue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that knows a venue: which requests list its markets, which sockets carry them, how its frames
 * read. Plain and synchronous: the feed does the I/O. One implementation for each venue, in its own
 * package, found by CDI.
 */
public interface VenueProtocol {

  Venue venue();

  /** The venue's name for people: {@code Coinbase}. */
  String name();

  /** The first requests that list the venue's markets, for these assets as base or quote. */
  List<HttpGet> instrumentRequests(Set<Asset> assets);

  /**
   * Reads an answer to {@link #instrumentRequests} or to a request that followed from one.
   *
   * @throws MalformedFrameException if the body is not what the venue documents
   */
  InstrumentPage readInstruments(HttpGet request, byte[] body);

  /**
   * These instruments as the venue would spell them, for when it lists none: a recording without
   * REST answers. From our ids to symbols, so nothing is guessed; what the venue can't trade is
   * left out.
   */
  List<ListedMarket> builtInMarkets(Set<Instrument> instruments);

  /** The sockets that carry trades and quotes of these markets, within the venue's limits. */
  List<ConnectionPlan> plan(List<ListedMarket> markets);

  /**
   * A codec for a connection to this address. Old and new dialects, spot and derivatives are told
   * apart by the address, as some venues use one symbol for several markets.
   *
   * @param markets all that the venue lists; the codec picks those that this address can carry
   */
  VenueCodec codec(URI address, List<ListedMarket> markets);

  /** How this venue numbers its trades, which decides how gaps are seen. */
  Numbering numbering();

  /** The request whose answer holds the trades after this one, where the venue has such a thing. */
  Optional<HttpGet> tradesRequest(ListedMarket market, long afterTradeNumber);

  /**
   * Reads an answer to {@link #tradesRequest}, the oldest trade first.
   *
   * @throws MalformedFrameException if the body is not what the venue documents
   */
  List<Trade> readTrades(ListedMarket market, byte[] body, long receivedTimeNanos);

  /**
   * The request for the newest candles of a span, as many as the venue tells at once; empty where
   * it has none of this length or market.
   *
   * @param wanted intervals that are over
   * @param nowNanos nanoseconds since 1970 UTC
   */
  Optional<CandleRequest> candlesRequest(ListedMarket market, CandleSpan wanted, long nowNanos);

  /**
   * Reads an answer to {@link #candlesRequest}.
   *
   * @throws MalformedFrameException if the body is not what the venue documents
   */
  CandlePage readCandles(ListedMarket market, CandleRequest request, byte[] body);

  /**
   * Whether an answer says that too much was asked, in a way of the venue's own: many do so in a
   * body, under whatever status. What HTTP has for it (418, 429, 503) need not be told here.
   *
   * @param body of any kind, also one that no venue would send
   */
  default Optional<Patience> patience(int status, byte[] body) {
    return Optional.empty();
  }

  /** How trade ids of one market follow each other. */
  enum Numbering {
    /** Each match has the next number: a jump is a gap. */
    CONSECUTIVE,
    /** Ids tell trades apart, but a jump says nothing. */
    UNIQUE
  }
}
