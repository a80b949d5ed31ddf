package io.tapeline.http;

import io.tapeline.digest.Sha256;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended, opaque to callers. It carries a checksum over the list it belongs to and the
 * position, so that a cursor that was altered, or that is of another list, is refused and never
 * read as another position. It is no secret: it says only what the page before it showed.
 */
public final class Cursor {

  /** Longest position, bytes. */
  private static final int MAX_POSITION = 256;

  private static final int CHECK_LENGTH = 9;

  private Cursor() {}

  /**
   * @param list the list and all that narrows it: {@code markets?venue=kraken}
   * @param position the last row's place in the list's order
   */
  public static String of(String list, String position) {
    byte[] text = position.getBytes(StandardCharsets.UTF_8);
    if (text.length > MAX_POSITION) {
      throw new IllegalArgumentException("position of " + text.length + " bytes");
    }
    byte[] all = Arrays.copyOf(check(list, text), CHECK_LENGTH + text.length);
    System.arraycopy(text, 0, all, CHECK_LENGTH, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The position, or nothing if this is not a cursor of that list. */
  public static Optional<String> read(String list, String cursor) {
    if (cursor.length() > 2 * MAX_POSITION) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(cursor);
      if (all.length < CHECK_LENGTH) {
        return Optional.empty();
      }
      byte[] text = Arrays.copyOfRange(all, CHECK_LENGTH, all.length);
      byte[] given = Arrays.copyOf(all, CHECK_LENGTH);
      String position =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(text)).toString();
      // Encoding it again refuses the spellings that base64 has besides the one we wrote.
      return MessageDigest.isEqual(given, check(list, text)) && of(list, position).equals(cursor)
          ? Optional.of(position)
          : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static byte[] check(String list, byte[] position) {
    MessageDigest digest = Sha256.start();
    digest.update(list.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(position), CHECK_LENGTH);
  }
}
