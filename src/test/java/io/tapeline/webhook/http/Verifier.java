package io.tapeline.webhook.http;

import io.vertx.core.MultiMap;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a delivery as its receiver does: with Java's own Ed25519 and SHA-256 and by what {@code
 * docs/concepts/webhooks.md} says, by none of the service's code.
 */
public final class Verifier {

  private static final Pattern INPUT =
      Pattern.compile(
          "tapeline=(\\(\"@method\" \"@target-uri\" \"content-digest\" \"content-type\""
              + " \"tapeline-delivery\" \"tapeline-event\"\\)"
              + ";created=([0-9]+);keyid=\"([^\"]+)\";tag=\"tapeline-webhook\")");

  private Verifier() {}

  /** What a receiver got. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Got(String method, String uri, MultiMap headers, byte[] body) {}

  /**
   * @param x of the key with the id that the signature names, 32 bytes
   */
  public static boolean accepts(Got got, byte[] x) throws GeneralSecurityException {
    return hasItsDigest(got) && isSigned(got, x);
  }

  private static boolean hasItsDigest(Got got) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(got.body);
    String digest = "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
    return digest.equals(got.headers.get("Content-Digest"));
  }

  private static Matcher input(Got got) {
    Matcher input = INPUT.matcher(String.valueOf(got.headers.get("Signature-Input")));
    if (!input.matches()) {
      throw new AssertionError("Signature-Input: " + got.headers.get("Signature-Input"));
    }
    return input;
  }

  public static String keyId(Got got) {
    return input(got).group(3);
  }

  public static long created(Got got) {
    return Long.parseLong(input(got).group(2));
  }

  private static boolean isSigned(Got got, byte[] x) throws GeneralSecurityException {
    String base =
        "\"@method\": %s\n".formatted(got.method)
            + "\"@target-uri\": %s\n".formatted(got.uri)
            + "\"content-digest\": %s\n".formatted(got.headers.get("Content-Digest"))
            + "\"content-type\": %s\n".formatted(got.headers.get("Content-Type"))
            + "\"tapeline-delivery\": %s\n".formatted(got.headers.get("Tapeline-Delivery"))
            + "\"tapeline-event\": %s\n".formatted(got.headers.get("Tapeline-Event"))
            + "\"@signature-params\": %s".formatted(input(got).group(1));
    String field = String.valueOf(got.headers.get("Signature"));
    String base64 = field.substring("tapeline=:".length(), field.length() - 1);
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(key(x));
    ed25519.update(base.getBytes(StandardCharsets.UTF_8));
    return ed25519.verify(Base64.getDecoder().decode(base64));
  }

  /** RFC 8032 section 5.1.3: little-endian, the highest bit says which half. */
  private static PublicKey key(byte[] x) throws GeneralSecurityException {
    byte[] big = new byte[x.length];
    for (int i = 0; i < x.length; i++) {
      big[i] = x[x.length - 1 - i];
    }
    boolean odd = (big[0] & 0x80) != 0;
    big[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, big))));
  }
}
