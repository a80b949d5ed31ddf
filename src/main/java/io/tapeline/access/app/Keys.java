package io.tapeline.access.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.AddressRange;
import io.tapeline.access.ApiKey;
import io.tapeline.access.KeyText;
import io.tapeline.access.Scope;
import io.tapeline.access.Tenant;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.KeyStore.KeptKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes keys, and replaces and ends them. Their text is told to whoever asked, and never again. */
@ApplicationScoped
public class Keys {

  private final KeyStore store;
  private final KeySecret secret;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Keys(KeyStore store, KeySecret secret, Clock clock) {
    this.store = store;
    this.secret = secret;
    this.clock = clock;
  }

  /** What a key is to be; see {@link ApiKey}. */
  public record Wanted(
      boolean test,
      Set<Scope> scopes,
      List<AddressRange> addresses,
      String note,
      @Nullable Instant expiresAt) {}

  /** A key with its text. */
  public record Made(KeptKey kept, KeyText text) {

    /** Without what nobody else may read. */
    @Override
    public String toString() {
      return kept.toString();
    }
  }

  /**
   * Who does something, and from where.
   *
   * @param once the request, if it is done once however often it is sent; else null
   */
  public record Actor(String name, String address, @Nullable Once once) {

    public Actor(String name, String address) {
      this(name, address, null);
    }

    /** The same with a request that is done once. */
    public Actor once(Once request) {
      return new Actor(name, address, request);
    }

    /** What they do, as it is written down. */
    public Act act(String act, String subject, String detail) {
      return new Act(name, address, act, subject, detail, once);
    }
  }

  public Uni<Made> make(Tenant tenant, Wanted wanted, Actor actor) {
    return make(tenant, wanted, fresh(wanted.test), actor);
  }

  /** The same with a text that was made elsewhere. */
  public Uni<Made> make(Tenant tenant, Wanted wanted, KeyText text, Actor actor) {
    return add(key(tenant.id(), tenant.plan(), wanted, text), text, null, null, actor);
  }

  private KeyText fresh(boolean test) {
    byte[] bits = new byte[KeyText.RANDOM_BYTES];
    random.nextBytes(bits);
    return KeyText.make(test, bits);
  }

  private ApiKey key(UUID tenant, String plan, Wanted wanted, KeyText text) {
    return new ApiKey(
        UUID.randomUUID(),
        tenant,
        plan,
        wanted.test,
        wanted.scopes,
        wanted.addresses,
        wanted.note,
        text.start(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        wanted.expiresAt,
        null);
  }

  /**
   * Makes a key that may do the same, in place of one that ends after a while; nothing if there is
   * none that is still good.
   *
   * @param overlap for so long both are good
   */
  public Uni<Optional<Made>> rotate(ApiKey old, Duration overlap, Actor actor) {
    Instant now = clock.instant();
    if (old.revokedAt() != null || (old.expiresAt() != null && !old.expiresAt().isAfter(now))) {
      return Uni.createFrom().item(Optional.empty());
    }
    Wanted same =
        new Wanted(old.test(), old.scopes(), old.addresses(), old.note(), old.expiresAt());
    KeyText text = fresh(old.test());
    return add(key(old.tenant(), old.plan(), same, text), text, old.id(), now.plus(overlap), actor)
        .map(Optional::of);
  }

  public Uni<Optional<KeptKey>> revoke(UUID id, Actor actor) {
    return store.revoke(id, actor.act("key.revoke", "key:" + id, "from now on"));
  }

  private Uni<Made> add(
      ApiKey key,
      KeyText text,
      @Nullable UUID replaces,
      @Nullable Instant replacedEnds,
      Actor actor) {
    String act = replaces == null ? "key.create" : "key.rotate";
    String detail =
        "%s, scopes %s, addresses %s, expires %s%s"
            .formatted(
                key.test() ? "test" : "live",
                key.scopes().stream().map(Scope::id).sorted().toList(),
                key.addresses(),
                key.expiresAt() == null ? "never" : key.expiresAt(),
                replaces == null ? "" : "; key:" + replaces + " ends at " + replacedEnds);
    return store
        .add(
            key,
            secret.hash().of(text),
            replaces,
            replacedEnds,
            actor.act(act, "key:" + key.id(), detail))
        .map(added -> new Made(added, text));
  }
}
