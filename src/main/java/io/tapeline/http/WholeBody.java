package io.tapeline.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Bodies that are there in full before the first byte is sent: these say their digest. */
public final class WholeBody {

  private static final CharSequence CONTENT = HttpHeaders.createOptimized(ContentDigest.HEADER);
  private static final CharSequence REPRESENTATION =
      HttpHeaders.createOptimized(ContentDigest.REPRESENTATION);
  private static final CharSequence WANT = HttpHeaders.createOptimized(ContentDigest.WANT);

  private static final Map<ContentDigest, String> OF_NOTHING = new EnumMap<>(ContentDigest.class);

  static {
    for (ContentDigest algorithm : ContentDigest.values()) {
      OF_NOTHING.put(algorithm, algorithm.of(new byte[0]));
    }
  }

  private WholeBody() {}

  /** Which digest the caller wants; nothing if none that there is. */
  public static Optional<ContentDigest> wanted(HttpServerRequest request) {
    return ContentDigest.wanted(request.getHeader(WANT));
  }

  /** Sends it. HEAD has the length and digest of what GET would have. */
  public static void end(HttpServerRequest request, Form form) {
    HttpServerResponse response = request.response();
    MultiMap headers = response.headers();
    boolean head = request.method().equals(HttpMethod.HEAD);
    wanted(request)
        .ifPresent(
            algorithm -> {
              // as RFC 9530 appendix B.2 has it: the content of this very message is nothing
              headers.set(CONTENT, head ? OF_NOTHING.get(algorithm) : form.digest(algorithm));
              if (head) {
                headers.set(REPRESENTATION, form.digest(algorithm));
              }
            });
    if (head) {
      headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(form.bytes().length));
      response.end();
    } else {
      response.end(around(form.bytes()));
    }
  }

  /** Around the bytes, which nobody changes: a buffer of its own would copy them. */
  @SuppressWarnings("deprecation") // Vert.x 5 only moves it, to BufferInternal
  private static Buffer around(byte[] bytes) {
    return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
