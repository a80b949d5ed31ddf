package io.tapeline.exchange.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.Beans;
import io.tapeline.Configs;
import io.tapeline.candle.Candle;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.CandleConfig;
import io.tapeline.candle.app.CandleKeeper;
import io.tapeline.catalog.app.Catalog;
import io.tapeline.catalog.app.CatalogConfig;
import io.tapeline.catalog.app.CatalogStore;
import io.tapeline.catalog.json.AssetFile;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.binance.BinanceProtocol;
import io.tapeline.exchange.bitstamp.BitstampProtocol;
import io.tapeline.exchange.bybit.BybitProtocol;
import io.tapeline.exchange.coinbase.CoinbaseProtocol;
import io.tapeline.exchange.gemini.GeminiProtocol;
import io.tapeline.exchange.kraken.KrakenProtocol;
import io.tapeline.exchange.okx.OkxProtocol;
import io.tapeline.exchange.replay.ReplaySource;
import io.tapeline.http.JsonCustomizer;
import io.tapeline.index.IndexPrice;
import io.tapeline.index.app.IndexConfig;
import io.tapeline.index.app.IndexKeeper;
import io.tapeline.index.app.IndexPriceStore;
import io.tapeline.index.app.PoolBoard;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.market.Instrument;
import io.tapeline.ops.CandleMeters;
import io.tapeline.ops.FeedMeters;
import io.tapeline.ops.upstream.TestUpstreams;
import io.tapeline.tape.TapeEvent;
import io.tapeline.tape.app.TapeFollower;
import io.tapeline.tape.app.TapePreparation;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole replay over real local sockets, without a database: what it made, in its order. */
public final class ReplayRun {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A closed candle and whose it is. */
  public record Closed(Series series, Candle candle) {}

  private final List<Closed> candles = new ArrayList<>();
  private final List<IndexPrice> prices = new ArrayList<>();
  private final List<TapeEvent> events = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final PriceBoard board = new PriceBoard();

  /** Plays a feed to its end. */
  public static ReplayRun of(String feed) throws InterruptedException, TimeoutException {
    ReplayRun run = new ReplayRun();
    run.play(feed);
    return run;
  }

  private void play(String feed) throws InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      CandleKeeper keeper =
          new CandleKeeper(
              Configs.defaults(CandleConfig.class), new CandleMeters(meters), Beans.of());
      keeper.listen((series, candle) -> candles.add(new Closed(series, candle)));
      IndexKeeper index =
          new IndexKeeper(
              Configs.defaults(IndexConfig.class),
              board,
              new PoolBoard(),
              keeper,
              Beans.of(new Prices()),
              Beans.of());
      FeedBoard state = new FeedBoard();
      FeedRunner runner =
          new FeedRunner(
              parts(vertx, keeper, index),
              vertx,
              Configs.defaults(FeedConfig.class),
              new FeedMeters(meters),
              state,
              new VenueCandles(),
              TestUpstreams.of(Map.of()),
              Clock.systemUTC(),
              feed,
              true);
      runner.start(new StartupEvent());
      await(state);
      runner.stop(new ShutdownEvent());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private FeedParts parts(Vertx vertx, CandleKeeper keeper, IndexKeeper index) {
    List<VenueProtocol> venues =
        List.of(
            new BinanceProtocol(),
            new BitstampProtocol(),
            new BybitProtocol(),
            new CoinbaseProtocol(),
            new GeminiProtocol(),
            new KrakenProtocol(),
            new OkxProtocol());
    List<TapeFollower> followers = List.of(keeper, index, new Witness());
    return new FeedParts(
        new Beans<>(venues),
        Beans.of(new ReplaySource(vertx)),
        new Beans<>(followers),
        Beans.of(index),
        new RecordingTap(Configs.defaults(FeedConfig.class)),
        new Catalog(new AssetFile(mapper()), Configs.defaults(CatalogConfig.class)),
        Beans.<CatalogStore>of(),
        Beans.<TapePreparation>of());
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonCustomizer().customize(mapper);
    return mapper;
  }

  private static void await(FeedBoard state) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!state.isOver()) {
      String problem = state.problem();
      if (problem != null && problem.contains("could not start")) {
        throw new IllegalStateException(problem);
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the replay does not end");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Every closed candle and every revision, in the order in which they were made. */
  public List<Closed> candles() {
    return candles;
  }

  /** One index price a second for each instrument, in the order in which they were made. */
  public List<IndexPrice> prices() {
    return prices;
  }

  /** All that was told on the tape. */
  public List<TapeEvent> events() {
    return events;
  }

  public PriceBoard board() {
    return board;
  }

  public double count(String meter, String venue) {
    return meters.find(meter).tag("venue", venue).counter() == null
        ? 0
        : meters.get(meter).tag("venue", venue).counter().count();
  }

  private final class Witness implements TapeFollower {
    @Override
    public int order() {
      return 99;
    }

    @Override
    public void on(TapeEvent event) {
      events.add(event);
    }

    @Override
    public void tick(long timeNanos) {}
  }

  private final class Prices implements IndexPriceStore {

    @Override
    public Uni<List<IndexPrice>> all(long timeNanos, long notBeforeNanos) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public Uni<Optional<Long>> next(Instrument instrument, long timeNanos) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public long writtenUpToNanos() {
      return Long.MAX_VALUE;
    }

    @Override
    public void append(IndexPrice price) {
      prices.add(price);
    }

    @Override
    public Uni<Optional<IndexPrice>> at(Instrument instrument, long timeNanos) {
      return Uni.createFrom().item(Optional.empty());
    }
  }
}
