package io.tapeline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.filter.FilterContext;
import io.restassured.filter.OrderedFilter;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what REST Assured sends and gets against the contract. */
final class ContractFilter implements OrderedFilter {

  /** Read when first needed, then kept. */
  private static final class Kept {
    static final ContractJudge JUDGE = ContractJudge.committed();
  }

  /** The last, so that it sees what is sent. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification wanted,
      FilterContext context) {
    Response answer = context.next(request, wanted);
    Exchange exchange = exchange(request, answer);
    List<String> faults = Kept.JUDGE.faults(exchange);
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "the contract does not say this of %s %s (%d):%n%s%n%s"
              .formatted(
                  exchange.method(),
                  cut(exchange.target()),
                  exchange.status(),
                  String.join("\n", faults),
                  text(exchange.body())));
    }
    return answer;
  }

  private static Exchange exchange(FilterableRequestSpecification request, Response answer) {
    URI address = URI.create(request.getURI().replaceAll("[^\\x21-\\x7e]|[\"<>\\\\^`{|}]", "_"));
    String query = address.getRawQuery();
    return new Exchange(
        request.getMethod(),
        address.getRawPath() + (query == null ? "" : "?" + query),
        byName(request.getHeaders()),
        sent(request.getBody()),
        answer.statusCode(),
        byName(answer.getHeaders()),
        isEndless(answer) ? null : answer.asByteArray());
  }

  /** Of what comes while something goes on, the type is enough. */
  private static boolean isEndless(Response answer) {
    return answer.contentType().startsWith("text/event-stream");
  }

  private static byte @Nullable [] sent(@Nullable Object body) {
    return switch (body) {
      case null -> null;
      case byte[] bytes -> bytes;
      default -> body.toString().getBytes(UTF_8);
    };
  }

  private static Map<String, List<String>> byName(Headers headers) {
    return headers.asList().stream()
        .collect(
            Collectors.groupingBy(
                Header::getName,
                TreeMap::new,
                Collectors.mapping(Header::getValue, Collectors.toList())));
  }

  private static String text(byte @Nullable [] body) {
    String all = body == null ? "" : new String(body, UTF_8);
    return cut(all);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 2000));
  }
}
