package io.tapeline.access.token;

import io.tapeline.digest.Sha256;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * A pair of keys (P-256) that tokens are signed with and checked by. It is published all the time.
 *
 * @param id {@code kid}: its thumbprint (RFC 7638)
 * @param signsFrom not before the pair has been published for a while, if there was one before
 * @param signsUntil the first moment at which it doesn't sign any more
 * @param goneAt the last token that it signed has ended by then
 */
record SigningKey(
    String id, PublicJsonWebKey pair, Instant signsFrom, Instant signsUntil, Instant goneAt) {

  static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

  SigningKey {
    if (!signsFrom.isBefore(signsUntil) || goneAt.isBefore(signsUntil)) {
      throw new IllegalArgumentException("a key that never signs, or ends before its tokens");
    }
  }

  static SigningKey make(
      SecureRandom random, Instant signsFrom, Instant signsUntil, Instant goneAt) {
    try {
      PublicJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256, null, random);
      String id = pair.calculateBase64urlEncodedThumbprint(Sha256.NAME);
      pair.setKeyId(id);
      pair.setUse(Use.SIGNATURE);
      pair.setAlgorithm(ALGORITHM);
      return new SigningKey(id, pair, signsFrom, signsUntil, goneAt);
    } catch (JoseException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  boolean signsAt(Instant moment) {
    return !moment.isBefore(signsFrom) && moment.isBefore(signsUntil);
  }

  Map<String, String> publicHalf() {
    return pair.toParams(OutputControlLevel.PUBLIC_ONLY).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().toString()));
  }

  /** Without the private half. */
  @Override
  public String toString() {
    return id;
  }
}
