package io.tapeline.access.postgres;

import io.tapeline.access.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant as it is kept. */
@Entity
@Table(name = "tenant")
class TenantRow {

  @Id UUID id = new UUID(0, 0);

  String name = "";

  String plan = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  static TenantRow of(Tenant tenant) {
    TenantRow row = new TenantRow();
    row.id = tenant.id();
    row.name = tenant.name();
    row.plan = tenant.plan();
    row.createdAt = tenant.createdAt();
    row.closedAt = tenant.closedAt();
    return row;
  }

  Tenant tenant() {
    return new Tenant(id, name, plan, createdAt, closedAt);
  }
}
