package io.tapeline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back.
 *
 * @param status 0 where the connection ended without a word
 * @param headers by name in lower case
 * @param millis from the connection to its end
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public record WireAnswer(int status, Map<String, List<String>> headers, byte[] body, long millis) {

  private static final int HEX = 16;

  static WireAnswer of(byte[] all, long millis) {
    String text = new String(all, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new WireAnswer(0, Map.of(), all, millis);
    }
    Map<String, List<String>> headers = new TreeMap<>();
    List<String> lines = text.substring(0, end).lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(all, end + 4, all.length);
    boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
    int status = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
    if (status == 100) {
      return of(body, millis);
    }
    return new WireAnswer(status, headers, chunked ? joined(body) : body, millis);
  }

  private static byte[] joined(byte[] chunks) {
    String text = new String(chunks, ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    int line = text.indexOf("\r\n");
    while (line > at) {
      int length = Integer.parseInt(text.substring(at, line), HEX);
      int start = line + 2;
      int end = Math.min(start + length, chunks.length);
      all.write(chunks, start, end - start);
      at = end + 2;
      line = text.indexOf("\r\n", at);
    }
    return all.toByteArray();
  }

  public boolean isEventStream() {
    return headers
        .getOrDefault("content-type", List.of(""))
        .getFirst()
        .startsWith("text/event-stream");
  }

  public String text() {
    return new String(body, java.nio.charset.StandardCharsets.UTF_8);
  }
}
