package io.tapeline.http.answer;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.netty.buffer.Unpooled;
import io.tapeline.http.Answer;
import io.tapeline.http.Answer.Content;
import io.tapeline.http.Answer.Knowledge;
import io.tapeline.http.Encoded;
import io.tapeline.http.QueryErrors;
import io.tapeline.http.Receipt;
import io.tapeline.http.Times;
import io.tapeline.http.receipt.Receipts;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends an answer. Prepared bytes go straight to the socket: no stream, no copy of headers through
 * JAX-RS.
 */
@Provider
@Singleton
public class AnswerWriter implements ServerMessageBodyWriter<Answer> {

  /** Below this many bytes compression saves nothing worth its time. */
  private static final int MIN_GZIP_BYTES = 1024;

  private static final CharSequence VARY_VALUE = createOptimized("Accept, Accept-Encoding");
  private static final CharSequence AS_OF = createOptimized("Tapeline-As-Of");
  private static final CharSequence AGE = createOptimized("Tapeline-Age-Ms");
  private static final CharSequence HORIZON = createOptimized("Tapeline-Horizon");
  private static final CharSequence RECEIPT = createOptimized("Tapeline-Receipt");
  private static final CharSequence LINK = createOptimized("Link");

  private final Encoder encoder;
  private final Receipts receipts;

  @Inject
  public AnswerWriter(Encoder encoder, Receipts receipts) {
    this.encoder = encoder;
    this.receipts = receipts;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return type == Answer.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Answer.class;
  }

  @Override
  public void writeResponse(Answer answer, Type generic, ServerRequestContext context)
      throws IOException {
    RoutingContext route = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
    QueryErrors.refuseAny(route);
    HttpServerRequest request = route.request();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    Encoded body = encoder.encode(answer.content(), accept, FieldFilter.of(route));
    Receipt.replayedBy(route).ifPresent(receipt -> requireSame(receipt, body));
    // What JAX-RS would set on commit is set here.
    context.serverResponse().setPreCommitListener(null);
    send(answer, body, request);
  }

  /** The same question of the same knowledge: only data that was dropped makes another answer. */
  private static void requireSame(Receipt receipt, Encoded body) {
    if (!receipt.tag().equals(body.tag())) {
      throw new ProblemException(new Problem.ReceiptGone());
    }
  }

  private void send(Answer answer, Encoded body, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    boolean gzip = wantsGzip(request, body);
    String tag = gzip ? body.gzipTag() : body.tag();
    MultiMap headers = response.headers();
    setCommon(headers, answer, tag);
    setKnowledge(headers, answer, body, request);
    if (answer.content() instanceof Content.Rows rows && rows.page().next() != null) {
      headers.set(LINK, NextLink.of(request, rows.page().next()));
    }
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && EntityTags.match(known, tag)) {
      response.setStatusCode(304).end();
      return;
    }
    headers.set(HttpHeaders.CONTENT_TYPE, body.contentType());
    if (gzip) {
      headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    end(request, gzip ? body.gzip() : body.bytes());
  }

  private static void setCommon(MultiMap headers, Answer answer, String tag) {
    headers.set(HttpHeaders.ETAG, tag);
    headers.set(HttpHeaders.CACHE_CONTROL, answer.cache().header());
    headers.set(HttpHeaders.VARY, VARY_VALUE);
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

  private static void end(HttpServerRequest request, byte[] bytes) {
    HttpServerResponse response = request.response();
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length)).end();
    } else {
      response.end(around(bytes));
    }
  }

  /** Around the bytes, which nobody changes: a buffer of its own would copy them. */
  @SuppressWarnings("deprecation") // Vert.x 5 only moves it, to BufferInternal
  private static Buffer around(byte[] bytes) {
    return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
  }

  private static boolean wantsGzip(HttpServerRequest request, Encoded body) {
    if (body.bytes().length <= MIN_GZIP_BYTES) {
      return false;
    }
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && Codings.acceptGzip(accepted);
  }

  /** Unused: this is for writers that stream, and answers never pass through one. */
  @Override
  public void writeTo(
      Answer answer,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException("answers are written whole");
  }
}
