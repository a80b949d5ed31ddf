package io.tapeline.webhook.level;

import static io.tapeline.webhook.app.TestHooks.done;
import static io.tapeline.webhook.http.TestReceiver.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.index.IndexPrice;
import io.tapeline.index.app.PriceBoard;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.store.Notices;
import io.tapeline.ops.store.TestStores;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Level.Side;
import io.tapeline.webhook.Subscription.Level.Stance;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.TestHooks;
import io.tapeline.webhook.postgres.PgLevelStore;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prices that cross levels become deliveries, each crossing once. */
class LevelEventsTest {

  private static final Instrument BTC = Instrument.spot("btc", "usd");

  private static TestStores stores;
  private TestHooks hooks;
  private PgLevelStore levels;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
  }

  @AfterAll
  static void close() throws Exception {
    stores.close();
  }

  @BeforeEach
  void begin() {
    var _ = stores.rows("DELETE FROM webhook");
    hooks = new TestHooks(stores);
    levels = new PgLevelStore(stores.pool, stores.reads);
  }

  private LevelWatch process() {
    LevelWatch process =
        new LevelWatch(
            levels,
            new LevelMoves(levels, stores.vertx, TestHooks.config(Map.of())),
            hooks.bodies,
            new FeedName("sandbox", true),
            stores.database,
            new Notices(stores.pool, stores.vertx, stores.database),
            stores.vertx);
    process.loaded(done(levels.levels()));
    return process;
  }

  private Webhook hook(Side side, String level, boolean again) {
    return hooks.hook(
        "https://hooks.example/",
        new Level(BTC, side, Decimal.parse(level), again, new BigDecimal("0.01")));
  }

  private static void prices(LevelWatch process, String... prices) {
    for (String price : prices) {
      process.priced(entry(price, false));
    }
  }

  private static PriceBoard.Entry entry(String price, boolean stale) {
    return new PriceBoard.Entry(
        new IndexPrice(
            BTC, 1_000, 1_000, Decimal.parse(price), Decimal.ONE, stale, false, List.of()),
        null,
        null);
  }

  private static long told(Webhook webhook) {
    return stores.count("webhook_delivery WHERE webhook = '%s'".formatted(webhook.id()));
  }

  private Level.Stance stance(Webhook webhook) {
    return done(levels.levels()).stream()
        .filter(each -> each.webhook().equals(webhook.id()))
        .findFirst()
        .orElseThrow()
        .stance();
  }

  @Test
  void oneCrossingIsToldAndThenItIsOver() throws Exception {
    Webhook webhook = hook(Side.ABOVE, "100", false);
    LevelWatch process = process();
    prices(process, "99", "100.5", "90", "101");
    await(() -> hooks.again(webhook).state() == Webhook.State.FIRED);
    assertThat(told(webhook)).isEqualTo(1);
    JsonObject body =
        new JsonObject(stores.rows("SELECT body FROM webhook_delivery").getFirst().getString(0));
    assertThat(body.getString("event")).isEqualTo("price");
    JsonObject data = body.getJsonObject("data");
    assertThat(data.getJsonObject("level").getString("above")).isEqualTo("100");
    assertThat(data.getInteger("crossing")).isEqualTo(1);
    assertThat(data.getJsonObject("price").getString("price")).isEqualTo("100.5");
    assertThat(data.getJsonObject("price").getString("asset")).isEqualTo("btc");
    // also for who takes over
    prices(process(), "90", "101");
    assertThat(told(webhook)).isEqualTo(1);
  }

  @Test
  void eachCrossingIsToldInBothDirections() throws Exception {
    Webhook above = hook(Side.ABOVE, "100", true);
    Webhook below = hook(Side.BELOW, "100", true);
    prices(process(), "99", "101", "99.5", "100.5", "98", "102", "100", "99");
    await(() -> told(above) == 2 && told(below) == 2);
    assertThat(hooks.again(above).state()).isEqualTo(Webhook.State.ACTIVE);
  }

  @Test
  void aPriceThatIsStaleCrossesNothing() throws Exception {
    Webhook webhook = hook(Side.ABOVE, "100", true);
    LevelWatch process = process();
    prices(process, "99");
    process.priced(entry("101", true));
    prices(process, "99");
    await(() -> stance(webhook) == Stance.HERE);
    assertThat(told(webhook)).isZero();
    prices(process, "101");
    await(() -> told(webhook) == 1);
  }

  @Test
  void whoTakesOverTellsWhatNobodySawAndNothingTwice() throws Exception {
    Webhook webhook = hook(Side.ABOVE, "100", true);
    prices(process(), "99");
    await(() -> stance(webhook) == Stance.HERE);
    // it was crossed while nobody looked
    LevelWatch next = process();
    LevelWatch late = process();
    prices(next, "105");
    await(() -> told(webhook) == 1);
    // somebody who does not know yet that another has taken over
    prices(late, "106", "98", "107");
    prices(next, "98");
    await(() -> stance(webhook) == Stance.HERE);
    assertThat(told(webhook)).isEqualTo(1);
    prices(next, "101");
    await(() -> told(webhook) == 2);
  }

  @Test
  void whatIsLoadedAgainDoesNotUndoWhatIsKnown() throws Exception {
    Webhook webhook = hook(Side.ABOVE, "100", true);
    LevelWatch process = process();
    List<LevelStore.Kept> old = done(levels.levels());
    prices(process, "99", "101");
    process.loaded(old);
    prices(process, "101", "99.5", "101");
    Webhook other = hook(Side.ABOVE, "200", true);
    process.loaded(done(levels.levels()));
    prices(process, "150", "201");
    await(() -> told(other) == 1);
    assertThat(told(webhook)).isEqualTo(1);
  }
}
