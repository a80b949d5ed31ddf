package io.tapeline.access.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.ApiKey;
import io.tapeline.access.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tenants, their keys, and what was done to them. All fail with {@code store_unavailable} without a
 * database. Whatever changes a key is written into the audit log with it, or not at all, and is
 * told to all processes.
 */
public interface KeyStore {

  /** The channel on which processes hear that a key or its tenant was changed: its id. */
  String CHANGED = "access_changed";

  /** The channel on which processes hear that one of them has another policy: its version. */
  String POLICY_RELOADED = "policy_reloaded";

  /**
   * An administrative act.
   *
   * @param actor who: {@code key:ID}, {@code person:NAME}, or {@code start} for the service itself
   * @param address from where
   * @param subject what was changed or made: {@code key:ID}
   * @param detail what exactly, in words; no secrets
   * @param once the request, if it is done once however often it is sent; else null
   */
  record Act(
      String actor,
      String address,
      String act,
      String subject,
      String detail,
      @Nullable Once once) {}

  /** An act as it is kept. */
  record Audited(long id, Instant at, Act act) {}

  /**
   * A key as it is kept.
   *
   * @param replaces the one that it was rotated from
   * @param lastUsedAt to within some seconds; null if never
   */
  record KeptKey(ApiKey key, @Nullable UUID replaces, @Nullable Instant lastUsedAt) {}

  /** The key with this hash, whatever became of it; with its tenant's plan. */
  Uni<Optional<ApiKey>> find(byte[] hash);

  /**
   * Keys of a tenant, the newest first.
   *
   * @param after the last of the page before; null for the first page
   */
  Uni<List<KeptKey>> keys(UUID tenant, @Nullable UUID after, int limit);

  Uni<Optional<KeptKey>> key(UUID id);

  /**
   * Adds a key.
   *
   * @param replaces the one that it was rotated from, which ends with {@code replacedEnds}
   */
  Uni<KeptKey> add(
      ApiKey key, byte[] hash, @Nullable UUID replaces, @Nullable Instant replacedEnds, Act act);

  /** Ends a key now; nothing if there is none. One that was revoked before stays as it was. */
  Uni<Optional<KeptKey>> revoke(UUID id, Act act);

  /** Tenants by name. */
  Uni<List<Tenant>> tenants(@Nullable String after, int limit);

  Uni<Optional<Tenant>> tenant(UUID id);

  Uni<Optional<Tenant>> tenantNamed(String name);

  /** Adds a tenant; nothing if there is one of this name. */
  Uni<Optional<Tenant>> add(Tenant tenant, Act act);

  /** Gives a tenant this plan, or closes it; nothing if there is none. */
  Uni<Optional<Tenant>> change(UUID tenant, @Nullable String plan, boolean close, Act act);

  /**
   * Whether hashes here are made with the same secret as this one: the first that asks says which.
   */
  Uni<Boolean> hasSecretOf(byte[] check);

  /** Writes down that a policy is in force, and tells all processes its version. */
  Uni<Void> policyReloaded(Act act);

  /**
   * What this request has made before, by its id; nothing if it was not done yet. Fails with {@code
   * idempotency_conflict} if another one came under the same key.
   */
  Uni<Optional<UUID>> madeBy(Once once);

  /** What was done, the newest first. */
  Uni<List<Audited>> audited(@Nullable Long before, int limit);
}
