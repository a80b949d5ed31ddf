package io.tapeline.access.postgres;

import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.KeyStore.Audited;
import io.tapeline.access.app.Once;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  @Nullable String once;

  @Nullable String request;

  static AuditRow of(Act act) {
    AuditRow row = new AuditRow();
    row.actor = act.actor();
    row.address = act.address();
    row.act = act.act();
    row.subject = act.subject();
    row.detail = act.detail();
    Once once = act.once();
    row.once = once == null ? null : once.id();
    row.request = once == null ? null : once.request();
    return row;
  }

  Audited audited() {
    return new Audited(id, at, new Act(actor, address, act, subject, detail, null));
  }

  /**
   * The id of what was made.
   *
   * @throws ProblemException if it was made by another request
   */
  UUID made(String asked) {
    if (!asked.equals(request)) {
      throw new ProblemException(new Problem.IdempotencyConflict());
    }
    return UUID.fromString(subject.substring(subject.indexOf(':') + 1));
  }
}
