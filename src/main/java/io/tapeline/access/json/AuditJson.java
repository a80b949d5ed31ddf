package io.tapeline.access.json;

import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.access.app.KeyStore.Audited;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An administrative act as it is sent. */
@Schema(name = "AuditEntry", description = "Something that was done, by whom and from where.")
public record AuditJson(
    long id,
    Instant time,
    @Schema(examples = "key:0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11") String actor,
    @Schema(examples = "192.0.2.7") String address,
    @Schema(examples = "key.revoke") String act,
    @Schema(examples = "key:3d5c9c2e-8f6f-4a54-9d0e-6f1f0f3c7a10") String subject,
    @Schema(examples = "of the tenant research") String detail) {

  public static AuditJson of(Audited audited) {
    Act act = audited.act();
    return new AuditJson(
        audited.id(),
        audited.at(),
        act.actor(),
        act.address(),
        act.act(),
        act.subject(),
        act.detail());
  }
}
