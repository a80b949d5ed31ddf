package io.tapeline.http.answer;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.tapeline.http.Answer;
import io.tapeline.http.Answer.Content;
import io.tapeline.http.Answer.Knowledge;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Coding;
import io.tapeline.http.Encoded;
import io.tapeline.http.QueryErrors;
import io.tapeline.http.Receipt;
import io.tapeline.http.RowStream;
import io.tapeline.http.Terms;
import io.tapeline.http.Times;
import io.tapeline.http.WholeBody;
import io.tapeline.http.receipt.Receipts;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends an answer. Prepared bytes go straight to the socket: no stream, no copy of headers through
 * JAX-RS.
 */
@Singleton
public class AnswerSender {

  /** Below this many bytes compression saves nothing worth its time. */
  private static final int SHORT_BYTES = 1024;

  private static final CharSequence VARY_VALUE =
      createOptimized("Accept, Accept-Encoding, Accept-Signature, Want-Content-Digest");
  private static final CharSequence AS_OF = createOptimized("Tapeline-As-Of");
  private static final CharSequence AGE = createOptimized("Tapeline-Age-Ms");
  private static final CharSequence HORIZON = createOptimized("Tapeline-Horizon");
  private static final CharSequence RECEIPT = createOptimized("Tapeline-Receipt");
  private static final CharSequence LINK = createOptimized("Link");

  private final Encoder encoder;
  private final Receipts receipts;

  @Inject
  public AnswerSender(Encoder encoder, Receipts receipts) {
    this.encoder = encoder;
    this.receipts = receipts;
  }

  /**
   * Sends it in the form that the request asks for.
   *
   * @throws ProblemException if it has none such, or the request's query has errors
   */
  void send(Answer answer, RoutingContext route) throws IOException {
    QueryErrors.refuseAny(route);
    HttpServerRequest request = route.request();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    FieldFilter fields = FieldFilter.of(route);
    if (answer.content() instanceof Content.Streamed(RowStream<?> rows)) {
      RowEncoder rowEncoder = encoder.rows(rows.type(), rows.keys(), accept, fields);
      stream(answer, rows, rowEncoder, route);
    } else {
      Encoded body = encoder.encode(answer.content(), accept, fields);
      Receipt.replayedBy(route).ifPresent(receipt -> requireSame(receipt, body));
      send(answer, body, route);
    }
  }

  /** The same question of the same knowledge: only data that was dropped makes another answer. */
  private static void requireSame(Receipt receipt, Encoded body) {
    if (!receipt.tag().equals(body.tag())) {
      throw new ProblemException(new Problem.ReceiptGone());
    }
  }

  private void send(Answer answer, Encoded body, RoutingContext route) {
    HttpServerRequest request = route.request();
    boolean isShort = body.bytes().length <= SHORT_BYTES;
    Coding coding = Codings.choose(accepted(request), Coding.WHOLE, isShort);
    if (answer.content() instanceof Content.Rows rows && rows.page().next() != null) {
      request.response().headers().add(LINK, NextLink.of(request, rows.page().next()));
    }
    if (begin(answer, body, coding, route)) {
      WholeBody.end(request, body.as(coding));
    }
  }

  private <T> void stream(
      Answer answer, RowStream<T> rows, RowEncoder rowEncoder, RoutingContext route)
      throws IOException {
    HttpServerRequest request = route.request();
    Coding coding = Codings.choose(accepted(request), Coding.STREAMED, false);
    long most = Terms.of(route).mostRows();
    StreamWriter<T> writer = new StreamWriter<>(request, rows, rowEncoder, coding, most);
    Encoded identity = writer.identity(String.valueOf(answer.asOf()));
    Receipt.replayedBy(route).ifPresent(receipt -> requireSame(receipt, identity));
    if (begin(answer, identity, coding, route)) {
      if (request.method().equals(HttpMethod.HEAD)) {
        request.response().end();
      } else {
        writer.start();
      }
    }
  }

  /** The headers; false if that was all, since the caller has the answer. */
  private boolean begin(Answer answer, Encoded body, Coding coding, RoutingContext route) {
    HttpServerRequest request = route.request();
    HttpServerResponse response = request.response();
    MultiMap headers = response.headers();
    String tag = body.tag(coding);
    setCommon(headers, answer, Terms.of(route).cache(answer.cache()), tag);
    setKnowledge(headers, answer, body, request);
    if (request.headers().contains(HttpHeaders.IF_NONE_MATCH)
        && isRead(request)
        && EntityTags.match(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), tag)) {
      // a cache would put it in the place of the one that it has
      headers.remove(HttpHeaders.CONTENT_TYPE);
      response.setStatusCode(304).end();
      return false;
    }
    headers.set(HttpHeaders.CONTENT_TYPE, body.contentType());
    if (coding != Coding.IDENTITY) {
      headers.set(HttpHeaders.CONTENT_ENCODING, coding.id());
    }
    return true;
  }

  /** Whoever has an answer need not get it again; what does something is done all the same. */
  private static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static void setCommon(MultiMap headers, Answer answer, CacheRule cache, String tag) {
    headers.set(HttpHeaders.ETAG, tag);
    headers.set(HttpHeaders.CACHE_CONTROL, cache.header());
    headers.add(HttpHeaders.VARY, VARY_VALUE); // beside Origin, where that matters
    String asOf = answer.asOf();
    if (asOf != null) {
      headers.set(AS_OF, asOf);
    }
    if (answer.ageMillis() >= 0) {
      headers.set(AGE, Long.toString(answer.ageMillis()));
    }
  }

  private void setKnowledge(
      MultiMap headers, Answer answer, Encoded body, HttpServerRequest request) {
    Knowledge knowledge = answer.knowledge();
    if (knowledge != null) {
      headers.set(HORIZON, Times.exact(knowledge.horizonNanos()));
      receipts
          .token(
              String.valueOf(request.path()),
              request.query(),
              knowledge.asOfNanos(),
              body.mediaType(),
              body.tag())
          .ifPresent(token -> headers.set(RECEIPT, token));
    }
  }

  private static @Nullable String accepted(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.ACCEPT_ENCODING);
  }
}
