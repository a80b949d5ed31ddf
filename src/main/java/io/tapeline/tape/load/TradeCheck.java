package io.tapeline.tape.load;

import io.tapeline.load.Layout;
import io.tapeline.load.Refusal;
import io.tapeline.load.file.RawRow;
import io.tapeline.market.Side;
import io.tapeline.market.TradeId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what rows say of trades, or what is wrong with them. For one reading of a file. */
final class TradeCheck {

  private static final String NUMBER = "[0-9]{1,18}";

  private final Layout<TradeColumn> layout;
  private final TradeTerms terms;
  private @Nullable String symbol;

  TradeCheck(Layout<TradeColumn> layout, TradeTerms terms) {
    this.layout = layout;
    this.terms = terms;
  }

  TradeRow check(RawRow row) throws Refusal {
    layout.checkWidth(row);
    long time = time(row);
    checkSymbol(row);
    TradeId id = id(row);
    return new TradeRow(
        row.line(),
        id,
        time,
        layout.positive(row, TradeColumn.PRICE),
        layout.positive(row, TradeColumn.QUANTITY),
        side(row),
        matches(row, id));
  }

  private long time(RawRow row) throws Refusal {
    long time = layout.time(row, TradeColumn.TIME);
    String text = layout.text(row, TradeColumn.TIME);
    if (time > terms.nowNanos()) {
      throw new Refusal("in the future", text);
    }
    if (time >= terms.settledNanos()) {
      throw new Refusal("too recent: the tape may tell of it still", text);
    }
    if (time < terms.oldestNanos()) {
      throw new Refusal("older than trades are kept, see tapeline.retention.trades", text);
    }
    return time;
  }

  private void checkSymbol(RawRow row) throws Refusal {
    String own = layout.find(row, TradeColumn.SYMBOL);
    if (own == null) {
      return;
    }
    if (symbol == null) {
      symbol = own;
    }
    if (!own.equals(symbol)) {
      throw new Refusal("another symbol than the first row's, " + symbol, own);
    }
  }

  private @Nullable TradeId id(RawRow row) throws Refusal {
    if (layout.tells(TradeColumn.LAST_ID)) {
      return id(layout.text(row, TradeColumn.LAST_ID));
    }
    return layout.tells(TradeColumn.ID) ? id(layout.text(row, TradeColumn.ID)) : null;
  }

  private static TradeId id(String text) throws Refusal {
    if (text.matches(NUMBER)) {
      return TradeId.of(Long.parseLong(text));
    }
    try {
      return TradeId.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      throw new Refusal("id is neither a number nor a UUID", text);
    }
  }

  /** An aggregate is told as its matches under the last one's id, as the feeds tell it. */
  private int matches(RawRow row, @Nullable TradeId id) throws Refusal {
    long matches = 1;
    if (layout.tells(TradeColumn.FIRST_ID) && id != null) {
      matches = id.low() - layout.whole(row, TradeColumn.FIRST_ID) + 1;
    } else if (layout.has(row, TradeColumn.MATCHES)) {
      matches = layout.whole(row, TradeColumn.MATCHES);
    }
    if (matches < 1 || matches > Integer.MAX_VALUE) {
      throw new Refusal("not a number of matches", Long.toString(matches));
    }
    return (int) matches;
  }

  private Side side(RawRow row) throws Refusal {
    String maker = layout.find(row, TradeColumn.BUYER_MAKER);
    if (maker != null) {
      return switch (maker.toLowerCase(Locale.ROOT)) {
        case "true", "1" -> Side.SELL;
        case "false", "0" -> Side.BUY;
        default -> throw new Refusal("buyer_maker is neither true nor false", maker);
      };
    }
    String side = layout.find(row, TradeColumn.SIDE);
    return side == null
        ? Side.UNKNOWN
        : switch (side.toLowerCase(Locale.ROOT)) {
          case "buy", "b", "bid" -> Side.BUY;
          case "sell", "s", "ask" -> Side.SELL;
          case "unknown", "null" -> Side.UNKNOWN;
          default -> throw new Refusal("side is neither buy nor sell", side);
        };
  }
}
