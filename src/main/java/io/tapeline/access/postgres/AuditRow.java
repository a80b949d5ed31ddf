package io.tapeline.access.postgres;

import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.KeyStore.Audited;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An act as it is kept; the database takes no change of it. */
@Entity
@Table(name = "audit")
class AuditRow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  @Column(insertable = false, updatable = false)
  Instant at = Instant.EPOCH;

  String actor = "";

  String address = "";

  String act = "";

  String subject = "";

  String detail = "";

  static AuditRow of(Act act) {
    AuditRow row = new AuditRow();
    row.actor = act.actor();
    row.address = act.address();
    row.act = act.act();
    row.subject = act.subject();
    row.detail = act.detail();
    return row;
  }

  Audited audited() {
    return new Audited(id, at, new Act(actor, address, act, subject, detail));
  }
}
