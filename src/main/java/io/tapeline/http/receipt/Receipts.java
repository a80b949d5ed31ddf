package io.tapeline.http.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Receipt;
import io.tapeline.http.Times;
import io.tapeline.ops.store.SharedSecrets;
import io.tapeline.ops.store.SharedSecrets.Use;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Receipts as tokens: base64url of HMAC-SHA-256, cut to 128 bits, and of the receipt as JSON. The
 * signature keeps callers from asking in another's words; the receipt itself is no secret.
 */
@Singleton
public class Receipts {

  /** A token is asked for again as part of an address. */
  static final int MAX_LENGTH = 4_096;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 16;

  private final ObjectMapper mapper;
  private final SharedSecrets secrets;

  @Inject
  public Receipts(ObjectMapper mapper, SharedSecrets secrets) {
    this.mapper = mapper;
    this.secrets = secrets;
  }

  /**
   * The token of an answer; nothing if it would be too long, or while there is no key.
   *
   * @param path as asked, escaped
   * @param query as asked, escaped; null if there was none
   * @param asOfNanos the moment whose knowledge answered, nanoseconds since 1970 UTC
   */
  public Optional<String> token(
      String path, @Nullable String query, long asOfNanos, String accept, String tag) {
    String address = path + "?" + withAsOf(query, asOfNanos);
    return secrets
        .of(Use.RECEIPTS)
        .map(key -> sign(key, new Receipt(Receipt.FORM, address, accept, tag)))
        .filter(token -> token.length() <= MAX_LENGTH);
  }

  private static String withAsOf(@Nullable String query, long asOfNanos) {
    if (query == null || query.isEmpty()) {
      return "as_of=" + Times.exact(asOfNanos);
    }
    boolean given = Arrays.stream(query.split("&", -1)).anyMatch(part -> part.startsWith("as_of="));
    return given ? query : query + "&as_of=" + Times.exact(asOfNanos);
  }

  private String sign(byte[] key, Receipt receipt) {
    try {
      byte[] body = mapper.writeValueAsBytes(receipt);
      byte[] all = Arrays.copyOf(mac(key, body), MAC_BYTES + body.length);
      System.arraycopy(body, 0, all, MAC_BYTES, body.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt is plain text", e);
    }
  }

  /** What a token says; nothing if we did not write it. */
  public Optional<Receipt> read(String token) {
    return token.length() > MAX_LENGTH
        ? Optional.empty()
        : secrets.of(Use.RECEIPTS).flatMap(key -> read(key, token));
  }

  private Optional<Receipt> read(byte[] key, String token) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(token);
      if (all.length < MAC_BYTES) {
        return Optional.empty();
      }
      byte[] given = Arrays.copyOf(all, MAC_BYTES);
      byte[] body = Arrays.copyOfRange(all, MAC_BYTES, all.length);
      if (!MessageDigest.isEqual(given, mac(key, body))) {
        return Optional.empty();
      }
      Receipt receipt = mapper.readValue(body, Receipt.class);
      // base64 has several spellings of the same bytes: ours is the only one
      return receipt.form() == Receipt.FORM && sign(key, receipt).equals(token)
          ? Optional.of(receipt)
          : Optional.empty();
    } catch (IllegalArgumentException | IOException _) {
      return Optional.empty();
    }
  }

  /** Whether tokens can be read at all: not before the database has been open once. */
  boolean areReadable() {
    return secrets.of(Use.RECEIPTS).isPresent();
  }

  private static byte[] mac(byte[] key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Arrays.copyOf(mac.doFinal(body), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
