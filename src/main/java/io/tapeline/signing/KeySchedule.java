package io.tapeline.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Which key signs when: one after the other without a gap, each for the same time. A key follows
 * from a secret and from the moment at which it begins, so that whoever has the secret has it, and
 * nobody has to keep or to share it.
 */
public final class KeySchedule {

  private final Function<String, byte[]> secrets;
  private final long lifeSeconds;

  /**
   * @param secrets 32 bytes for each name, which nobody else can make
   * @param life whole seconds
   */
  public KeySchedule(Function<String, byte[]> secrets, Duration life) {
    this.secrets = secrets;
    this.lifeSeconds = life.toSeconds();
  }

  /** The key that signs at this moment. */
  public SigningKey at(Instant moment) {
    long from = Math.floorDiv(moment.getEpochSecond(), lifeSeconds) * lifeSeconds;
    return new SigningKey(
        secrets.apply("answers from " + from),
        Instant.ofEpochSecond(from),
        Instant.ofEpochSecond(from + lifeSeconds));
  }
}
