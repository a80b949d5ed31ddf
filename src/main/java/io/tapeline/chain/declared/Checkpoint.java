package io.tapeline.chain.declared;

import io.tapeline.chain.spv.Hash256;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of Bitcoin that whoever runs the service knows to be right. */
public record Checkpoint(long height, Hash256 hash) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}):([0-9a-fA-F]{64})");

  /**
   * @param text {@code HEIGHT:HASH}
   */
  public static Optional<Checkpoint> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new Checkpoint(Long.parseLong(parts.group(1)), Hash256.parse(parts.group(2))))
        : Optional.empty();
  }
}
