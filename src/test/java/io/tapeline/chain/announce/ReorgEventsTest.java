package io.tapeline.chain.announce;

import static io.tapeline.webhook.app.TestHooks.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.postgres.BlockStores;
import io.tapeline.chain.record.BlockChange;
import io.tapeline.chain.record.BlockStore;
import io.tapeline.ops.store.TestStores;
import io.tapeline.webhook.Subscription.Reorgs;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.TestHooks;
import io.tapeline.webhook.app.WebhookConfig;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reorgs as they are stored become deliveries of those who want them, each once. */
class ReorgEventsTest {

  private static final String URL = "https://hooks.example/";

  private TestStores stores;
  private TestHooks hooks;
  private BlockStore blocks;
  private List<FullBlock> chain;

  @BeforeEach
  void open() throws Exception {
    stores = TestStores.open();
    hooks = new TestHooks(stores);
    blocks = BlockStores.of(stores);
    chain = new MadeBlocks(1, 0).after(null, 10);
    done(blocks.write(new BlockChange("ethereum", null, List.of(), chain)));
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
  }

  private ReorgEvents process() {
    return new ReorgEvents(
        BlockStores.reorgs(stores),
        hooks.webhooks,
        hooks.deliveries,
        hooks.bodies,
        Configs.of(WebhookConfig.class, Map.of()));
  }

  /** Others in the place of the last ones. */
  private void reorg(int depth, long seed) {
    List<FullBlock> kept = chain.subList(0, chain.size() - depth);
    List<FullBlock> others = new MadeBlocks(seed, 0).after(kept.getLast(), depth + 1);
    done(
        blocks.write(
            new BlockChange(
                "ethereum",
                MadeBlocks.ref(chain.getLast()),
                chain.subList(kept.size(), chain.size()).stream().map(MadeBlocks::ref).toList(),
                others)));
    chain = new ArrayList<>(kept);
    chain.addAll(others);
  }

  private List<JsonObject> told(Webhook webhook) {
    return stores
        .rows(
            "SELECT body FROM webhook_delivery WHERE webhook = '%s' ORDER BY number"
                .formatted(webhook.id()))
        .stream()
        .map(row -> new JsonObject(row.getString("body")))
        .toList();
  }

  @Test
  void aReorgIsToldToThoseWhoWantOneSoDeepWithWhatWentAndWhatCame() {
    Webhook all = hooks.hook(URL, new Reorgs(Set.of(), 1));
    Webhook deep = hooks.hook(URL, new Reorgs(Set.of("ethereum"), 4));
    Webhook other = hooks.hook(URL, new Reorgs(Set.of("other"), 1));
    List<FullBlock> before = List.copyOf(chain);
    reorg(3, 2);
    ReorgEvents events = process();
    done(events.next());
    done(events.next());
    JsonObject event = told(all).getFirst();
    assertThat(event.getString("event")).isEqualTo("reorg");
    JsonObject data = event.getJsonObject("data");
    assertThat(data.getString("chain")).isEqualTo("ethereum");
    assertThat(data.getInteger("depth")).isEqualTo(3);
    assertThat(data.getJsonArray("orphaned").getJsonObject(0).getString("hash"))
        .isEqualTo(before.getLast().hash().toString());
    assertThat(data.getJsonArray("joined").size()).isEqualTo(4);
    assertThat(data.getJsonArray("joined").getJsonObject(3).getString("hash"))
        .isEqualTo(chain.getLast().hash().toString());
    assertThat(told(deep)).isEmpty();
    assertThat(told(other)).isEmpty();

    reorg(5, 3);
    done(events.next());
    assertThat(told(all)).hasSize(2);
    assertThat(told(deep)).hasSize(1);
  }

  @Test
  void whatHappenedBeforeIsNotToldAndARoundThatWasBrokenOffTellsNothingTwice() {
    reorg(2, 2);
    Webhook all = hooks.hook(URL, new Reorgs(Set.of(), 1));
    ReorgEvents slow = process();
    done(slow.next());
    assertThat(told(all)).isEmpty();
    reorg(2, 3);
    done(process().next());
    assertThat(told(all)).hasSize(1);
    // this one believes that nothing of it was told yet
    assertThatThrownBy(() -> done(slow.next())).hasMessageContaining("another process");
    done(slow.next());
    assertThat(told(all)).hasSize(1);
  }

  @Test
  void blocksThatOnlyComeAreNoReorg() {
    Webhook all = hooks.hook(URL, new Reorgs(Set.of(), 1));
    ReorgEvents events = process();
    done(events.next());
    List<FullBlock> more = new MadeBlocks(4, 0).after(chain.getLast(), 3);
    done(
        blocks.write(
            new BlockChange("ethereum", MadeBlocks.ref(chain.getLast()), List.of(), more)));
    done(events.next());
    assertThat(told(all)).isEmpty();
  }
}
