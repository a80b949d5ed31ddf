package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.webhook.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks. All fail with {@code store_unavailable} without a database. Where a tenant may be
 * given, null stands for everybody: for whoever runs the service.
 */
public interface WebhookStore {

  /** The channel on which processes hear that a webhook was made or deleted: its id. */
  String CHANGED = "webhooks_changed";

  /**
   * Adds one, as long as its tenant has fewer than so many; else fails with {@code
   * too_many_webhooks}.
   */
  Uni<Webhook> add(Webhook webhook, int most, Act act);

  /**
   * The newest first.
   *
   * @param after the last of the page before; null for the first page
   */
  Uni<List<Webhook>> list(@Nullable UUID tenant, @Nullable UUID after, int limit);

  Uni<Optional<Webhook>> find(@Nullable UUID tenant, UUID id);

  /** Ends one, with all that was to be sent; false if there is none. */
  Uni<Boolean> delete(@Nullable UUID tenant, UUID id, Act act);

  /** Those of a kind that are to be told of what comes, of tenants that are not closed. */
  Uni<List<Webhook>> active(String kind);
}
