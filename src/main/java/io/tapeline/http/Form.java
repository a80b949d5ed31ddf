package io.tapeline.http;

import org.jspecify.annotations.Nullable;

/**
 * A body in one coding: exactly what is sent, and its digests, each made when it is first asked
 * for. May be shared between threads.
 */
public final class Form {

  private final byte[] bytes;

  /** Two threads may make the same one twice. */
  private volatile @Nullable String sha256;

  private volatile @Nullable String sha512;

  Form(byte[] bytes) {
    this.bytes = bytes;
  }

  /** With the SHA-256 of the bytes, where that is known. */
  Form(byte[] bytes, byte[] sha256) {
    this(bytes);
    this.sha256 = ContentDigest.SHA_256.field(sha256);
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** The value of {@code Content-Digest}. */
  public String digest(ContentDigest algorithm) {
    return switch (algorithm) {
      case SHA_256 -> {
        String made = sha256;
        if (made == null) {
          made = algorithm.of(bytes);
          sha256 = made;
        }
        yield made;
      }
      case SHA_512 -> {
        String made = sha512;
        if (made == null) {
          made = algorithm.of(bytes);
          sha512 = made;
        }
        yield made;
      }
    };
  }
}
