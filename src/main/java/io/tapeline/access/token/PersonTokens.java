package io.tapeline.access.token;

import io.tapeline.access.token.Token.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/** Tokens of the issuer that is trusted, if there is one. */
@ApplicationScoped
public class PersonTokens implements Issuer {

  /** Signatures that need a secret of the issuer, and the kind of key that each is made with. */
  private static final Map<String, String> ALGORITHMS =
      Map.ofEntries(
          Map.entry("RS256", "RSA"),
          Map.entry("RS384", "RSA"),
          Map.entry("RS512", "RSA"),
          Map.entry("PS256", "RSA"),
          Map.entry("PS384", "RSA"),
          Map.entry("PS512", "RSA"),
          Map.entry("ES256", "EC"),
          Map.entry("ES384", "EC"),
          Map.entry("ES512", "EC"),
          Map.entry("EdDSA", "OKP"));

  private static final int MAX_NAME_LENGTH = 255;

  private final IssuerKeys keys;
  private final ClaimMapping mapping;
  private final Duration skew;

  /**
   * @throws IllegalArgumentException with a message for people
   */
  public PersonTokens(IssuerKeys keys, IssuerConfig config) {
    this.keys = keys;
    this.mapping = new ClaimMapping(config);
    this.skew = config.clockSkew();
  }

  @Override
  public boolean isReady() {
    return keys.areKnown();
  }

  /** One that is not known makes us look whether there is a new one. */
  @Override
  public Optional<PublicKey> key(TokenHeader header) {
    Optional<PublicKey> found =
        keys.all().stream()
            .filter(key -> fits(key, header))
            .findFirst()
            .map(PublicJsonWebKey::getPublicKey);
    if (found.isEmpty()) {
      keys.missing();
    }
    return found;
  }

  private static boolean fits(PublicJsonWebKey key, TokenHeader header) {
    return header.keyId().equals(key.getKeyId())
        && key.getKeyType().equals(ALGORITHMS.get(header.algorithm()))
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(header.algorithm()))
        && (key.getUse() == null || key.getUse().equals(Use.SIGNATURE));
  }

  @Override
  public JwtConsumerBuilder rules() {
    TrustedIssuer issuer = Objects.requireNonNull(keys.issuer());
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(
            ConstraintType.PERMIT, ALGORITHMS.keySet().toArray(String[]::new))
        .setExpectedIssuer(true, issuer.name())
        .setExpectedAudience(true, issuer.audience())
        .setRequireSubject()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds((int) skew.toSeconds());
  }

  @Override
  public Token read(JwtClaims claims) throws MalformedClaimException {
    String name = claims.getSubject();
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("a name of " + name.length() + " characters");
    }
    Span span =
        new Span(
            start(claims.getNotBefore()).minus(skew),
            Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plus(skew));
    return new Token.OfPerson(
        name, mapping.scopes(claims), mapping.tenant(claims), mapping.plan(claims), span);
  }

  private static Instant start(@Nullable NumericDate date) {
    return date == null ? Instant.EPOCH : Instant.ofEpochSecond(date.getValue());
  }
}
