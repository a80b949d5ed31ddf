package io.tapeline.http.answer;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code Link} of RFC 8288 to the next page: this request with another cursor. */
final class NextLink {

  private static final String CURSOR = "cursor=";

  private NextLink() {}

  static String of(HttpServerRequest request, @Nullable String cursor) {
    String query = request.query();
    Stream<String> kept =
        query == null
            ? Stream.empty()
            : Arrays.stream(query.split("&", -1))
                .filter(part -> !part.isEmpty() && !part.startsWith(CURSOR));
    String next = Stream.concat(kept, Stream.of(CURSOR + cursor)).collect(Collectors.joining("&"));
    String address = (request.path() + "?" + next).replace("<", "%3C").replace(">", "%3E");
    return "<" + address + ">; rel=\"next\"";
  }
}
