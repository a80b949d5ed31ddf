package io.tapeline.webhook.app;

import static io.tapeline.webhook.app.SaidSignals.none;
import static io.tapeline.webhook.app.SaidSignals.revised;
import static io.tapeline.webhook.app.SaidSignals.signal;
import static io.tapeline.webhook.app.TestHooks.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.market.Interval;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.TestStores;
import io.tapeline.signal.app.RecordedSignals;
import io.tapeline.signal.postgres.SignalStores;
import io.tapeline.webhook.Subscription.Signals;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.postgres.PgEventMark;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals as they are stored become deliveries of those who want them, each once. */
class SignalEventsTest {

  private static final String URL = "https://hooks.example/";

  private static TestStores stores;
  private TestHooks hooks;
  private SaidSignals said;

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
    var _ =
        stores.rows(
            "DELETE FROM webhook; TRUNCATE signal; UPDATE webhook_mark SET moment = (SELECT last"
                + " FROM signal_clock)");
    hooks = new TestHooks(stores);
    said = new SaidSignals(stores);
  }

  private SignalEvents process(EventMark mark) {
    RecordedSignals recorded = SignalStores.recorded(stores);
    return new SignalEvents(
        recorded, hooks.webhooks, hooks.deliveries, mark, hooks.bodies, TestHooks.config(Map.of()));
  }

  private SignalEvents process() {
    return process(new PgEventMark(stores.pool, stores.reads));
  }

  private Webhook hook(Signals wanted) {
    return hooks.hook(URL, wanted);
  }

  private static Signals wanted(
      Set<String> series, Set<String> strategies, Set<Interval> intervals) {
    return new Signals(series, strategies, intervals, 0, false, false);
  }

  /** Series, interval, strategy, direction and revision of what a webhook is told. */
  private static List<String> told(Webhook webhook) {
    return stores
        .rows(
            "SELECT body FROM webhook_delivery WHERE webhook = '%s' ORDER BY number"
                .formatted(webhook.id()))
        .stream()
        .map(row -> new JsonObject(row.getString(0)).getJsonObject("data"))
        .map(
            data -> {
              JsonObject signal = data.getJsonArray("signals").getJsonObject(0);
              return String.join(
                  " ",
                  data.getString("id"),
                  signal.getString("interval"),
                  signal.getString("strategy"),
                  signal.getString("direction"),
                  "" + signal.getInteger("revision"));
            })
        .toList();
  }

  @Test
  void everybodyIsToldOfWhatTheyWant() {
    Webhook all = hook(TestHooks.ALL);
    Webhook series = hook(wanted(Set.of("eth-usd"), Set.of(), Set.of()));
    Webhook strategy = hook(wanted(Set.of(), Set.of("composite"), Set.of()));
    Webhook interval = hook(wanted(Set.of(), Set.of(), Set.of(Interval.H1)));
    Webhook strong = hook(new Signals(Set.of(), Set.of(), Set.of(), 500_000, false, false));
    Webhook nothing = hook(wanted(Set.of("xrp-usd"), Set.of(), Set.of()));
    said.store(
        signal("btc-usd", Interval.M1, 0, "composite", 400_000),
        signal("btc-usd", Interval.M1, 0, "ma_cross(50,200)", -500_000),
        signal("btc-usd", Interval.H1, 0, "composite", 99_999),
        signal("eth-usd", Interval.M1, 0, "ma_cross(50,200)", -499_999),
        none("eth-usd", Interval.M1, 1, "composite"));
    done(process().next());
    String composite = "btc-usd 1m composite up 1";
    String cross = "btc-usd 1m ma_cross(50,200) down 1";
    String hourly = "btc-usd 1h composite neutral 1";
    String eth = "eth-usd 1m ma_cross(50,200) down 1";
    assertThat(told(all)).containsExactlyInAnyOrder(composite, cross, hourly, eth);
    assertThat(told(series)).containsExactly(eth);
    assertThat(told(strategy)).containsExactlyInAnyOrder(composite, hourly);
    assertThat(told(interval)).containsExactly(hourly);
    assertThat(told(strong)).containsExactly(cross);
    assertThat(told(nothing)).isEmpty();
  }

  @Test
  void whatIsToldIsWhatIsAnswered() {
    Webhook webhook = hook(TestHooks.ALL);
    said.store(signal("btc-usd", Interval.M1, 0, "composite", 400_000));
    done(process().next());
    JsonObject body =
        new JsonObject(stores.rows("SELECT body FROM webhook_delivery").getFirst().getString(0));
    assertThat(body.fieldNames()).containsExactly("id", "event", "webhook", "created_at", "data");
    assertThat(body.getString("event")).isEqualTo("signal");
    assertThat(body.getString("webhook")).isEqualTo(webhook.id().toString());
    assertThat(body.getString("id"))
        .isEqualTo(stores.rows("SELECT id FROM webhook_delivery").getFirst().getUUID(0).toString());
    JsonObject signal = body.getJsonObject("data").getJsonArray("signals").getJsonObject(0);
    assertThat(signal.getString("strength")).isEqualTo("0.4");
    assertThat(signal.getJsonArray("evidence")).hasSize(2);
    assertThat(signal.getString("recorded_at")).isNotNull();
  }

  @Test
  void whoWantsChangesIsToldOfThese() {
    Webhook changes = hook(new Signals(Set.of(), Set.of(), Set.of(), 0, true, false));
    long[] strengths = {500_000, 400_000, 99_999, 0, -300_000, -200_000, 600_000};
    for (int i = 0; i < strengths.length; i++) {
      said.store(
          signal("btc-usd", Interval.M1, i, "composite", strengths[i]),
          signal("eth-usd", Interval.M1, i, "composite", 500_000));
      done(process().next());
      if (i == 4) {
        // nothing said is no change
        said.store(none("btc-usd", Interval.M1, 100, "composite"));
      }
    }
    assertThat(told(changes))
        .filteredOn(each -> each.startsWith("btc"))
        .containsExactly(
            "btc-usd 1m composite up 1",
            "btc-usd 1m composite neutral 1",
            "btc-usd 1m composite down 1",
            "btc-usd 1m composite up 1");
    assertThat(told(changes)).hasSize(5).contains("eth-usd 1m composite up 1");
  }

  @Test
  void changesAreSeenAmongThoseThatAreStoredTogether() {
    Webhook changes = hook(new Signals(Set.of(), Set.of(), Set.of(), 0, true, false));
    said.store(
        signal("btc-usd", Interval.M1, 0, "composite", 500_000),
        signal("btc-usd", Interval.M1, 1, "composite", -500_000),
        signal("btc-usd", Interval.M1, 2, "composite", -400_000));
    done(process().next());
    assertThat(told(changes))
        .containsExactly("btc-usd 1m composite up 1", "btc-usd 1m composite down 1");
  }

  @Test
  void whatIsSaidAgainIsForThoseWhoAsk() {
    Webhook first = hook(TestHooks.ALL);
    Webhook all = hook(new Signals(Set.of(), Set.of(), Set.of(), 0, false, true));
    Webhook turned = hook(new Signals(Set.of(), Set.of(), Set.of(), 0, true, true));
    said.store(signal("btc-usd", Interval.M1, 0, "composite", 500_000));
    said.store(revised("btc-usd", Interval.M1, 0, "composite", 300_000, 2));
    said.store(revised("btc-usd", Interval.M1, 0, "composite", -300_000, 3));
    done(process().next());
    assertThat(told(first)).containsExactly("btc-usd 1m composite up 1");
    assertThat(told(all))
        .containsExactly(
            "btc-usd 1m composite up 1",
            "btc-usd 1m composite up 2",
            "btc-usd 1m composite down 3");
    assertThat(told(turned))
        .containsExactly("btc-usd 1m composite up 1", "btc-usd 1m composite down 3");
  }

  @Test
  void whatWasSaidBeforeIsThePast() {
    said.store(signal("btc-usd", Interval.M1, 0, "composite", 500_000));
    Webhook late = hook(TestHooks.ALL);
    said.store(signal("btc-usd", Interval.M1, 1, "composite", -500_000));
    done(process().next());
    assertThat(told(late)).containsExactly("btc-usd 1m composite down 1");
  }

  @Test
  void manyOfOneMomentAreAllTold() {
    Webhook webhook = hook(TestHooks.ALL);
    said.store(SaidSignals.many(1_203));
    done(process().next());
    assertThat(told(webhook)).hasSize(1_203);
    SignalEvents process = process();
    done(process.next());
    said.store(SaidSignals.signal("btc-usd", Interval.M5, 0, "composite", 1_000));
    done(process.next());
    done(process.next());
    assertThat(told(webhook)).hasSize(1_204);
  }

  /** It ends after all is recorded and before that is marked. */
  @Test
  void aRoundThatWasBrokenOffTellsNothingTwice() {
    Webhook webhook = hook(TestHooks.ALL);
    PgEventMark kept = new PgEventMark(stores.pool, stores.reads);
    AtomicBoolean broken = new AtomicBoolean(true);
    EventMark breaking =
        new EventMark() {
          @Override
          public Uni<Long> nanos() {
            return kept.nanos();
          }

          @Override
          public Uni<Void> move(long fromNanos, long toNanos) {
            return broken.get()
                ? Uni.createFrom().failure(new IllegalStateException("killed"))
                : kept.move(fromNanos, toNanos);
          }
        };
    said.store(SaidSignals.many(10));
    SignalEvents process = process(breaking);
    assertThatThrownBy(() -> done(process.next())).hasMessageContaining("killed");
    assertThat(told(webhook)).hasSize(10);
    broken.set(false);
    done(process.next());
    done(process().next());
    assertThat(told(webhook)).hasSize(10);
  }

  @Test
  void ofTwoProcessesOneGoesOnAndNothingIsToldTwice() {
    Webhook webhook = hook(TestHooks.ALL);
    SignalEvents one = process();
    SignalEvents other = process();
    done(one.next());
    done(other.next());
    said.store(SaidSignals.many(10));
    done(one.next());
    assertThatThrownBy(() -> done(other.next())).isInstanceOf(FencedOffException.class);
    done(other.next());
    said.store(signal("btc-usd", Interval.M5, 0, "composite", 1_000));
    done(other.next());
    assertThat(told(webhook)).hasSize(11);
  }
}
