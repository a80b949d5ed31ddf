package io.tapeline.access.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tapeline.access.batch.BatchJson.Part;
import io.tapeline.access.batch.BatchRequest.Question;
import io.tapeline.access.http.Callers;
import io.tapeline.access.http.InnerDoor;
import io.tapeline.access.http.InnerDoor.Answered;
import io.tapeline.access.http.InnerDoor.TooLongException;
import io.tapeline.http.ProblemJson;
import io.tapeline.http.ProblemMapper;
import io.tapeline.http.RequestId;
import io.tapeline.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Asks a batch's questions, each as its caller would have. */
@Singleton
class BatchAnswers {

  private static final Logger LOG = Logger.getLogger(BatchAnswers.class);

  /** Bytes of all answers together. */
  private static final long LARGEST = 16L << 20;

  /** What of the batch's own request each question has as well. */
  private static final List<String> PASSED_ON =
      List.of("Authorization", "X-API-Key", "traceparent", "tracestate");

  private static final Set<String> JSON =
      Set.of(MediaType.APPLICATION_JSON, ProblemMapper.CONTENT_TYPE);

  /** What speaks of the connection or the batch, and not of the answer. */
  private static final List<String> LEFT_OUT =
      List.of("connection", "content-length", "transfer-encoding", "x-request-id", "vary");

  private final InnerDoor door;
  private final ObjectMapper mapper;

  BatchAnswers(InnerDoor door, ObjectMapper mapper) {
    this.door = door;
    this.mapper = mapper;
  }

  /** What all answers of one batch have to fit in. */
  static final class Room {
    private final AtomicLong left = new AtomicLong(LARGEST);

    boolean fits(long bytes) {
      return left.addAndGet(-bytes) >= 0;
    }
  }

  Uni<Part> ask(Question question, RoutingContext route, Room room) {
    String path = String.valueOf(question.path());
    return door.get(path, headers(question, route), room::fits)
        .map(answered -> part(path, answered, route))
        .onFailure(TooLongException.class)
        .recoverWithItem(_ -> problem(path, new Problem.BatchTooLarge(LARGEST), route))
        .onFailure()
        .recoverWithItem(failure -> failed(path, failure, route));
  }

  private static Map<String, String> headers(Question question, RoutingContext route) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", MediaType.APPLICATION_JSON);
    headers.put("X-Request-Id", RequestId.of(route));
    headers.put("X-Forwarded-For", Callers.addressOf(route).getHostAddress());
    for (String name : PASSED_ON) {
      String value = route.request().getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    if (question.ifNoneMatch() != null) {
      headers.put("If-None-Match", question.ifNoneMatch());
    }
    return headers;
  }

  /** What is no JSON, such as what a receipt of a table gives, has no place in one. */
  private Part part(String path, Answered answered, RoutingContext route) {
    Buffer body = answered.body();
    String type = String.valueOf(answered.headers().get("Content-Type"));
    if (body.length() > 0 && !JSON.contains(type)) {
      return problem(
          path, new Problem.NotAcceptable(MediaType.APPLICATION_JSON, List.of(type)), route);
    }
    String text = body.length() == 0 ? null : body.toString(StandardCharsets.UTF_8);
    return new Part(path, answered.status(), told(answered.headers()), text);
  }

  private static Map<String, String> told(MultiMap headers) {
    Map<String, String> told = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!LEFT_OUT.contains(lower)) {
            told.merge(lower, value, (first, second) -> first + ", " + second);
          }
        });
    return told;
  }

  private Part failed(String path, Throwable failure, RoutingContext route) {
    LOG.warnf("a batch's question had no answer: %s: %s", path, failure.getMessage());
    return problem(path, new Problem.Overloaded("batch"), route);
  }

  private Part problem(String path, Problem problem, RoutingContext route) {
    int status = ProblemMapper.status(problem);
    String body =
        mapper.valueToTree(ProblemJson.of(problem, status, RequestId.of(route))).toString();
    return new Part(path, status, Map.of("content-type", ProblemMapper.CONTENT_TYPE), body);
  }
}
