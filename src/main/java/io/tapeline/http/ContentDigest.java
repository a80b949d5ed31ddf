package io.tapeline.http;

import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Content-Digest} of RFC 9530: a digest of the content exactly as it is sent. */
public enum ContentDigest {
  SHA_256("sha-256", "SHA-256"),
  SHA_512("sha-512", "SHA-512");

  /** Names of the headers. */
  public static final String HEADER = "Content-Digest";

  public static final String REPRESENTATION = "Repr-Digest";
  public static final String WANT = "Want-Content-Digest";

  private final String key;
  private final String algorithm;

  ContentDigest(String key, String algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /** As the field names it. */
  public String key() {
    return key;
  }

  public MessageDigest start() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** The field's value for this content. */
  public String of(byte[] content) {
    return field(start().digest(content));
  }

  /** The field's value with a digest that is known. */
  public String field(byte[] digest) {
    return key + "=:" + Base64.getEncoder().encodeToString(digest) + ":";
  }

  /**
   * The one that the caller wants most of those that are offered here.
   *
   * @param want {@code Want-Content-Digest}: preferences from 1 to 10, 0 for none; SHA-256 where it
   *     is null, can't be read, or names none of ours
   * @return nothing if ours are named as unwanted
   */
  public static Optional<ContentDigest> wanted(@Nullable String want) {
    Dictionary wishes = want == null ? null : Dictionary.parse(want).orElse(null);
    if (wishes == null) {
      return Optional.of(SHA_256);
    }
    ContentDigest best = null;
    long most = 0;
    boolean named = false;
    for (ContentDigest each : values()) {
      if (wishes.members().get(each.key) instanceof Member.Item item
          && item.value() instanceof Bare.Whole(long preference)) {
        named = true;
        if (preference > most) {
          best = each;
          most = preference;
        }
      }
    }
    return named ? Optional.ofNullable(best) : Optional.of(SHA_256);
  }
}
