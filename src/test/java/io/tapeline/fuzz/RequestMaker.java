package io.tapeline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.contract.ContractDocument;
import io.tapeline.contract.ContractDocument.Operation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Makes the request of a seed: an operation of the contract, each part of it right or wrong by
 * chance, so that some come through and some fail at each of the doors.
 */
public final class RequestMaker {

  private static final String ESCAPE = "%";

  /** The server itself refuses longer ones. */
  private static final int SERVER_TARGET = 16_000;

  private final ContractDocument document;
  private final Known known;
  private final JsonBodies bodies;

  /**
   * @param known has, as {@code Authorization}, header lines that show who asks
   * @param corpus JSON documents, right and wrong
   */
  public RequestMaker(ContractDocument document, Known known, List<byte[]> corpus) {
    this.document = document;
    this.known = known;
    this.bodies = new JsonBodies(document, known, corpus);
  }

  /** What is put together for one request. */
  private static final class Draft {
    private final Draw draw;
    private final Operation operation;
    private final List<String> headers = new ArrayList<>();
    private boolean oddPath;
    private boolean broken;

    Draft(Draw draw, Operation operation) {
      this.draw = draw;
      this.operation = operation;
    }
  }

  public WireRequest make(long seed) {
    Draw draw = new Draw(seed);
    Draft draft = new Draft(draw, draw.of(document.operations()));
    String target = path(draft) + query(draft);
    if (draw.chance(1)) {
      target += draw.of(Oddities.RAW);
      draft.broken = true;
    }
    String method = method(draft);
    headers(draft);
    byte[] content = content(draft);
    byte[] body = framed(draft, content);
    boolean refused =
        target.length() > SERVER_TARGET || draft.headers.stream().anyMatch(RequestMaker::isRefused);
    return new WireRequest(
        method, target, draft.headers, content, body, draft.oddPath, draft.broken || refused);
  }

  /**
   * The server itself refuses control characters, and an upgrade that lacks half of its headers.
   */
  private static boolean isRefused(String line) {
    return line.chars().anyMatch(c -> c < ' ' && c != '\t') || line.equals("Upgrade: h2c");
  }

  private static String method(Draft draft) {
    String own = draft.operation.method();
    if (own.equals("GET") && draft.draw.chance(6)) {
      return "HEAD";
    }
    return draft.draw.chance(3)
        ? draft.draw.of("OPTIONS", "PUT", "PATCH", "POST", "TRACE", "PROPFIND", "get", "X")
        : own;
  }

  // ---------------------------------------------------------------- address

  private String path(Draft draft) {
    StringBuilder path = new StringBuilder();
    for (String part : draft.operation.path().substring(1).split("/", -1)) {
      path.append('/').append(part.startsWith("{") ? part(draft, part) : part);
    }
    if (draft.draw.chance(1)) {
      path.insert(draft.draw.below(path.length()), draft.draw.of("/", "%2F", ";", "%", "."));
      draft.oddPath = true;
    }
    return path.toString();
  }

  private String part(Draft draft, String name) {
    List<String> some = known.of(draft.operation, name.substring(1, name.length() - 1));
    int kind = draft.draw.below(100);
    if (kind < 65 && !some.isEmpty()) {
      return draft.draw.of(some);
    }
    if (kind < 92) {
      return odd(draft);
    }
    draft.oddPath = true;
    return draft.draw.of(kind < 97 ? Oddities.PATHS : Oddities.WRONG_ESCAPES);
  }

  /** Escaped, and no part of an address but a value. */
  private static String odd(Draft draft) {
    return switch (draft.draw.below(8)) {
      case 0 -> draft.draw.of(Oddities.NUMBERS);
      case 1 -> draft.draw.of(Oddities.TIMES);
      case 2 -> escaped(draft.draw.bytes(1 + draft.draw.below(12)));
      case 3 -> "x".repeat(1 + draft.draw.below(draft.draw.chance(10) ? 20_000 : 2_500));
      default -> draft.draw.of(Oddities.ESCAPED);
    };
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(ESCAPE).append(HexFormat.of().withUpperCase().toHexDigits(each));
    }
    return text.toString();
  }

  private String query(Draft draft) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode each : draft.operation.node().path("parameters")) {
      JsonNode parameter = document.resolved(each);
      boolean needed = parameter.path("required").asBoolean();
      if (parameter.path("in").asText().equals("query") && draft.draw.chance(needed ? 85 : 30)) {
        pairs.add(pair(draft, parameter));
      }
    }
    Draw draw = draft.draw;
    if (!pairs.isEmpty() && draw.chance(4)) {
      pairs.add(draw.of(pairs));
    }
    if (draw.chance(6)) {
      pairs.add(
          draw.of("x", "limit%00", "fields%5B%5D", "%6Cimit", "as-of", "api_key", "")
              + draw.of("=", "", "==")
              + draw.of(Oddities.ESCAPED));
    }
    if (draw.chance(2)) {
      pairs.add(draw.of(Oddities.WRONG_ESCAPES));
    }
    if (draw.chance(1)) {
      pairs.add("p=1&".repeat(draw.below(2_000)));
    }
    String separator = draw.chance(1) ? draw.of("&&", ";", "&amp;") : "&";
    return pairs.isEmpty() ? draw.of("", "", "", "?") : "?" + String.join(separator, pairs);
  }

  private String pair(Draft draft, JsonNode parameter) {
    String name = parameter.path("name").asText();
    List<String> some = known.of(draft.operation, name);
    JsonNode values = parameter.at("/schema/enum");
    if (draft.draw.chance(60) && (!some.isEmpty() || !values.isEmpty())) {
      return name + "=" + (some.isEmpty() ? value(draft, values) : draft.draw.of(some));
    }
    return name + "=" + (draft.draw.chance(30) ? near(draft, name) : odd(draft));
  }

  private static String value(Draft draft, JsonNode values) {
    return values.get(draft.draw.below(values.size())).asText();
  }

  /** Wrong in the way that this parameter may be. */
  private static String near(Draft draft, String name) {
    return draft.draw.of(name.equals("limit") ? Oddities.NUMBERS : Oddities.TIMES);
  }

  // ---------------------------------------------------------------- headers

  private void headers(Draft draft) {
    Draw draw = draft.draw;
    if (!draw.chance(1)) {
      draft.headers.add(draw.chance(98) ? "Host: localhost" : "Host: evil.example:80");
    } else {
      draft.broken = true;
    }
    if (draw.chance(85)) {
      draft.headers.add(draw.of(known.of(draft.operation, "Authorization")));
    }
    if (draw.chance(2)) {
      draft.headers.add(draw.of(known.of(draft.operation, "Authorization")));
    }
    for (int i = draw.below(3); i > 0; i--) {
      draft.headers.add(draw.of(Oddities.LINES));
    }
    if (draw.chance(3)) {
      draft.headers.add(draw.of(Oddities.BROKEN_LINES));
      draft.broken = true;
    }
    if (draw.chance(1)) {
      for (int i = draw.below(300); i > 0; i--) {
        draft.headers.add("X-Many-" + i + ": " + i);
      }
    }
  }

  // ---------------------------------------------------------------- body

  private byte[] content(Draft draft) {
    boolean wanted = draft.operation.node().has("requestBody");
    return draft.draw.chance(wanted ? 96 : 3)
        ? bodies.draw(draft.draw, draft.operation)
        : new byte[0];
  }

  /** As it is sent: with its length, with another, or in chunks. */
  private static byte[] framed(Draft draft, byte[] body) {
    if (body.length == 0) {
      return body;
    }
    if (!draft.draw.chance(3)) {
      draft.headers.add("Content-Type: " + type(draft.draw));
    }
    int kind = draft.draw.below(100);
    if (kind < 4) {
      draft.headers.add("Transfer-Encoding: chunked");
      return chunked(draft, body);
    }
    long said = body.length;
    if (kind < 8) {
      said = lie(draft, body);
      draft.broken = true;
    }
    draft.headers.add("Content-Length: " + said);
    return body;
  }

  private static String type(Draw draw) {
    return draw.chance(85)
        ? "application/json"
        : draw.of(
            "application/json; charset=utf-8",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json;charset=",
            "APPLICATION/JSON",
            "application/problem+json",
            "application/xml",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "*/*",
            "application/*",
            "json",
            "/",
            ";",
            "a/b/c");
  }

  private static long lie(Draft draft, byte[] body) {
    return draft.draw.chance(50)
        ? draft.draw.below(body.length + 1)
        : body.length + 1L + draft.draw.below(draft.draw.chance(30) ? 3_000_000 : 100);
  }

  private static byte[] chunked(Draft draft, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int length = Math.min(body.length - at, 1 + draft.draw.below(5_000));
      all.writeBytes(
          (Integer.toHexString(length).toUpperCase(Locale.ROOT) + "\r\n").getBytes(ISO_8859_1));
      all.write(body, at, length);
      all.writeBytes("\r\n".getBytes(ISO_8859_1));
      at += length;
    }
    boolean wrong = draft.draw.chance(40);
    draft.broken |= wrong;
    String end =
        wrong
            ? draft.draw.of("", "0", "zz\r\n", "-1\r\n", "ffffffffffffffff\r\n", "0\r\nX: y\r\n")
            : "0\r\n\r\n";
    all.writeBytes(end.getBytes(ISO_8859_1));
    return all.toByteArray();
  }
}
