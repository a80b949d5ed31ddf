package io.tapeline.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private final String contentType;
  private final String tag;

  private final Form plain;

  /** Made when first asked for; two threads may make one twice, and make the same. */
  private volatile @Nullable Form gzip;

  private volatile @Nullable Form br;

  /** Takes the bytes as they are: nobody may change them afterwards. */
  public Encoded(byte[] bytes, String contentType) {
    byte[] digest = ContentDigest.SHA_256.start().digest(bytes);
    this.contentType = contentType;
    this.tag = '"' + base64(Arrays.copyOf(digest, TAG_BYTES)) + '"';
    this.plain = new Form(bytes, digest);
  }

  /** A wire record as JSON. */
  public static Encoded json(ObjectMapper mapper, Object value) {
    try {
      return new Encoded(mapper.writeValueAsBytes(value), JSON);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON of " + value.getClass().getSimpleName(), e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return plain.bytes();
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

  /** The tag of the coded form, which is another representation. Nothing is coded for it. */
  public String tag(Coding coding) {
    return coding.tag(tag);
  }

  /** What is sent in this coding. */
  public Form as(Coding coding) {
    return switch (coding) {
      case IDENTITY -> plain;
      case GZIP -> {
        Form made = gzip;
        if (made == null) {
          made = coded(coding);
          gzip = made;
        }
        yield made;
      }
      case BR -> {
        Form made = br;
        if (made == null) {
          made = coded(coding);
          br = made;
        }
        yield made;
      }
    };
  }

  private Form coded(Coding coding) {
    return new Form(coding.code(plain.bytes()));
  }
}
