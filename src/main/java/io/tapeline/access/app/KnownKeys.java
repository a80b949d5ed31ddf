package io.tapeline.access.app;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.ApiKey;
import io.tapeline.access.KeyText;
import io.tapeline.access.Tenant;
import io.tapeline.ops.store.Notices;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys and tenants as this process knows them. A change by any process is heard of at once, and
 * makes what was changed be asked for anew; see {@link Remembered}.
 */
@Singleton
public class KnownKeys implements Notices.Listener {

  private final KeyStore store;
  private final KeySecret secret;
  private final Notices notices;
  private final Remembered<ApiKey> keys;
  private final Remembered<Tenant> tenants;

  public KnownKeys(KeyStore store, KeySecret secret, Notices notices, AccessConfig config) {
    this.store = store;
    this.secret = secret;
    this.notices = notices;
    this.keys = new Remembered<>(notices, config);
    this.tenants = new Remembered<>(notices, config);
  }

  void start(@Observes StartupEvent event) {
    notices.listen(KeyStore.CHANGED, this);
  }

  /**
   * The key with this text; nothing if there is none. Answers from memory where it can. Fails with
   * {@code store_unavailable} for a key that is not known here.
   */
  public Uni<Optional<ApiKey>> find(KeyText text) {
    return keys.find(text.text(), () -> store.find(secret.hash().of(text)));
  }

  /** The same by the key's id. */
  public Uni<Optional<ApiKey>> find(UUID id) {
    return keys.find(
        id.toString(), () -> store.key(id).map(found -> found.map(KeyStore.KeptKey::key)));
  }

  /**
   * A tenant by its name; nothing if there is none, or it is closed. Fails with {@code
   * store_unavailable} for one that is not known here.
   */
  public Uni<Optional<Tenant>> openTenant(String name) {
    return tenants
        .find(name, () -> store.tenantNamed(name))
        .map(found -> found.filter(tenant -> tenant.closedAt() == null));
  }

  @Override
  public void heard(String changed) {
    UUID id = UUID.fromString(changed);
    keys.forget(key -> key.id().equals(id) || key.tenant().equals(id));
    tenants.forget(tenant -> tenant.id().equals(id));
  }

  @Override
  public void tunedIn() {
    keys.forgetAll();
    tenants.forgetAll();
  }
}
