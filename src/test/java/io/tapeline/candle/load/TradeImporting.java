package io.tapeline.candle.load;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.candle.postgres.CandleStores;
import io.tapeline.candle.postgres.PgCandleStore;
import io.tapeline.load.FileReport;
import io.tapeline.load.ImportProgress;
import io.tapeline.load.ImportRun;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import io.tapeline.market.Market;
import io.tapeline.market.Side;
import io.tapeline.market.Trade;
import io.tapeline.market.TradeId;
import io.tapeline.ops.store.TestStores;
import io.tapeline.tape.TapeEvent.Origin;
import io.tapeline.tape.TapeEvent.Traded;
import io.tapeline.tape.load.MarketTrades;
import io.tapeline.tape.load.TradeImport;
import io.tapeline.tape.load.TradeTerms;
import io.tapeline.tape.postgres.PgTradeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Imports files of trades into a real PostgreSQL, and reads back what became of them. */
final class TradeImporting {

  static final Market MARKET = Market.parse("a:btc-usd");

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  final TestStores stores;
  final PgTradeStore trades;
  final PgCandleStore candles;
  final Path folder;

  TradeImporting(TestStores stores, Path folder) {
    this.stores = stores;
    this.folder = folder;
    this.candles = CandleStores.of(stores);
    this.trades =
        new PgTradeStore(
            stores.pool,
            stores.keys,
            stores.partitions,
            stores.vertx,
            stores.database,
            stores.config,
            stores.reads,
            stores.meters);
  }

  void empty() {
    var _ = stores.rows("TRUNCATE candle, trade");
  }

  Path file(String name, String... lines) {
    try {
      return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FileReport load(Path file, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--trades", "--market", MARKET.id(), file.toString()));
    arguments.addAll(List.of(more));
    ImportOptions options = ImportOptions.parse(arguments);
    var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var progress = new ImportProgress(quiet, false);
    long now = nanos(NOW);
    var stored = new MarketTrades(trades, MARKET);
    var standing = new Standing(candles, Series.of(MARKET));
    var sequel = new TradeCandles(stored, standing, Long.MIN_VALUE, progress);
    var terms =
        new TradeTerms(
            MARKET,
            options.map(),
            now,
            now - Interval.M1.nanos() * 11,
            nanos(Instant.parse("2015-01-01T00:00:00Z")));
    return new TradeImport(stored, terms, progress, options.candles() ? sequel : null)
        .run(new ImportRun(options.paths(), options.refused(), progress))
        .getFirst();
  }

  static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }

  List<Trade> stored() throws IOException {
    List<Trade> all = new ArrayList<>();
    new MarketTrades(trades, MARKET).each(0, Long.MAX_VALUE, all::addAll);
    return all;
  }

  List<Candle> candles(Interval interval, long asOfNanos) {
    return candles
        .closed(Series.of(MARKET), interval, 0, Long.MAX_VALUE, asOfNanos, 1_000_000)
        .await()
        .atMost(TestStores.PATIENCE);
  }

  List<Candle> candles(Interval interval) {
    return candles(interval, Long.MAX_VALUE);
  }

  /** A moment as of which all that was written until now is known. */
  long horizon() {
    return candles.horizon(0).await().atMost(TestStores.PATIENCE);
  }

  void live(Trade... told) {
    trades
        .write(List.of(told).stream().map(trade -> new Traded(trade, Origin.LIVE)).toList())
        .await()
        .atMost(TestStores.PATIENCE);
  }

  static Trade trade(long id, String time, String price, String quantity) {
    long nanos = nanos(Instant.parse(time));
    return new Trade(
        MARKET,
        TradeId.of(id),
        Decimal.parse(price),
        Decimal.parse(quantity),
        Side.BUY,
        nanos,
        nanos + 5_000_000,
        1);
  }
}
