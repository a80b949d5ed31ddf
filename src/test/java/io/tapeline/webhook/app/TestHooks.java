package io.tapeline.webhook.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.postgres.PgAuditLog;
import io.tapeline.http.JsonCustomizer;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.WebhookMeters;
import io.tapeline.ops.store.TestStores;
import io.tapeline.signing.SigningKey;
import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.ReceiverUrl;
import io.tapeline.webhook.Subscription;
import io.tapeline.webhook.Subscription.Signals;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.DeliveryStore.Told;
import io.tapeline.webhook.http.TestSenders;
import io.tapeline.webhook.json.JsonBodies;
import io.tapeline.webhook.postgres.PgDeliveryStore;
import io.tapeline.webhook.postgres.PgWebhookStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Webhooks of one tenant, and processes that send to them, put together by hand. */
public final class TestHooks {

  static final SigningKey KEY = new SigningKey(new byte[32], Instant.EPOCH, Instant.MAX);
  static final Signals ALL = new Signals(Set.of(), Set.of(), Set.of(), 0, false, false);

  final TestStores stores;
  public final PgWebhookStore webhooks;
  public final PgDeliveryStore deliveries;
  public final JsonBodies bodies;
  final UUID tenant;
  private final List<DeliveryWorker> workers = new ArrayList<>();

  public TestHooks(TestStores stores) {
    this.stores = stores;
    webhooks = new PgWebhookStore(stores.pool, stores.reads, new PgAuditLog());
    deliveries =
        new PgDeliveryStore(stores.pool, stores.reads, new PgAuditLog(), Clock.systemUTC());
    ObjectMapper mapper = new ObjectMapper();
    new JsonCustomizer().customize(mapper);
    bodies = new JsonBodies(mapper, new FeedName("sandbox", false), Clock.systemUTC());
    tenant = tenant();
  }

  UUID tenant() {
    UUID id = UUID.randomUUID();
    var _ =
        stores.rows(
            "INSERT INTO tenant (id, name, plan, created_at) VALUES ('%s', '%s', 'free', now())"
                .formatted(id, id));
    return id;
  }

  public static <T> T done(Uni<T> work) {
    return work.await().atMost(TestStores.PATIENCE);
  }

  Webhook hook(String url) {
    return hook(url, ALL);
  }

  public Webhook hook(String url, Subscription subscription) {
    return done(add(tenant, url, subscription, 100));
  }

  Uni<Webhook> add(UUID owner, String url, Subscription subscription, int most) {
    Webhook wanted =
        new Webhook(
            UUID.randomUUID(),
            owner,
            ReceiverUrl.parse(url),
            subscription,
            "",
            Webhook.State.ACTIVE,
            0,
            Instant.EPOCH);
    return webhooks.add(wanted, most, act("webhook:" + wanted.id()));
  }

  static Act act(String subject) {
    return new Act("start", "127.0.0.1", "webhook.create", subject, "", null);
  }

  /** What it has to be told, and the ids that this has. */
  List<UUID> ping(Webhook webhook, int times) {
    List<Told> pings = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      pings.add(bodies.ping(webhook.id()));
    }
    done(deliveries.record(pings, 10_000));
    return pings.stream().map(Told::delivery).toList();
  }

  Delivery delivery(Webhook webhook, UUID id) {
    return done(deliveries.find(webhook.id(), id)).orElseThrow();
  }

  public Webhook again(Webhook webhook) {
    return done(webhooks.find(null, webhook.id())).orElseThrow();
  }

  long count(Delivery.State state) {
    return stores
        .rows("SELECT count(*) FROM webhook_delivery WHERE state = '" + state.id() + "'")
        .getFirst()
        .getLong(0);
  }

  public static WebhookConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("allow", "127.0.0.1");
    all.put("timeout", "2s");
    all.put("look-every", "20ms");
    all.put("attempts", "3");
    all.put("first-wait", "20ms");
    all.put("lease", "5s");
    all.putAll(settings);
    Map<String, String> named = new HashMap<>();
    all.forEach((name, value) -> named.put("tapeline.webhook." + name, value));
    return Configs.of(WebhookConfig.class, named);
  }

  /** A process that sends, until the test is over. */
  DeliveryWorker process(Map<String, String> settings) {
    WebhookConfig config = config(settings);
    Attempts attempts =
        new Attempts(
            TestSenders.of(stores.vertx, KEY, config),
            deliveries,
            new WebhookMeters(new SimpleMeterRegistry()),
            config);
    DeliveryWorker worker =
        new DeliveryWorker(attempts, deliveries, config, stores.database, stores.vertx);
    worker.begin();
    workers.add(worker);
    return worker;
  }

  void stop() {
    workers.forEach(DeliveryWorker::stop);
    workers.clear();
  }
}
