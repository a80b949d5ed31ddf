package io.tapeline.access.json;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The keys that tokens are checked by, as a JSON Web Key Set (RFC 7517). */
@Schema(name = "TokenKeys", description = "A JSON Web Key Set (RFC 7517).")
public record TokenKeysJson(List<TokenKeyJson> keys) {

  /** The public half of one. */
  @Schema(name = "TokenKey", description = "A public key: P-256, for ES256.")
  public record TokenKeyJson(
      @Schema(
              description = "Tokens name it.",
              examples = "oXbKGZ0p5Jq4aWkB8Z0rX3Q2b1k6c8Vw9yT4uE7sRnM")
          String kid,
      @Schema(examples = "EC") String kty,
      @Schema(examples = "P-256") String crv,
      @Schema(examples = "sig") String use,
      @Schema(examples = "ES256") String alg,
      @Schema(examples = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU") String x,
      @Schema(examples = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0") String y) {

    /**
     * @param fields of a key, by their names in RFC 7518
     */
    static TokenKeyJson of(Map<String, String> fields) {
      return new TokenKeyJson(
          fields.getOrDefault("kid", ""),
          fields.getOrDefault("kty", ""),
          fields.getOrDefault("crv", ""),
          fields.getOrDefault("use", ""),
          fields.getOrDefault("alg", ""),
          fields.getOrDefault("x", ""),
          fields.getOrDefault("y", ""));
    }
  }

  public static TokenKeysJson of(List<Map<String, String>> keys) {
    return new TokenKeysJson(keys.stream().map(TokenKeyJson::of).toList());
  }
}
