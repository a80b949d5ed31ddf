package io.tapeline.ops.upstream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One request by HTTP, whose answer is awaited whole, up to a size. Any thread. */
public final class HttpCall {

  private final HttpClient http;
  private final int longest;

  /**
   * @param longest bytes of a body that are taken
   */
  public HttpCall(HttpClient http, int longest) {
    this.http = http;
    this.longest = longest;
  }

  /** What came, whatever its status. */
  public record Answered(HttpClientResponse head, Buffer whole) {
    public int status() {
      return head.statusCode();
    }

    public byte[] body() {
      return whole.getBytes();
    }
  }

  /** A body that is longer than what is taken; the rest was not read. */
  public static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(int longest) {
      super("the answer is longer than " + longest + " bytes");
    }
  }

  /** Asks without a body. */
  public Uni<Answered> ask(RequestOptions options) {
    return send(options, HttpClientRequest::send);
  }

  /** Asks with one. */
  public Uni<Answered> ask(RequestOptions options, byte[] body) {
    return send(options, request -> request.send(Buffer.buffer(body)));
  }

  /** Who does not wait any more has the request reset. */
  private Uni<Answered> send(
      RequestOptions options, Function<HttpClientRequest, Future<HttpClientResponse>> sending) {
    AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
    return Uni.createFrom()
        .completionStage(
            () ->
                // the body is awaited where the request is sent, before anything of it can come
                http.request(options)
                    .onSuccess(sent::set)
                    .compose(
                        request ->
                            sending
                                .apply(request)
                                .compose(head -> body(head).map(body -> new Answered(head, body))))
                    .toCompletionStage())
        .onCancellation()
        .invoke(
            () -> {
              HttpClientRequest late = sent.get();
              if (late != null) {
                late.reset();
              }
            });
  }

  /** Unpacked; given up as soon as it is too large, however much would follow. */
  private Future<Buffer> body(HttpClientResponse answer) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    answer.handler(
        part -> {
          if (read.length() + part.length() <= longest) {
            read.appendBuffer(part);
          } else if (whole.tryFail(new TooLargeException(longest))) {
            answer.request().reset();
          }
        });
    answer.exceptionHandler(whole::tryFail);
    answer.endHandler(_ -> whole.tryComplete(read));
    return whole.future();
  }
}
