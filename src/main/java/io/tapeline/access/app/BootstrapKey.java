package io.tapeline.access.app;

import io.tapeline.access.KeyText;
import io.tapeline.digest.Sha256;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first key, where whoever starts the service gives it. It need not be of a key's form: then a
 * key of that form is made of it, always the same, and what was given stands for it.
 */
@Singleton
public class BootstrapKey {

  /** Shorter ones could be guessed. */
  static final int MIN_LENGTH = 16;

  private static final int MAX_LENGTH = 200;

  private final @Nullable String given;
  private final @Nullable KeyText key;

  /**
   * @throws IllegalArgumentException with a message for people
   */
  public BootstrapKey(AccessConfig config) {
    given = config.bootstrapKey().map(String::strip).orElse(null);
    if (given != null && (given.length() < MIN_LENGTH || given.length() > MAX_LENGTH)) {
      throw new IllegalArgumentException(
          "tapeline.bootstrap-key must have %d to %d characters".formatted(MIN_LENGTH, MAX_LENGTH));
    }
    key =
        given == null
            ? null
            : KeyText.parse(given).orElseGet(() -> KeyText.make(false, Sha256.of(given)));
  }

  /** Nothing if none is given. */
  public Optional<KeyText> key() {
    return Optional.ofNullable(key);
  }

  /** The key that this text, which is none itself, stands for. */
  public Optional<KeyText> meantBy(String text) {
    boolean same =
        given != null
            && MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    return same ? key() : Optional.empty();
  }
}
