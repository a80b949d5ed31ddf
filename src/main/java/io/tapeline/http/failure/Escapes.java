package io.tapeline.http.failure;

import io.tapeline.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Percent signs of an address that are not followed by two hexadecimal digits. */
final class Escapes {

  private static final int HEX = 16;

  private Escapes() {}

  /** What is wrong with an address: its path, and every parameter of its query by name. */
  static List<FieldError> wrongIn(String address) {
    if (isRight(address)) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    int mark = address.indexOf('?');
    String path = mark < 0 ? address : address.substring(0, mark);
    if (!isRight(path)) {
      errors.add(wrong("path", path));
    }
    if (mark >= 0) {
      for (String pair : address.substring(mark + 1).split("&", -1)) {
        if (!isRight(pair)) {
          int equals = pair.indexOf('=');
          errors.add(wrong(equals < 0 ? pair : pair.substring(0, equals), pair));
        }
      }
    }
    return errors;
  }

  private static FieldError wrong(String name, String given) {
    return FieldError.parameter(name, "must have two hexadecimal digits after each %", given);
  }

  private static boolean isRight(String text) {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      if (at + 2 >= text.length() || !isHex(text.charAt(at + 1)) || !isHex(text.charAt(at + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, HEX) >= 0;
  }
}
