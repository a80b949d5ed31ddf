package io.tapeline.access.token;

import io.tapeline.access.ApiKey;
import io.tapeline.access.Scope;
import io.tapeline.access.token.Token.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are made of keys: access tokens after RFC 9068. A token names its key and has no more
 * of it than that, so that whatever becomes of the key counts for the token too.
 */
@ApplicationScoped
public class KeyTokens implements Issuer {

  private static final String TYPE = "at+jwt";
  private static final String SCOPE = "scope";

  /** Replicas' clocks may differ: a token is good a little before it was made. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private final SigningKeys keys;
  private final Clock clock;
  private final String issuer;
  private final String audience;

  public KeyTokens(SigningKeys keys, TokenConfig config, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    this.issuer = config.issuer().orElse("tapeline");
    this.audience = config.audience().orElse("tapeline");
  }

  /**
   * A token.
   *
   * @param text what is sent as {@code Authorization: Bearer}
   * @param expires the first moment at which it is not good, whole seconds
   */
  public record Made(String text, Instant made, Instant expires) {

    /** Without what nobody else may read. */
    @Override
    public String toString() {
      return "a token until " + expires;
    }
  }

  /**
   * Makes a token of a key; nothing while no key of ours signs.
   *
   * @param scopes what the key has, or less
   * @param life at most; no token outlives its key
   */
  public Optional<Made> make(ApiKey key, Set<Scope> scopes, Duration life) {
    return keys.signing().map(signing -> make(key, scopes, life, signing));
  }

  private Made make(ApiKey key, Set<Scope> scopes, Duration life, SigningKey signing) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end =
        Stream.of(
                now.plus(life),
                signing.goneAt(),
                Optional.ofNullable(key.expiresAt()).orElse(Instant.MAX))
            .min(Instant::compareTo)
            .orElseThrow();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(audience);
    claims.setSubject(key.id().toString());
    claims.setStringClaim("client_id", key.id().toString());
    claims.setStringClaim("tenant", key.tenant().toString());
    claims.setStringClaim(
        SCOPE, scopes.stream().sorted().map(Scope::id).collect(Collectors.joining(" ")));
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setNotBefore(NumericDate.fromSeconds(now.minus(CLOCKS).getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
    claims.setJwtId(UUID.randomUUID().toString());
    return new Made(sign(claims, signing), now, end.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String sign(JwtClaims claims, SigningKey signing) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue(SigningKey.ALGORITHM);
    signature.setKeyIdHeaderValue(signing.id());
    signature.setHeader("typ", TYPE);
    signature.setKey(signing.pair().getPrivateKey());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a key that we made can't sign", e);
    }
  }

  @Override
  public boolean isReady() {
    return keys.areKnown();
  }

  @Override
  public Optional<PublicKey> key(TokenHeader header) {
    return header.algorithm().equals(SigningKey.ALGORITHM)
        ? keys.find(header.keyId()).map(key -> key.pair().getPublicKey())
        : Optional.empty();
  }

  @Override
  public JwtConsumerBuilder rules() {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, SigningKey.ALGORITHM)
        .setExpectedType(true, TYPE)
        .setExpectedIssuer(true, issuer)
        .setExpectedAudience(true, audience)
        .setRequireSubject()
        .setRequireJwtId()
        .setRequireIssuedAt()
        .setRequireNotBefore()
        .setRequireExpirationTime();
  }

  @Override
  public Token read(JwtClaims claims) throws MalformedClaimException {
    return new Token.OfKey(
        UUID.fromString(claims.getSubject()),
        scopes(claims.getStringClaimValue(SCOPE)),
        new Span(instant(claims.getNotBefore()), instant(claims.getExpirationTime())));
  }

  private static Set<Scope> scopes(@Nullable String listed) {
    if (listed == null) {
      throw new IllegalArgumentException("a token without scopes");
    }
    return Arrays.stream(listed.split(" "))
        .map(Scope::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Instant instant(NumericDate date) {
    return Instant.ofEpochSecond(date.getValue());
  }
}
