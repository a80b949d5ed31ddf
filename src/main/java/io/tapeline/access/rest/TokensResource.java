package io.tapeline.access.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.access.app.KnownKeys;
import io.tapeline.access.http.Callers;
import io.tapeline.access.json.TokenJson;
import io.tapeline.access.token.KeyTokens;
import io.tapeline.access.token.TokenConfig;
import io.tapeline.http.Inputs;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens for keys. */
@Path("/v1/auth/token")
@Tag(name = "Keys")
public class TokensResource {

  private static final int LEAST_SECONDS = 10;

  private final KnownKeys keys;
  private final KeyTokens tokens;
  private final TokenConfig config;

  @Inject
  public TokensResource(KnownKeys keys, KeyTokens tokens, TokenConfig config) {
    this.keys = keys;
    this.tokens = tokens;
    this.config = config;
  }

  @POST
  @Operation(
      operationId = "createToken",
      summary = "Exchange your key for a token",
      description =
          "A JWT (RFC 9068) that is good for some minutes and may do what your key may, or less: for a"
              + " browser, or another program that should not have the key. It ends with its key, and"
              + " counts as it. `/.well-known/jwks.json` has the keys to check it by.")
  @APIResponse(
      responseCode = "200",
      description = "The token.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TokenJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Response> create(@Nullable TokenRequest body, @Context RoutingContext route) {
    Caller caller = Callers.of(route);
    UUID key = caller.key();
    if (key == null || caller.token()) {
      // one token after the other would last as long as a key
      throw new ProblemException(new Problem.KeyRequired(""));
    }
    TokenRequest asked = Objects.requireNonNullElse(body, new TokenRequest(null, null));
    Inputs inputs = Inputs.ofBody();
    Set<Scope> scopes =
        asked.scopes() == null ? caller.scopes() : KeyInputs.scopes(inputs, asked.scopes(), caller);
    Duration life = life(inputs, asked.expiresIn());
    inputs.check();
    return keys.find(key)
        .map(
            found ->
                found
                    .flatMap(each -> tokens.make(each, scopes, life))
                    .map(made -> TokenJson.of(made, scopes))
                    .map(TokensResource::answer)
                    .orElseThrow(() -> new ProblemException(new Problem.StoreUnavailable())));
  }

  private Duration life(Inputs inputs, @Nullable Integer given) {
    Duration longest = config.longestLife();
    if (given == null) {
      return config.life().compareTo(longest) < 0 ? config.life() : longest;
    }
    if (given < LEAST_SECONDS || given > longest.toSeconds()) {
      inputs.wrong(
          "expires_in",
          "must be from " + LEAST_SECONDS + " to " + longest.toSeconds() + " seconds",
          given.toString());
    }
    return Duration.ofSeconds(given);
  }

  private static Response answer(TokenJson token) {
    return Response.ok(token)
        .type(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .build();
  }
}
