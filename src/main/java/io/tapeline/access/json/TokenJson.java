package io.tapeline.access.json;

import io.tapeline.access.Scope;
import io.tapeline.access.token.KeyTokens.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token that was made just now, with the names that OAuth 2 (RFC 6749) gives its parts. */
@Schema(name = "Token", description = "A token, which is told this once.")
public record TokenJson(
    @Schema(
            description = "A JWT to send as `Authorization: Bearer`. Keep it secret.",
            examples = "eyJhbGciOiJFUzI1NiIsImtpZCI6…")
        String accessToken,
    @Schema(examples = "Bearer") String tokenType,
    @Schema(description = "Seconds that it is good for.", examples = "300") long expiresIn,
    @Schema(description = "From then on it is not.") Instant expires,
    @Schema(examples = "[\"prices:read\"]") List<String> scopes) {

  private static final String BEARER = "Bearer";

  public static TokenJson of(Made made, Set<Scope> scopes) {
    return new TokenJson(
        made.text(),
        BEARER,
        Duration.between(made.made(), made.expires()).toSeconds(),
        made.expires(),
        scopes.stream().sorted().map(Scope::id).toList());
  }

  @Override
  public String toString() {
    return "a token until " + expires;
  }
}
