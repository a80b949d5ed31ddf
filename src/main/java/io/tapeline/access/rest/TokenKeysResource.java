package io.tapeline.access.rest;

import io.tapeline.access.json.TokenKeysJson;
import io.tapeline.access.token.SigningKeys;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys that tokens are checked by. */
@Path("/.well-known/jwks.json")
@Tag(name = "Keys")
public class TokenKeysResource {

  private final SigningKeys keys;

  @Inject
  public TokenKeysResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Operation(
      operationId = "getTokenKeys",
      summary = "Keys of tokens",
      description =
          "The public keys that tokens of `POST /v1/auth/token` are checked by, for whoever wants to do"
              + " so (JWKS, RFC 7517). A key is here long before it signs, and until its last token has"
              + " ended.")
  @APIResponse(
      responseCode = "200",
      description = "The keys, the oldest first.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TokenKeysJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database did not answer yet; try again.")
  public Answer get() {
    return keys.publicHalves()
        .map(each -> Answer.of(TokenKeysJson.of(each), CacheRule.REFERENCE))
        .orElseThrow(() -> new ProblemException(new Problem.StoreUnavailable()));
  }
}
