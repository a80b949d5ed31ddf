package io.tapeline.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request and what came back.
 *
 * @param target path and query, as they were sent
 * @param asked the request's headers, by name in lower case
 * @param sent the request's body; null if there was none
 * @param headers the answer's, by name in lower case
 * @param body the answer's; null where nobody has read it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares exchanges
public record Exchange(
    String method,
    String target,
    Map<String, List<String>> asked,
    byte @Nullable [] sent,
    int status,
    Map<String, List<String>> headers,
    byte @Nullable [] body) {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  public Exchange {
    asked = lowered(asked);
    headers = lowered(headers);
  }

  private static Map<String, List<String>> lowered(Map<String, List<String>> headers) {
    Map<String, List<String>> all = new TreeMap<>();
    headers.forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values));
    return all;
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** Without parameters, lower case; empty where it is not said. */
  String mediaType() {
    List<String> types = headers.getOrDefault("content-type", List.of(""));
    return types.getFirst().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Nothing here undoes Brotli; who wants to look inside asks for another coding. */
  boolean isReadable() {
    return !headers.getOrDefault("content-encoding", List.of()).contains("br");
  }

  /** As it was before it was compressed; empty where nobody has read it. */
  byte[] plainBody() throws IOException {
    byte[] bytes = body == null ? new byte[0] : body;
    if (bytes.length < 2 || bytes[0] != GZIP[0] || bytes[1] != GZIP[1]) {
      return bytes;
    }
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return plain.readAllBytes();
    }
  }
}
