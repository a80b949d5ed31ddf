package io.tapeline.http.answer;

import com.github.benmanes.caffeine.cache.Cache;
import io.tapeline.http.Answer;
import io.tapeline.http.FilterOrder;
import io.tapeline.http.RequestStep;
import io.tapeline.http.RouteName;
import io.tapeline.http.Terms;
import io.tapeline.ops.Caches;
import io.tapeline.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers again what memory has answered before, and asks no resource: to find it, to take a
 * question apart and to look for a writer takes longer than such an answer does. Only questions
 * that are no more than an address, so that the same one is always the same question; whoever asks
 * has passed the gate.
 */
@Singleton
public class RememberedAnswers implements RequestStep {

  private static final int MOST = 10_000;
  private static final int LONGEST_ADDRESS = 200;

  /** Formats of which nothing has to be found out. */
  private static final Set<String> PLAIN = Set.of("*/*", MediaType.APPLICATION_JSON);

  private final AnswerSender sender;
  private final Cache<String, Repeat> known = Caches.tidiedInPassing().maximumSize(MOST).build();

  @Inject
  public RememberedAnswers(AnswerSender sender) {
    this.sender = sender;
  }

  /**
   * @param name of the route; null if metrics are off
   */
  private record Repeat(@Nullable String name, Supplier<Answer> answer) {}

  @Override
  public FilterOrder order() {
    return FilterOrder.REMEMBERED;
  }

  /** What a resource answered. */
  void remember(Answer answer, RoutingContext route) {
    Supplier<Answer> again = answer.again();
    HttpServerRequest request = route.request();
    if (again != null && isPlain(request) && request.uri().length() <= LONGEST_ADDRESS) {
      known.put(request.uri(), new Repeat(RouteName.of(route), again));
    }
  }

  @Override
  public boolean take(RoutingContext route) {
    HttpServerRequest request = route.request();
    Repeat repeat =
        isPlain(request) && Terms.areGiven(route) ? known.getIfPresent(request.uri()) : null;
    Answer answer = repeat == null ? null : answer(repeat, request);
    if (repeat == null || answer == null) {
      return true;
    }
    if (repeat.name != null) {
      RouteName.put(route, repeat.name);
    }
    try {
      sender.send(answer, route);
    } catch (IOException e) {
      route.fail(e);
    }
    return false;
  }

  /** What can't be answered now is for the resource to say. */
  private @Nullable Answer answer(Repeat repeat, HttpServerRequest request) {
    try {
      return repeat.answer.get();
    } catch (ProblemException _) {
      known.invalidate(request.uri());
      return null;
    }
  }

  private static boolean isPlain(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.method().equals(HttpMethod.GET)
        && request.query() == null
        && (accept == null || PLAIN.contains(accept));
  }
}
