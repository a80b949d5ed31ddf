package io.tapeline.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A key as it is written: {@code tl_live_} or {@code tl_test_}, 32 random characters (190 bits),
 * and six that are the CRC-32 of all before them. All are of 0-9, A-Z and a-z. The prefix lets
 * scanners of repositories find a key that leaked; the checksum lets them, and us, tell a key from
 * a typing error without asking a database.
 *
 * @param test whether it is a key of the sandbox
 * @param text all of it: a secret, shown once
 */
public record KeyText(boolean test, String text) {

  /**
   * What {@link #make} takes: more than 190 bits, so that no character is likelier than another.
   */
  public static final int RANDOM_BYTES = 32;

  private static final String LIVE = "tl_live_";
  private static final String TEST = "tl_test_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int RANDOM_LENGTH = 32;
  private static final int CHECK_LENGTH = 6;
  private static final int CHECKED_LENGTH = LIVE.length() + RANDOM_LENGTH;
  private static final int LENGTH = CHECKED_LENGTH + CHECK_LENGTH;
  private static final int START_LENGTH = 12;

  public KeyText {
    if (!isKey(text) || test != text.startsWith(TEST)) {
      // the text stays out of the message: it may be a key that was mistyped
      throw new IllegalArgumentException("not a key");
    }
  }

  /**
   * A new key.
   *
   * @param random {@value #RANDOM_BYTES} bytes of a secure source
   */
  public static KeyText make(boolean test, byte[] random) {
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("random bytes: " + random.length);
    }
    String checked = (test ? TEST : LIVE) + base62(new BigInteger(1, random), RANDOM_LENGTH);
    return new KeyText(test, checked + base62(BigInteger.valueOf(checksum(checked)), CHECK_LENGTH));
  }

  /** Empty for what is no key, whatever it is; nothing longer than a key is looked at. */
  public static Optional<KeyText> parse(String text) {
    return isKey(text) ? Optional.of(new KeyText(text.startsWith(TEST), text)) : Optional.empty();
  }

  /** Looked at with each request that shows a key: in the time of its length, making little. */
  private static boolean isKey(String text) {
    if (text.length() != LENGTH || !(text.startsWith(LIVE) || text.startsWith(TEST))) {
      return false;
    }
    for (int i = LIVE.length(); i < LENGTH; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    long rest = checksum(text);
    for (int i = LENGTH - 1; i >= CHECKED_LENGTH; i--) {
      if (text.charAt(i) != DIGITS.charAt((int) (rest % DIGITS.length()))) {
        return false;
      }
      rest /= DIGITS.length();
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** Of all before the check: as many characters as those have, whatever follows. */
  private static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII), 0, CHECKED_LENGTH);
    return crc.getValue();
  }

  /** The last digits of a number that is not negative. */
  private static String base62(BigInteger number, int length) {
    StringBuilder digits = new StringBuilder(length);
    BigInteger rest = number;
    for (int i = 0; i < length; i++) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      digits.append(DIGITS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.reverse().toString();
  }

  /** The first {@value #START_LENGTH} characters, by which its owner knows it; no secret. */
  public String start() {
    return text.substring(0, START_LENGTH);
  }

  /** No more than its start: it ends up in logs. */
  @Override
  public String toString() {
    return start() + "…";
  }
}
