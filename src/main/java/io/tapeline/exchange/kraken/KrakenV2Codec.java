package io.tapeline.exchange.kraken;

import static io.tapeline.exchange.JsonCursor.ascii;

import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.FrameEvents;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.SymbolTable;
import io.tapeline.exchange.VenueCodec;
import io.tapeline.market.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Frames of Kraken's v2 socket (docs: "Spot WebSocket v2"), whose numbers are JSON numbers.
 *
 * <ul>
 *   <li>Used: {@code trade} (a snapshot is history), {@code ticker}.
 *   <li>Control: {@code heartbeat}, {@code status}, and answers to methods, see {@link
 *       KrakenV2Answers}.
 *   <li>Ignored on purpose: {@code book} and {@code level3} (the ticker is their top), {@code ohlc}
 *       (candles are ours), {@code instrument} (the list comes over REST), the private {@code
 *       executions} and {@code balances}, and symbols that the venue's list does not map.
 * </ul>
 */
final class KrakenV2Codec implements VenueCodec {

  private static final byte[] CHANNEL = ascii("channel");
  private static final byte[] TYPE = ascii("type");
  private static final byte[] DATA = ascii("data");
  private static final byte[] METHOD = ascii("method");
  private static final byte[] SUCCESS = ascii("success");
  private static final byte[] ERROR = ascii("error");
  private static final byte[] SNAPSHOT = ascii("snapshot");

  private static final Decoded TRADE = new Decoded.Used("trade");
  private static final Decoded TICKER = new Decoded.Used("ticker");
  private static final Decoded UNMAPPED = new Decoded.Ignored("unmapped market");
  private static final Decoded UNKNOWN = new Decoded.Unknown("channel");
  private static final SymbolTable<Decoded> CHANNELS = channels();

  private static SymbolTable<Decoded> channels() {
    Map<String, Decoded> channels = new HashMap<>();
    channels.put("trade", TRADE);
    channels.put("ticker", TICKER);
    channels.put("heartbeat", new Decoded.Control("heartbeat"));
    channels.put("status", new Decoded.Control("status"));
    for (String name : List.of("book", "level3", "ohlc", "instrument", "executions", "balances")) {
      channels.put(name, new Decoded.Ignored(name));
    }
    return new SymbolTable<>(channels);
  }

  private final KrakenV2Rows rows;

  KrakenV2Codec(SymbolTable<Market> markets) {
    this.rows = new KrakenV2Rows(markets);
  }

  @Override
  public Decoded decode(JsonCursor frame, long receivedTimeNanos, FrameEvents out) {
    long start = frame.mark();
    Decoded channel = null;
    boolean snapshot = false;
    boolean answer = false;
    long data = -1;
    frame.enterObject();
    while (frame.nextField()) {
      if (frame.nameIs(CHANNEL)) {
        frame.string();
        Decoded known = frame.lookUp(CHANNELS);
        channel = known == null ? UNKNOWN : known;
      } else if (frame.nameIs(TYPE)) {
        frame.string();
        snapshot = frame.valueIs(SNAPSHOT);
      } else if (frame.nameIs(DATA)) {
        data = frame.mark();
        frame.skip();
      } else {
        answer |= frame.nameIs(METHOD) || frame.nameIs(SUCCESS) || frame.nameIs(ERROR);
        frame.skip();
      }
    }
    frame.end();
    if (channel == null) {
      if (!answer) {
        throw frame.wrong("neither channel nor method");
      }
      frame.moveTo(start);
      return KrakenV2Answers.decode(frame, out);
    }
    if (!(channel instanceof Decoded.Used)) {
      return channel;
    }
    if (data < 0) {
      throw frame.wrong("no data");
    }
    frame.moveTo(data);
    boolean mapped =
        channel == TRADE
            ? rows.trades(frame, snapshot, receivedTimeNanos, out)
            : rows.tickers(frame, receivedTimeNanos, out);
    return mapped ? channel : UNMAPPED;
  }
}
