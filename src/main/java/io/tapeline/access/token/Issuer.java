package io.tapeline.access.token;

import java.security.PublicKey;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Somebody whose tokens are good here. */
interface Issuer {

  /** Whether their keys are known, if they have any. */
  boolean isReady();

  /** Their key of this id, if it is one for signatures of this kind. */
  Optional<PublicKey> key(TokenHeader header);

  /** What their tokens must be, but for the key and the time. */
  JwtConsumerBuilder rules();

  /**
   * What a token says that keeps the rules.
   *
   * @throws MalformedClaimException if a claim is not of its type
   * @throws IllegalArgumentException if one makes no sense
   */
  Token read(JwtClaims claims) throws MalformedClaimException;
}
