package io.tapeline.signal.inference;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.upstream.Care;
import io.tapeline.ops.upstream.HttpCall;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.OutsideUpstream;
import io.tapeline.ops.upstream.Outsider;
import io.tapeline.ops.upstream.Upstreams;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.inference.InferenceJson.UnusableException;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Answer.Reason;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.Served;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** The server of one model. Whatever becomes of an ask, there is an answer that says it. */
final class InferenceServer {

  private static final Logger LOG = Logger.getLogger(InferenceServer.class);
  private static final int OK = 200;

  /** Of what a server says when it refuses. */
  private static final int TOLD_BYTES = 300;

  /** Before the protocol's fields, their names and what else servers put into an answer. */
  private static final int SLACK_BYTES = 65_536;

  /** A number as JSON, with its comma. */
  private static final int NUMBER_BYTES = 32;

  private final Model model;
  private final DeclaredModel declared;
  private final HttpCall http;
  private final OutsideUpstream upstream;
  private volatile String told = "";

  InferenceServer(DeclaredModel declared, HttpClient http, Upstreams upstreams) {
    this.model = declared.model();
    this.declared = declared;
    int numbers = declared.config().maxBatch() * model.served().columns();
    this.http = new HttpCall(http, SLACK_BYTES + NUMBER_BYTES * numbers);
    this.upstream = upstreams.outside(Outsider.model(model.name()), care(declared));
  }

  /** What it says of itself. */
  static final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    StatusException(int status) {
      super("status " + status);
      this.status = status;
    }

    boolean isOutage() {
      return status >= 500;
    }
  }

  /**
   * What it refuses or says wrong is an answer. A lost connection is tried again, for nothing is
   * changed by an ask; what took too long is not, nor what failed: a batch may be why.
   */
  private static Care care(DeclaredModel declared) {
    return Care.of("model-" + declared.model().name(), declared.config().timeout())
        .failing(InferenceServer::isOutage)
        .again(failure -> isOutage(failure) && isLost(failure));
  }

  private static boolean isOutage(Throwable failure) {
    return switch (failure) {
      case StatusException refused -> refused.isOutage();
      case HttpCall.TooLargeException _ -> false;
      default -> true;
    };
  }

  private static boolean isLost(Throwable failure) {
    return !(failure instanceof StatusException || failure instanceof TimeoutException);
  }

  Model model() {
    return model;
  }

  /**
   * What it says of these rows of features, in their order. Fails only with {@code
   * upstream_not_allowed}.
   *
   * @param rows at least one, and at most a batch
   */
  Uni<List<Answer>> infer(List<double[]> rows, Leave leave) {
    byte[] question = InferenceJson.question(model.served(), rows);
    return upstream
        .call(
            leave, () -> http.ask(request(HttpMethod.POST, "/infer"), question).map(this::accepted))
        .map(body -> read(body, rows.size()))
        .onFailure(StatusException.class)
        .recoverWithUni(failure -> refused(failure, rows.size(), leave))
        .onFailure(failure -> !(failure instanceof ProblemException))
        .recoverWithItem(failure -> Collections.nCopies(rows.size(), none(failure)));
  }

  private List<Answer> read(byte[] body, int rows) {
    try {
      return InferenceJson.answers(model, body, rows);
    } catch (UnusableException e) {
      return Collections.nCopies(rows, e.answer());
    }
  }

  /** A server that has not this model, or not yet, says so when it is asked for that alone. */
  private Uni<List<Answer>> refused(StatusException failure, int rows, Leave leave) {
    return ready(leave)
        .onFailure()
        .recoverWithItem(true)
        .map(
            ready ->
                Collections.nCopies(
                    rows,
                    ready
                        ? none(failure)
                        : new Answer.None(Reason.NOT_READY, "the server has it not ready")));
  }

  /** Whether the server has the model ready. Fails if it does not answer. */
  Uni<Boolean> ready(Leave leave) {
    return upstream.call(
        leave,
        () -> http.ask(request(HttpMethod.GET, "/ready")).map(answer -> answer.status() == OK));
  }

  /** What the server says of the model, JSON. Fails if it does not. */
  Uni<byte[]> metadata(Leave leave) {
    return upstream.call(leave, () -> http.ask(request(HttpMethod.GET, "")).map(this::accepted));
  }

  private RequestOptions request(HttpMethod method, String what) {
    Served served = model.served();
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(
                declared.url()
                    + "/v2/models/"
                    + served.name()
                    + "/versions/"
                    + served.version()
                    + what)
            .setTimeout(declared.config().timeout().toMillis())
            .putHeader("Accept", "application/json")
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "tapeline");
    declared
        .config()
        .token()
        .ifPresent(token -> options.putHeader("Authorization", "Bearer " + token));
    return options;
  }

  private byte[] accepted(HttpCall.Answered answer) {
    if (answer.status() != OK) {
      tell(answer);
      throw new StatusException(answer.status());
    }
    return answer.body();
  }

  /** For whoever runs the service; once, as long as it says the same. */
  private void tell(HttpCall.Answered answer) {
    String begin =
        new String(
            answer.body(), 0, Math.min(answer.body().length, TOLD_BYTES), StandardCharsets.UTF_8);
    String words = answer.status() + " " + begin.replaceAll("\\p{Cntrl}", " ");
    if (!words.equals(told)) {
      told = words;
      LOG.warnf("the server of model %s says: %s", model.name(), words);
    }
  }

  /** Nothing that others have said is told on: it may say how they are built. */
  static Answer.None none(Throwable failure) {
    return switch (failure) {
      case TimeoutException _ ->
          new Answer.None(Reason.TIMEOUT, "the server did not answer in time");
      case CircuitBreakerOpenException _ ->
          new Answer.None(
              Reason.OPEN_CIRCUIT, "many asks failed, so the server is left alone for a while");
      case HttpCall.TooLargeException _ ->
          new Answer.None(Reason.MALFORMED, "the answer is too long");
      case StatusException refused when refused.isOutage() ->
          new Answer.None(Reason.SERVER_ERROR, "the server failed with " + refused.getMessage());
      case StatusException refused ->
          new Answer.None(Reason.REFUSED, "the server refused with " + refused.getMessage());
      default -> new Answer.None(Reason.UNREACHABLE, "there is no connection to the server");
    };
  }
}
