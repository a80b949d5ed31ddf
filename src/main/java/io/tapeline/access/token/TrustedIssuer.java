package io.tapeline.access.token;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** An issuer whose tokens are good here, with what has to be known of it. */
record TrustedIssuer(String name, String audience, URI jwks) {

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  TrustedIssuer {
    String scheme = String.valueOf(jwks.getScheme());
    String host = String.valueOf(jwks.getHost());
    if (!scheme.equals("https") && !(scheme.equals("http") && HERE.contains(host))) {
      throw new IllegalArgumentException(
          "tapeline.issuer.jwks must be https, or http on this machine: " + jwks);
    }
  }

  /**
   * Nothing where no issuer is named.
   *
   * @throws IllegalArgumentException with a message for people
   */
  static Optional<TrustedIssuer> of(IssuerConfig config) {
    return config
        .name()
        .map(
            name ->
                new TrustedIssuer(
                    name,
                    required("audience", config.audience()),
                    required("jwks", config.jwks())));
  }

  private static <T> T required(String setting, Optional<T> given) {
    return given.orElseThrow(
        () ->
            new IllegalArgumentException(
                "tapeline.issuer.name needs tapeline.issuer." + setting + " too"));
  }
}
