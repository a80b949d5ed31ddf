package io.tapeline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it goes over the wire, right or not.
 *
 * @param target as it is sent, one character for a byte
 * @param headers lines, one character for a byte
 * @param content the body that is meant
 * @param body all that follows the headers
 * @param oddPath what path it comes to is not for the contract to say
 * @param broken it is no HTTP, or says one length and sends another: no answer is an answer too
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record WireRequest(
    String method,
    String target,
    List<String> headers,
    byte[] content,
    byte[] body,
    boolean oddPath,
    boolean broken) {

  private static final int SHOWN = 600;

  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }

  public Map<String, List<String>> headersByName() {
    Map<String, List<String>> named = new TreeMap<>();
    for (String line : headers) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        named
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    return named;
  }

  /** Without its query. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** As a person can read it, and send it again. */
  @Override
  public String toString() {
    return cut(method + " " + target)
        + "\n"
        + cut(String.join("\n", headers))
        + "\n\n"
        + cut(new String(body, ISO_8859_1));
  }

  private static String cut(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" + text.length() : text;
  }
}
