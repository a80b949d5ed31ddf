package io.tapeline.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import io.tapeline.digest.Sha256;
import io.tapeline.ops.Caches;
import io.tapeline.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens, whoever issued them. One that was good is remembered by its hash, so that its
 * signature is checked once and not with each request; its time, and whether its key is still one
 * of the issuer's, is looked at each time.
 */
@Singleton
public class Tokens {

  private static final Reading NOT_GOOD = new Reading.NotGood();
  private static final Reading TOO_EARLY = new Reading.TooEarly();

  private final List<Issuer> issuers;
  private final Clock clock;
  private final Cache<ByteBuffer, Seen> seen;

  public Tokens(KeyTokens ours, PersonTokens theirs, TokenConfig config, Clock clock) {
    this.issuers = List.of(ours, theirs);
    this.clock = clock;
    this.seen =
        Caches.tidiedInPassing()
            .maximumSize(config.remembered())
            .expireAfterWrite(config.longestLife())
            .build();
  }

  /** How reading a token went. Why one is not good is nobody's business. */
  public sealed interface Reading {
    record Good(Token token) implements Reading {}

    record NotGood() implements Reading {}

    /** It may be good, but what it is checked by is not known here yet. */
    record TooEarly() implements Reading {}

    /**
     * It may be good, but whoever sent it has sent so many that were not that it isn't looked at.
     */
    record TooMany(Problem why) implements Reading {}
  }

  /** Who pays for checking a signature, which takes as long as many an answer. */
  public interface Payer {

    /**
     * Before a check.
     *
     * @return why there is none; null if there is
     */
    @Nullable Problem pay();

    /** It was good. */
    void giveBack();
  }

  private record Seen(Issuer issuer, TokenHeader header, PublicKey key, Token token) {

    boolean isStillTheirs() {
      return issuer.key(header).filter(key::equals).isPresent();
    }
  }

  public Reading read(String text, Payer payer) {
    if (text.length() > TokenHeader.MAX_LENGTH) {
      return NOT_GOOD;
    }
    ByteBuffer name = ByteBuffer.wrap(Sha256.of(text));
    Seen known = seen.getIfPresent(name);
    return known != null && known.isStillTheirs()
        ? inTime(known.token)
        : TokenHeader.of(text).map(header -> check(name, text, header, payer)).orElse(NOT_GOOD);
  }

  private Reading inTime(Token token) {
    return token.span().contains(clock.instant()) ? new Reading.Good(token) : NOT_GOOD;
  }

  private Reading check(ByteBuffer name, String text, TokenHeader header, Payer payer) {
    boolean ready = true;
    for (Issuer issuer : issuers) {
      Optional<PublicKey> key = issuer.key(header);
      if (key.isPresent()) {
        Problem why = payer.pay();
        return why == null
            ? check(text, issuer, key.get())
                .map(token -> good(name, new Seen(issuer, header, key.get(), token), payer))
                .orElse(NOT_GOOD)
            : new Reading.TooMany(why);
      }
      ready &= issuer.isReady();
    }
    return ready ? NOT_GOOD : TOO_EARLY;
  }

  private Reading good(ByteBuffer name, Seen token, Payer payer) {
    payer.giveBack();
    seen.put(name, token);
    return inTime(token.token);
  }

  private Optional<Token> check(String text, Issuer issuer, PublicKey key) {
    NumericDate now = NumericDate.fromSeconds(clock.instant().getEpochSecond());
    try {
      JwtClaims claims =
          issuer
              .rules()
              .setVerificationKey(key)
              .setEvaluationTime(now)
              .build()
              .processToClaims(text);
      return Optional.of(issuer.read(claims));
    } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
