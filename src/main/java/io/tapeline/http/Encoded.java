package io.tapeline.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A body that is ready to be sent, with its strong entity tag. Make it once for each new value and
 * hand it out as often as asked; it may be shared between threads.
 */
public final class Encoded {

  public static final String JSON = "application/json";

  /** Bytes of the digest that make the tag: 128 bits. */
  private static final int TAG_BYTES = 16;

  private final byte[] bytes;
  private final String contentType;
  private final String tag;
  private final String gzipTag;

  /** Made when first asked for; two threads may make it twice, and make the same. */
  @SuppressWarnings("ArrayRecordComponent")
  private volatile byte @Nullable [] gzip;

  /** Takes the bytes as they are: nobody may change them afterwards. */
  public Encoded(byte[] bytes, String contentType) {
    this.bytes = bytes;
    this.contentType = contentType;
    String digest = digest(bytes);
    this.tag = '"' + digest + '"';
    this.gzipTag = '"' + digest + "-gzip\"";
  }

  /** A wire record as JSON. */
  public static Encoded json(ObjectMapper mapper, Object value) {
    try {
      return new Encoded(mapper.writeValueAsBytes(value), JSON);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON of " + value.getClass().getSimpleName(), e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  public String contentType() {
    return contentType;
  }

  /** The content type without its parameters. */
  public String mediaType() {
    int end = contentType.indexOf(';');
    return end < 0 ? contentType : contentType.substring(0, end);
  }

  /** The strong entity tag, quotes included. */
  public String tag() {
    return tag;
  }

  /** The tag of the compressed form, which is another representation. */
  public String gzipTag() {
    return gzipTag;
  }

  /** The compressed bytes themselves, not a copy. */
  public byte[] gzip() {
    byte[] made = gzip;
    if (made == null) {
      made = Gzip.compress(bytes);
      gzip = made;
    }
    return made;
  }
}
