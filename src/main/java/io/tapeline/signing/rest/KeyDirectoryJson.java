package io.tapeline.signing.rest;

import io.tapeline.signing.PublicKey;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Public keys as a JSON Web Key Set: RFC 7517, with the names of RFC 8037. */
@Schema(name = "AnswerKeys", description = "The public keys that answers are signed with (JWKS).")
public record KeyDirectoryJson(@Schema(description = "The oldest first.") List<KeyJson> keys) {

  /** One of them. */
  @Schema(name = "AnswerKey", description = "A public key, as a JWK.")
  public record KeyJson(
      @Schema(description = "The kind of key.", examples = "OKP") String kty,
      @Schema(description = "Its curve.", examples = "Ed25519") String crv,
      @Schema(
              description = "Its name in signatures: its thumbprint (RFC 7638).",
              examples = "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U")
          String kid,
      @Schema(
              description = "The key itself, base64url.",
              examples = "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs")
          String x,
      @Schema(description = "What it is for.", examples = "sig") String use,
      @Schema(
              description = "It signs from then on, seconds since 1970 UTC.",
              examples = "1790208000")
          long nbf,
      @Schema(
              description = "It signs nothing any more from then on, seconds since 1970 UTC.",
              examples = "1797984000")
          long exp) {

    static KeyJson of(PublicKey key) {
      return new KeyJson(
          "OKP",
          "Ed25519",
          key.id(),
          key.base64(),
          "sig",
          key.from().getEpochSecond(),
          key.until().getEpochSecond());
    }
  }

  static KeyDirectoryJson of(List<PublicKey> keys) {
    return new KeyDirectoryJson(keys.stream().map(KeyJson::of).toList());
  }
}
