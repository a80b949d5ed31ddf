package io.tapeline.http;

import java.util.List;

/**
 * How a body is coded on its way, {@code Content-Encoding} of RFC 9110. The first is liked best.
 */
public enum Coding {
  BR("br"),
  GZIP("gzip"),
  IDENTITY("identity");

  /** What bodies that are sent as they come can have. */
  public static final List<Coding> STREAMED = List.of(GZIP, IDENTITY);

  /** What whole bodies can have on this machine. */
  public static final List<Coding> WHOLE =
      Brotli.isAvailable() ? List.of(BR, GZIP, IDENTITY) : STREAMED;

  private final String id;

  Coding(String id) {
    this.id = id;
  }

  /** As it stands in headers. */
  public String id() {
    return id;
  }

  /**
   * The entity tag of this form of a body, which is another representation.
   *
   * @param tag of the body as it is, quotes included
   */
  public String tag(String tag) {
    return this == IDENTITY ? tag : tag.substring(0, tag.length() - 1) + '-' + id + '"';
  }

  byte[] code(byte[] bytes) {
    return switch (this) {
      case BR -> Brotli.compress(bytes);
      case GZIP -> Gzip.compress(bytes);
      case IDENTITY -> bytes;
    };
  }
}
