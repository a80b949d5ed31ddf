package io.tapeline.access.postgres;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.ApiKey;
import io.tapeline.access.Tenant;
import io.tapeline.access.app.KeyStore;
import io.tapeline.access.app.Once;
import io.tapeline.ops.store.Database;
import io.tapeline.ops.store.Sessions;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tenants, keys and the audit log in PostgreSQL. */
@ApplicationScoped
public class PgKeyStore implements KeyStore {

  private static final Logger LOG = Logger.getLogger(PgKeyStore.class);

  private static final String KEYS =
      "from KeyRow k join fetch k.tenant where k.tenant.id = :tenant";
  private static final String KEYS_AFTER =
      " and (k.createdAt, k.id) < (select b.createdAt, b.id from KeyRow b where b.id = :after)";
  private static final String KEYS_ORDER = " order by k.createdAt desc, k.id desc";

  private final Sessions sessions;
  private final Database database;
  private final StoreReads reads;
  private final Clock clock;

  public PgKeyStore(Sessions sessions, Database database, StoreReads reads, Clock clock) {
    this.sessions = sessions;
    this.database = database;
    this.reads = reads;
    this.clock = clock;
  }

  private <T> Uni<T> ask(Function<Mutiny.Session, Uni<T>> work) {
    return database.isOpen()
        ? reads
            .of(() -> sessions.inTransaction(work))
            .onFailure(failure -> !(failure instanceof ProblemException))
            .invoke(failure -> LOG.warnf("keys can't be asked for: %s", failure.getMessage()))
            .onFailure(failure -> !(failure instanceof ProblemException))
            .transform(_ -> new ProblemException(new Problem.StoreUnavailable()))
        : Uni.createFrom().failure(() -> new ProblemException(new Problem.StoreUnavailable()));
  }

  /** A query without what a first page has not: PostgreSQL wants to know a null's type. */
  private static <T> Mutiny.SelectionQuery<T> page(
      Mutiny.Session session,
      Class<T> type,
      String all,
      String afterwards,
      String order,
      @Nullable Object after,
      int limit) {
    Mutiny.SelectionQuery<T> query =
        session.createQuery(all + (after == null ? "" : afterwards) + order, type);
    return (after == null ? query : query.setParameter("after", after)).setMaxResults(limit);
  }

  /** The act is written down, and all processes hear that this key or tenant was changed. */
  private static Uni<Void> told(Mutiny.Session session, Act act, UUID changed) {
    return told(session, act, CHANGED, changed.toString());
  }

  private static Uni<Void> told(Mutiny.Session session, Act act, String channel, String changed) {
    return session
        .persist(AuditRow.of(act))
        .chain(
            _ ->
                session
                    .createNativeQuery("SELECT 1 FROM pg_notify(:channel, :changed)", Integer.class)
                    .setParameter("channel", channel)
                    .setParameter("changed", changed)
                    .getSingleResult())
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> hasSecretOf(byte[] check) {
    return ask(
        session ->
            session
                .createNativeQuery(
                    "INSERT INTO access_check (hash) VALUES (:hash) ON CONFLICT DO NOTHING")
                .setParameter("hash", check)
                .executeUpdate()
                .chain(
                    _ ->
                        session
                            .createNativeQuery(
                                "SELECT count(*) FROM access_check WHERE hash = :hash", Long.class)
                            .setParameter("hash", check)
                            .getSingleResult())
                .map(found -> found == 1));
  }

  @Override
  public Uni<Void> policyReloaded(Act act) {
    String version = act.subject().substring(act.subject().indexOf(':') + 1);
    return ask(session -> told(session, act, POLICY_RELOADED, version));
  }

  @Override
  public Uni<Optional<ApiKey>> find(byte[] hash) {
    return ask(
        session ->
            session
                .createQuery("from KeyRow k join fetch k.tenant where k.hash = :hash", KeyRow.class)
                .setParameter("hash", hash)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(KeyRow::key)));
  }

  @Override
  public Uni<Optional<KeptKey>> key(UUID id) {
    return ask(
        session ->
            session.find(KeyRow.class, id).map(row -> Optional.ofNullable(row).map(KeyRow::kept)));
  }

  @Override
  public Uni<List<KeptKey>> keys(UUID tenant, @Nullable UUID after, int limit) {
    return ask(
        session ->
            page(session, KeyRow.class, KEYS, KEYS_AFTER, KEYS_ORDER, after, limit)
                .setParameter("tenant", tenant)
                .getResultList()
                .map(rows -> rows.stream().map(KeyRow::kept).toList()));
  }

  @Override
  public Uni<KeptKey> add(
      ApiKey key, byte[] hash, @Nullable UUID replaces, @Nullable Instant replacedEnds, Act act) {
    return ask(
        session ->
            session
                .find(TenantRow.class, key.tenant())
                .chain(tenant -> session.persist(KeyRow.of(key, tenant, hash, replaces)))
                .chain(_ -> replaces == null ? nothing() : ends(session, replaces, replacedEnds))
                .chain(_ -> told(session, act, replaces == null ? key.id() : replaces))
                .replaceWith(new KeptKey(key, replaces, null)));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /** What ends sooner anyway goes on doing so. */
  private static Uni<Void> ends(Mutiny.Session session, UUID key, @Nullable Instant end) {
    return session
        .find(KeyRow.class, key)
        .invoke(
            row -> {
              if (end != null && (row.expiresAt == null || row.expiresAt.isAfter(end))) {
                row.expiresAt = end;
              }
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<KeptKey>> revoke(UUID id, Act act) {
    return ask(
        session ->
            session
                .find(KeyRow.class, id)
                .chain(
                    row -> {
                      if (row == null) {
                        return Uni.createFrom().item(Optional.empty());
                      }
                      if (row.revokedAt != null) {
                        return Uni.createFrom().item(Optional.of(row.kept()));
                      }
                      row.revokedAt = clock.instant();
                      return told(session, act, id).map(_ -> Optional.of(row.kept()));
                    }));
  }

  @Override
  public Uni<List<Tenant>> tenants(@Nullable String after, int limit) {
    return ask(
        session ->
            page(
                    session,
                    TenantRow.class,
                    "from TenantRow t",
                    " where t.name > :after",
                    " order by t.name",
                    after,
                    limit)
                .getResultList()
                .map(rows -> rows.stream().map(TenantRow::tenant).toList()));
  }

  @Override
  public Uni<Optional<Tenant>> tenant(UUID id) {
    return ask(
        session ->
            session
                .find(TenantRow.class, id)
                .map(row -> Optional.ofNullable(row).map(TenantRow::tenant)));
  }

  @Override
  public Uni<Optional<Tenant>> tenantNamed(String name) {
    return ask(
        session ->
            session
                .createQuery("from TenantRow t where t.name = :name", TenantRow.class)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(TenantRow::tenant)));
  }

  @Override
  public Uni<Optional<Tenant>> add(Tenant tenant, Act act) {
    return ask(
        session ->
            session
                .createNativeQuery(
                    """
                    INSERT INTO tenant (id, name, plan, created_at) VALUES (:id, :name, :plan, :created)
                    ON CONFLICT (name) DO NOTHING""")
                .setParameter("id", tenant.id())
                .setParameter("name", tenant.name())
                .setParameter("plan", tenant.plan())
                .setParameter("created", tenant.createdAt())
                .executeUpdate()
                .chain(
                    added ->
                        added == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : told(session, act, tenant.id()).map(_ -> Optional.of(tenant))));
  }

  @Override
  public Uni<Optional<Tenant>> change(UUID id, @Nullable String plan, boolean close, Act act) {
    return ask(
        session ->
            session
                .find(TenantRow.class, id)
                .chain(
                    row -> {
                      if (row == null) {
                        return Uni.createFrom().item(Optional.empty());
                      }
                      if (plan != null) {
                        row.plan = plan;
                      }
                      if (close && row.closedAt == null) {
                        row.closedAt = clock.instant();
                      }
                      return told(session, act, id).map(_ -> Optional.of(row.tenant()));
                    }));
  }

  @Override
  public Uni<Optional<UUID>> madeBy(Once once) {
    return ask(
        session ->
            session
                .createQuery("from AuditRow a where a.once = :once", AuditRow.class)
                .setParameter("once", once.id())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> found.made(once.request()))));
  }

  @Override
  public Uni<List<Audited>> audited(@Nullable Long before, int limit) {
    return ask(
        session ->
            page(
                    session,
                    AuditRow.class,
                    "from AuditRow a",
                    " where a.id < :after",
                    " order by a.id desc",
                    before,
                    limit)
                .getResultList()
                .map(rows -> rows.stream().map(AuditRow::audited).toList()));
  }
}
