package io.tapeline.access.postgres;

import io.tapeline.access.AddressRange;
import io.tapeline.access.ApiKey;
import io.tapeline.access.Scope;
import io.tapeline.access.app.KeyStore.KeptKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key as it is kept: without its text. */
@Entity
@Table(name = "access_key")
class KeyRow {

  @Id UUID id = new UUID(0, 0);

  @ManyToOne(fetch = FetchType.EAGER)
  @JoinColumn(name = "tenant")
  TenantRow tenant = new TenantRow();

  byte[] hash = {};

  String start = "";

  boolean test;

  String scopes = "";

  String addresses = "";

  String note = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  @Nullable UUID replaces;

  @Column(name = "last_used_at")
  @Nullable Instant lastUsedAt;

  static KeyRow of(ApiKey key, TenantRow tenant, byte[] hash, @Nullable UUID replaces) {
    KeyRow row = new KeyRow();
    row.id = key.id();
    row.tenant = tenant;
    row.hash = hash;
    row.start = key.start();
    row.test = key.test();
    row.scopes = listed(key.scopes().stream().sorted().map(Scope::id));
    row.addresses = listed(key.addresses().stream().map(AddressRange::toString));
    row.note = key.note();
    row.createdAt = key.createdAt();
    row.expiresAt = key.expiresAt();
    row.revokedAt = key.revokedAt();
    row.replaces = replaces;
    return row;
  }

  KeptKey kept() {
    return new KeptKey(key(), replaces, lastUsedAt);
  }

  /** A tenant that is closed has closed its keys. */
  ApiKey key() {
    return new ApiKey(
        id,
        tenant.id,
        tenant.plan,
        test,
        read(scopes, scope -> Scope.of(scope).orElseThrow()).collect(Collectors.toSet()),
        read(addresses, AddressRange::parse).toList(),
        note,
        start,
        createdAt,
        expiresAt,
        first(revokedAt, tenant.closedAt));
  }

  private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    return Stream.of(one, other)
        .filter(each -> each != null)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static String listed(Stream<String> items) {
    return items.collect(Collectors.joining(" "));
  }

  private static <T> Stream<T> read(String listed, Function<String, T> parser) {
    return Arrays.stream(listed.split(" ")).filter(item -> !item.isEmpty()).map(parser);
  }
}
