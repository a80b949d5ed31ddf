package io.tapeline.access.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore;
import io.tapeline.access.json.AuditJson;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was done to keys, tenants and the policy. */
@Path("/v1/admin/audit")
@Tag(name = "Administration", description = "For who runs the service.")
public class AuditResource {

  private final KeyStore store;

  @Inject
  public AuditResource(KeyStore store) {
    this.store = store;
  }

  @GET
  @Operation(
      operationId = "listAudit",
      summary = "The audit log",
      description = "Every administrative act, the newest first. It is only ever added to.")
  @APIResponse(
      responseCode = "200",
      description = "A page of acts.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = AuditJson.class)))
  public Uni<Answer> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Paging paging = inputs.paging("audit", limit, cursor);
    Long before = inputs.position(paging, cursor, Long::valueOf);
    inputs.check();
    return store
        .audited(before, paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(
                        AuditJson.class,
                        paging,
                        found,
                        each -> Long.toString(each.id()),
                        AuditJson::of),
                    CacheRule.LIVE));
  }
}
