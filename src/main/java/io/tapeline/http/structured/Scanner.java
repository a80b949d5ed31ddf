package io.tapeline.http.structured;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.function.IntPredicate;

/**
 * Goes through a field from its first character to its last.
 *
 * <p>Throws IllegalArgumentException where the field is not as RFC 9651 has it.
 */
final class Scanner {

  private static final int MOST_DIGITS = 15;
  private static final int MOST_DIGITS_BEFORE_POINT = 12;
  private static final int MOST_DIGITS_BEHIND_POINT = 3;
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~:/";
  private static final String KEY_SIGNS = "_-.*";
  private static final String BASE64_SIGNS = "+/=";

  private final String field;
  private int at;

  Scanner(String field) {
    this.field = field;
  }

  boolean isAtEnd() {
    return at == field.length();
  }

  boolean isAt(char c) {
    return at < field.length() && field.charAt(at) == c;
  }

  /** Goes past this character if it is the next. */
  boolean take(char c) {
    boolean is = isAt(c);
    at += is ? 1 : 0;
    return is;
  }

  void skipSpaces() {
    while (take(' ')) {
      // the next
    }
  }

  /** Goes past the comma to the next member; behind the last there is none. */
  void nextMember() {
    skipBlanks();
    if (isAtEnd()) {
      return;
    }
    require(take(','), "no comma between members");
    skipBlanks();
    require(!isAtEnd(), "a comma and nothing behind it");
  }

  private void skipBlanks() {
    while (take(' ') || take('\t')) {
      // the next
    }
  }

  String key() {
    require(at < field.length() && (isSmall(field.charAt(at)) || isAt('*')), "no key");
    return run(c -> isSmall(c) || isDigit(c) || KEY_SIGNS.indexOf(c) >= 0);
  }

  Bare bare() {
    require(!isAtEnd(), "no value");
    char c = field.charAt(at);
    if (c == '-' || isDigit(c)) {
      return number();
    }
    if (take('"')) {
      return new Bare.Text(quoted());
    }
    if (take(':')) {
      return new Bare.Bytes(bytes());
    }
    if (take('?')) {
      boolean yes = take('1');
      require(yes || take('0'), "a flag is 0 or 1");
      return new Bare.Flag(yes);
    }
    require(isLetter(c) || c == '*', "no value");
    return new Bare.Token(
        run(each -> isLetter(each) || isDigit(each) || TOKEN_SIGNS.indexOf(each) >= 0));
  }

  private Bare number() {
    String sign = take('-') ? "-" : "";
    String digits = run(Scanner::isDigit);
    require(!digits.isEmpty(), "no digits");
    if (!take('.')) {
      require(digits.length() <= MOST_DIGITS, "too many digits");
      return new Bare.Whole(Long.parseLong(sign + digits));
    }
    String behind = run(Scanner::isDigit);
    require(
        digits.length() <= MOST_DIGITS_BEFORE_POINT
            && !behind.isEmpty()
            && behind.length() <= MOST_DIGITS_BEHIND_POINT,
        "too many digits, or too few");
    return new Bare.Fraction(new BigDecimal(sign + digits + "." + behind));
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    while (!take('"')) {
      boolean escaped = take('\\');
      require(!isAtEnd(), "no closing quote");
      char c = field.charAt(at++);
      require(escaped ? c == '"' || c == '\\' : c >= ' ' && c < 0x7f, "a character that can't be");
      text.append(c);
    }
    return text.toString();
  }

  private byte[] bytes() {
    String base64 = run(c -> isLetter(c) || isDigit(c) || BASE64_SIGNS.indexOf(c) >= 0);
    require(take(':'), "no closing colon");
    return Base64.getDecoder().decode(base64);
  }

  private String run(IntPredicate of) {
    int from = at;
    while (at < field.length() && of.test(field.charAt(at))) {
      at++;
    }
    return field.substring(from, at);
  }

  private static boolean isSmall(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetter(int c) {
    return isSmall(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
