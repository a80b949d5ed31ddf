package io.tapeline.http.answer;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.netty.buffer.Unpooled;
import io.tapeline.http.Answer;
import io.tapeline.http.Answer.Content;
import io.tapeline.http.Answer.Knowledge;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Encoded;
import io.tapeline.http.QueryErrors;
import io.tapeline.http.Receipt;
import io.tapeline.http.RowStream;
import io.tapeline.http.Terms;
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
    FieldFilter fields = FieldFilter.of(route);
    // What JAX-RS would set on commit is set here.
    if (answer.content() instanceof Content.Streamed(RowStream<?> rows)) {
      RowEncoder rowEncoder = encoder.rows(rows.type(), accept, fields);
      context.serverResponse().setPreCommitListener(null);
      stream(answer, rows, rowEncoder, route);
    } else {
      Encoded body = encoder.encode(answer.content(), accept, fields);
      Receipt.replayedBy(route).ifPresent(receipt -> requireSame(receipt, body));
      context.serverResponse().setPreCommitListener(null);
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
    boolean gzip = body.bytes().length > MIN_GZIP_BYTES && wantsGzip(request);
    if (answer.content() instanceof Content.Rows rows && rows.page().next() != null) {
      request.response().headers().set(LINK, NextLink.of(request, rows.page().next()));
    }
    if (begin(answer, body, gzip, route)) {
      end(request, gzip ? body.gzip() : body.bytes());
    }
  }

  private <T> void stream(
      Answer answer, RowStream<T> rows, RowEncoder rowEncoder, RoutingContext route)
      throws IOException {
    HttpServerRequest request = route.request();
    boolean gzip = wantsGzip(request);
    long most = Terms.of(route).mostRows();
    var writer = new StreamWriter<>(request.response(), rows, rowEncoder, gzip, most);
    Encoded identity = writer.identity(String.valueOf(answer.asOf()));
    Receipt.replayedBy(route).ifPresent(receipt -> requireSame(receipt, identity));
    if (begin(answer, identity, gzip, route)) {
      if (request.method().equals(HttpMethod.HEAD)) {
        request.response().end();
      } else {
        writer.start();
      }
    }
  }

  /** The headers; false if that was all, since the caller has the answer. */
  private boolean begin(Answer answer, Encoded body, boolean gzip, RoutingContext route) {
    HttpServerRequest request = route.request();
    HttpServerResponse response = request.response();
    MultiMap headers = response.headers();
    String tag = gzip ? body.gzipTag() : body.tag();
    setCommon(headers, answer, Terms.of(route).cache(answer.cache()), tag);
    setKnowledge(headers, answer, body, request);
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && EntityTags.match(known, tag)) {
      response.setStatusCode(304).end();
      return false;
    }
    headers.set(HttpHeaders.CONTENT_TYPE, body.contentType());
    if (gzip) {
      headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return true;
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

  private static boolean wantsGzip(HttpServerRequest request) {
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
