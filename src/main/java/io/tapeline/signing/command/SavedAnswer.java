package io.tapeline.signing.command;

import io.tapeline.signing.Message;
import io.tapeline.signing.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer as {@code curl} writes it down: {@code -i} puts head and body into one file, {@code -D}
 * and {@code -o} into two.
 *
 * @param headers as they came, those behind the body as well
 * @param body exactly as it came; nobody may change the array
 */
@SuppressWarnings("ArrayRecordComponent")
record SavedAnswer(int status, List<Header> headers, byte[] body) {

  /** In small letters, and without the blanks around its value. */
  record Header(String name, String value) {}

  private static final Pattern STATUS = Pattern.compile("HTTP/\\S+ ([0-9]{3})(?: .*)?");

  /**
   * @throws IllegalArgumentException if it begins with no head, with a sentence
   */
  static SavedAnswer whole(byte[] file) {
    int from = 0;
    while (true) {
      int end = endOfHead(file, from);
      List<String> lines = lines(file, from, end);
      int status = status(lines);
      // what came before: that the server goes on, or that a proxy is connected
      if (status >= 200 && !isHeadOfProxy(file, end)) {
        return new SavedAnswer(status, headers(lines), Arrays.copyOfRange(file, end, file.length));
      }
      from = end;
    }
  }

  /** Of a file with the head, and what came behind the body, and one with the body. */
  static SavedAnswer of(byte[] head, byte[] body) {
    SavedAnswer saved = whole(head);
    List<Header> headers = new ArrayList<>(saved.headers);
    headers.addAll(headers(lines(saved.body, 0, saved.body.length)));
    return new SavedAnswer(saved.status, headers, body);
  }

  private static boolean isHeadOfProxy(byte[] file, int end) {
    String next =
        new String(file, end, Math.min(5, file.length - end), StandardCharsets.ISO_8859_1);
    return next.equals("HTTP/");
  }

  /** Behind the empty line. */
  private static int endOfHead(byte[] file, int from) {
    for (int i = from; i < file.length; i++) {
      if (file[i] == '\n') {
        int next = i + 1 < file.length && file[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < file.length && file[next] == '\n') {
          return next + 1;
        }
      }
    }
    return file.length;
  }

  private static List<String> lines(byte[] file, int from, int end) {
    return new String(file, from, end - from, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static int status(List<String> lines) {
    Matcher first = STATUS.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!first.matches()) {
      throw new IllegalArgumentException(
          "does not begin with the head of an answer, such as HTTP/1.1 200 OK: save it with curl -si,"
              + " or head and body apart with curl -s -D HEAD -o BODY and give --headers and --body");
    }
    return Integer.parseInt(first.group(1));
  }

  private static List<Header> headers(List<String> lines) {
    List<Header> headers = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && !STATUS.matcher(line).matches()) {
        headers.add(
            new Header(
                line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip()));
      }
    }
    return headers;
  }

  /** All values of a header as one; null if there is none. */
  @Nullable String header(String name) {
    List<String> values =
        headers.stream().filter(each -> each.name.equals(name)).map(Header::value).toList();
    return values.isEmpty() ? null : values.stream().collect(Collectors.joining(", "));
  }

  /** What its signatures are about. Headers of the request are not kept. */
  Message to(Target target) {
    return (name, ofRequest) -> {
      if (ofRequest) {
        return name.startsWith("@") ? target.component(name) : null;
      }
      return name.equals("@status") ? "" + status : header(name);
    };
  }
}
