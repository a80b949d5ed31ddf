package io.tapeline.webhook.app;

import static io.tapeline.webhook.app.TestHooks.done;
import static io.tapeline.webhook.http.TestReceiver.await;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.ops.store.TestStores;
import io.tapeline.problem.ProblemException;
import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.Delivery.State;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.DeliveryStore.Claimed;
import io.tapeline.webhook.http.TestReceiver;
import io.tapeline.webhook.http.Verifier;
import io.tapeline.webhook.http.Verifier.Got;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries with a real database and real receivers, by one process and by two. */
class DeliveryWorkerTest {

  private static TestStores stores;
  private TestHooks hooks;
  private TestReceiver receiver;

  @BeforeAll
  static void open() throws Exception {
    stores = TestStores.open();
  }

  @AfterAll
  static void close() throws Exception {
    stores.close();
  }

  @BeforeEach
  void begin() throws Exception {
    var _ = stores.rows("DELETE FROM webhook");
    hooks = new TestHooks(stores);
    receiver = new TestReceiver(stores.vertx);
  }

  @AfterEach
  void end() {
    hooks.stop();
    receiver.close();
  }

  private static List<String> ids(TestReceiver receiver) {
    return receiver.got().stream().map(got -> got.headers().get("Tapeline-Delivery")).toList();
  }

  @Test
  void twoProcessesSendEachDeliveryOnce() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Webhook webhook = hooks.hook(receiver.url());
      hooks.ping(webhook, 40).forEach(id -> all.add(id.toString()));
    }
    hooks.process(Map.of());
    hooks.process(Map.of());
    await(() -> hooks.count(State.DELIVERED) == 200);
    MILLISECONDS.sleep(100);
    assertThat(ids(receiver)).containsExactlyInAnyOrderElementsOf(all);
    for (Got got : receiver.got()) {
      assertThat(Verifier.accepts(got, TestHooks.KEY.open().x())).isTrue();
    }
    // four of each webhook by each process
    assertThat(receiver.mostOpen()).isLessThanOrEqualTo(40);
  }

  @Test
  void aDeliveryIsTriedAgainUntilItIsTaken() throws Exception {
    AtomicInteger times = new AtomicInteger();
    receiver.answering(
        response -> response.setStatusCode(times.getAndIncrement() < 2 ? 500 : 200).end());
    Webhook webhook = hooks.hook(receiver.url());
    UUID id = hooks.ping(webhook, 1).getFirst();
    hooks.process(Map.of());
    await(() -> hooks.delivery(webhook, id).state() == State.DELIVERED);
    Delivery delivery = hooks.delivery(webhook, id);
    assertThat(delivery.attempts())
        .extracting(Delivery.Attempt::status)
        .containsExactly(500, 500, 200);
    assertThat(delivery.attempts())
        .extracting(Delivery.Attempt::trouble)
        .containsExactly("status", "status", null);
    assertThat(delivery.trouble()).isNull();
    assertThat(delivery.next()).isNull();
    assertThat(ids(receiver)).containsExactly(id.toString(), id.toString(), id.toString());
    assertThat(receiver.got().get(0).body()).isEqualTo(receiver.got().get(2).body());
    assertThat(hooks.again(webhook).failures()).isZero();
  }

  @Test
  void aDeliveryIsDeadAfterItsLimitAndCanBeSentAgain() throws Exception {
    receiver.answering(503);
    Webhook webhook = hooks.hook(receiver.url());
    UUID id = hooks.ping(webhook, 1).getFirst();
    hooks.process(Map.of());
    await(() -> hooks.delivery(webhook, id).state() == State.DEAD);
    assertThat(hooks.delivery(webhook, id).attempts()).hasSize(3);
    assertThat(hooks.again(webhook).failures()).isEqualTo(3);
    MILLISECONDS.sleep(200);
    assertThat(receiver.got()).hasSize(3);
    receiver.answering(200);
    Act act = TestHooks.act("delivery:" + id);
    assertThat(done(hooks.deliveries.again(webhook.id(), id, act))).isPresent();
    assertThat(done(hooks.deliveries.again(webhook.id(), UUID.randomUUID(), act))).isEmpty();
    await(() -> hooks.delivery(webhook, id).state() == State.DELIVERED);
    assertThat(hooks.delivery(webhook, id).attempts()).hasSize(4);
    assertThat(hooks.again(webhook).failures()).isZero();
  }

  @Test
  void aReceiverThatIsGoneGetsNothingMore() throws Exception {
    receiver.answering(410);
    Webhook webhook = hooks.hook(receiver.url());
    List<UUID> ids = hooks.ping(webhook, 20);
    hooks.process(Map.of("at-once-per-webhook", "1"));
    await(() -> hooks.count(State.DEAD) == 20);
    assertThat(receiver.got()).hasSize(1);
    assertThat(hooks.again(webhook).state()).isEqualTo(Webhook.State.GONE);
    assertThat(ids)
        .allSatisfy(id -> assertThat(hooks.delivery(webhook, id).trouble()).isEqualTo("gone"));
    assertThat(done(hooks.webhooks.active("signals"))).isEmpty();
  }

  /** Several attempts learn of it at the same moment. */
  @Test
  void aReceiverMayGoWhileMuchIsOnItsWay() throws Exception {
    Webhook webhook = hooks.hook(receiver.url());
    hooks.ping(webhook, 60);
    hooks.process(Map.of("at-once-per-webhook", "20", "timeout", "5s"));
    receiver.await(1);
    receiver.answering(
        response -> stores.vertx.setTimer(50, _ -> response.setStatusCode(410).end()));
    await(() -> hooks.count(State.PENDING) == 0);
    assertThat(hooks.again(webhook).state()).isEqualTo(Webhook.State.GONE);
    assertThat(hooks.count(State.DEAD)).isPositive();
  }

  @Test
  void aReceiverIsLeftAloneForAsLongAsItAsks() throws Exception {
    receiver.answering(
        response -> response.setStatusCode(429).putHeader("Retry-After", "60").end());
    Webhook webhook = hooks.hook(receiver.url());
    UUID id = hooks.ping(webhook, 1).getFirst();
    hooks.process(Map.of());
    await(() -> hooks.delivery(webhook, id).attempts().size() == 1);
    assertThat(hooks.delivery(webhook, id).next())
        .isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(61));
    MILLISECONDS.sleep(200);
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void receiversThatNeverAnswerHoldNobodyUp() throws Exception {
    try (TestReceiver silent = new TestReceiver(stores.vertx)) {
      silent.answering(_ -> {});
      for (int i = 0; i < 12; i++) {
        hooks.ping(hooks.hook(silent.url()), 30);
      }
      hooks.process(Map.of("at-once", "8", "timeout", "1s", "attempts", "50", "first-wait", "1s"));
      // until it is known that they fail
      await(
          () ->
              stores.count("webhook WHERE failures > 0") == 12
                  || stores.count("webhook_delivery WHERE tries > 0") >= 12);
      Webhook webhook = hooks.hook(receiver.url());
      hooks.ping(webhook, 30);
      long begun = System.nanoTime();
      receiver.await(30);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void noMoreIsSentAtOnceThanIsAllowed() throws Exception {
    receiver.answering(
        response -> stores.vertx.setTimer(30, _ -> response.setStatusCode(204).end()));
    Webhook one = hooks.hook(receiver.url());
    hooks.ping(one, 20);
    hooks.process(Map.of("at-once-per-webhook", "3"));
    await(() -> hooks.count(State.DELIVERED) == 20);
    assertThat(receiver.mostOpen()).isBetween(2, 3);
  }

  @Test
  void whatAKilledProcessHadBegunIsSentByAnother() throws Exception {
    Webhook webhook = hooks.hook(receiver.url());
    UUID id = hooks.ping(webhook, 1).getFirst();
    List<Claimed> claimed = done(hooks.deliveries.claim(Set.of(), true, 4, Duration.ofSeconds(2)));
    assertThat(claimed).extracting(each -> each.parcel().id()).containsExactly(id);
    assertThat(hooks.delivery(webhook, id).next()).isNull();
    hooks.process(Map.of());
    MILLISECONDS.sleep(250);
    assertThat(receiver.got()).isEmpty();
    await(() -> hooks.delivery(webhook, id).state() == State.DELIVERED);
    assertThat(ids(receiver)).containsExactly(id.toString());
    // who was thought dead and is not has nothing to say any more
    assertThat(
            done(
                hooks.deliveries.finish(
                    claimed.getFirst(), Outcome.of(Outcome.Trouble.TIMEOUT), Duration.ZERO, null)))
        .isFalse();
    assertThat(hooks.delivery(webhook, id).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void whatIsTooMuchIsDeadAtOnceAndToldSo() throws Exception {
    Webhook webhook = hooks.hook(receiver.url());
    for (int i = 0; i < 12; i++) {
      done(hooks.deliveries.record(List.of(hooks.bodies.ping(webhook.id())), 10));
    }
    assertThat(hooks.count(State.PENDING)).isEqualTo(10);
    List<Delivery> dead = done(hooks.deliveries.list(webhook.id(), State.DEAD, null, 5));
    assertThat(dead).hasSize(2);
    assertThat(dead).allSatisfy(each -> assertThat(each.trouble()).isEqualTo("overflow"));
    assertThat(dead).allSatisfy(each -> assertThat(each.attempts()).isEmpty());
  }

  @Test
  void oneEventHasOneDelivery() {
    Webhook webhook = hooks.hook(receiver.url());
    DeliveryStore.Told ping = hooks.bodies.ping(webhook.id());
    DeliveryStore.Told same =
        new DeliveryStore.Told(UUID.randomUUID(), webhook.id(), ping.event(), "ping", "{}");
    done(hooks.deliveries.record(List.of(ping), 10));
    done(hooks.deliveries.record(List.of(same, ping), 10));
    DeliveryStore.Told strange =
        new DeliveryStore.Told(UUID.randomUUID(), UUID.randomUUID(), "x", "ping", "{}");
    done(hooks.deliveries.record(List.of(strange), 10));
    assertThat(stores.count("webhook_delivery")).isEqualTo(1);
  }

  @Test
  void whatIsDeletedIsNotSent() throws Exception {
    Webhook webhook = hooks.hook(receiver.url());
    hooks.ping(webhook, 10);
    assertThat(done(hooks.webhooks.delete(UUID.randomUUID(), webhook.id(), TestHooks.act("x"))))
        .isFalse();
    assertThat(done(hooks.webhooks.delete(hooks.tenant, webhook.id(), TestHooks.act("x"))))
        .isTrue();
    hooks.process(Map.of());
    MILLISECONDS.sleep(200);
    assertThat(receiver.got()).isEmpty();
    assertThat(stores.count("webhook_delivery")).isZero();
  }

  @Test
  void aTenantThatIsClosedIsToldNothing() throws Exception {
    Webhook webhook = hooks.hook(receiver.url());
    hooks.ping(webhook, 1);
    var _ =
        stores.rows("UPDATE tenant SET closed_at = now() WHERE id = '%s'".formatted(hooks.tenant));
    hooks.process(Map.of());
    MILLISECONDS.sleep(200);
    assertThat(receiver.got()).isEmpty();
    assertThat(done(hooks.webhooks.active("signals"))).isEmpty();
  }

  @Test
  void oldDeliveriesGo() {
    Webhook webhook = hooks.hook(receiver.url());
    UUID old = hooks.ping(webhook, 1).getFirst();
    UUID young = hooks.ping(webhook, 1).getFirst();
    var _ =
        stores.rows(
            "UPDATE webhook_delivery SET created_at = now() - interval '25 hours' WHERE id = '%s'"
                .formatted(old));
    assertThat(done(hooks.deliveries.waiting()).oldest()).isGreaterThan(Duration.ofHours(24));
    assertThat(done(hooks.deliveries.drop(Duration.ofDays(1)))).isEqualTo(1);
    assertThat(done(hooks.deliveries.list(webhook.id(), null, null, 10)))
        .extracting(Delivery::id)
        .containsExactly(young);
    assertThat(done(hooks.deliveries.waiting()).deliveries()).isEqualTo(1);
  }

  @Test
  void aTenantHasNoMoreWebhooksThanItMayHoweverManyComeAtOnce() {
    UUID tenant = hooks.tenant();
    List<Uni<String>> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(
          hooks
              .add(tenant, receiver.url(), TestHooks.ALL, 5)
              .map(_ -> "made")
              .onFailure(ProblemException.class)
              .recoverWithItem(failure -> failure.problem().code()));
    }
    List<String> came = done(Uni.join().all(many).andCollectFailures());
    assertThat(came).filteredOn("made"::equals).hasSize(5);
    assertThat(came).containsOnly("made", "too_many_webhooks");
    assertThat(done(hooks.webhooks.list(tenant, null, 100))).hasSize(5);
    assertThatThrownBy(() -> done(hooks.add(tenant, receiver.url(), TestHooks.ALL, 5)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void webhooksAreListedTheNewestFirstPageByPage() {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(hooks.hook(receiver.url()).id());
    }
    done(hooks.add(hooks.tenant(), receiver.url(), TestHooks.ALL, 5));
    List<UUID> listed = new ArrayList<>();
    List<Webhook> page = done(hooks.webhooks.list(hooks.tenant, null, 2));
    while (!page.isEmpty()) {
      page.forEach(each -> listed.add(each.id()));
      page = done(hooks.webhooks.list(hooks.tenant, page.getLast().id(), 2));
    }
    assertThat(listed).isEqualTo(made);
    assertThat(done(hooks.webhooks.list(null, null, 100))).hasSize(6);
  }
}
