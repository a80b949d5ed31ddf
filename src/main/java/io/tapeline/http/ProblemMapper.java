package io.tapeline.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place where a failure becomes an answer. */
@Singleton
public class ProblemMapper {

  public static final String CONTENT_TYPE = "application/problem+json";

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final String RETRY_AFTER = "Retry-After";
  private static final int UNAUTHORIZED = 401;
  private static final String JSON_ONLY = "application/json";

  private final ObjectMapper mapper;
  private final AllowedMethods allowed;

  @Inject
  public ProblemMapper(ObjectMapper mapper, AllowedMethods allowed) {
    this.mapper = mapper;
    this.allowed = allowed;
  }

  @ServerExceptionMapper
  public Response problem(ProblemException failure, RoutingContext route) {
    return response(route, failure.problem());
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException failure, RoutingContext route) {
    return response(route, problemOf(failure, route));
  }

  /** Named apart from its parent, since Quarkus has a mapper of its own for it. */
  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException failure, RoutingContext route) {
    return response(route, problemOf(failure, route));
  }

  /** As above: what we can't write is our own mistake. */
  @ServerExceptionMapper
  public Response unwritable(InvalidDefinitionException failure, RoutingContext route) {
    return response(route, problemOf(new IllegalStateException("no JSON of it", failure), route));
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException failure, RoutingContext route) {
    return response(route, problemOf(failure, route));
  }

  @ServerExceptionMapper
  public Response any(Throwable failure, RoutingContext route) {
    return response(route, problemOf(failure, route));
  }

  /** Answers outside JAX-RS: unknown routes, refused bodies, failures of filters. */
  public void send(RoutingContext route, Problem found) {
    allowed.tellMetrics(route);
    Problem problem = Receipt.joined(route, QueryErrors.joined(route, found));
    var response = route.response().setStatusCode(status(problem));
    headers(problem).forEach(response::putHeader);
    if (problem instanceof Problem.BodyTooLarge || problem instanceof Problem.BodyTooSlow) {
      Bodies.giveUp(route);
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    WholeBody.end(route.request(), body(route, problem).as(Coding.IDENTITY));
  }

  private Response response(RoutingContext route, Problem found) {
    Problem problem = Receipt.joined(route, QueryErrors.joined(route, found));
    var response = Response.status(status(problem)).type(CONTENT_TYPE);
    headers(problem).forEach(response::header);
    return response.entity(body(route, problem)).build();
  }

  private Encoded body(RoutingContext route, Problem problem) {
    var json = ProblemJson.of(problem, status(problem), RequestId.of(route));
    return Encoded.json(mapper, json);
  }

  private static Map<String, String> headers(Problem problem) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    Duration wait = problem.retryAfter();
    if (wait != null) {
      headers.put(RETRY_AFTER, Long.toString(Times.wholeSeconds(wait)));
    }
    if (status(problem) == UNAUTHORIZED) {
      boolean token = problem instanceof Problem.InvalidToken;
      headers.put(
          "WWW-Authenticate",
          "Bearer realm=\"tapeline\"" + (token ? ", error=\"invalid_token\"" : ""));
    }
    if (problem instanceof Problem.MethodNotAllowed method) {
      headers.put("Allow", String.join(", ", new TreeSet<>(method.allowed())));
    }
    if (problem instanceof Problem.NoSuchRange range) {
      headers.put("Content-Range", "bytes */" + range.bytes());
    }
    return headers;
  }

  public static int status(Problem problem) {
    return switch (problem) {
      case Problem.InvalidRequest _ -> 400;
      case Problem.UnknownAsset _ -> 404;
      case Problem.UnknownInstrument _ -> 404;
      case Problem.UnknownMarket _ -> 404;
      case Problem.UnknownVenue _ -> 404;
      case Problem.UnknownStrategy _ -> 404;
      case Problem.UnknownChain _ -> 404;
      case Problem.UnknownPool _ -> 404;
      case Problem.NoNodes _ -> 503;
      case Problem.ChainUnavailable _ -> 503;
      case Problem.UnknownBlock _ -> 404;
      case Problem.UnknownTransaction _ -> 404;
      case Problem.NotProved _ -> 503;
      case Problem.Unprovable _ -> 409;
      case Problem.NoPrice _ -> 404;
      case Problem.NoPriceAt _ -> 404;
      case Problem.NotFound _ -> 404;
      case Problem.UnknownReceipt _ -> 404;
      case Problem.UnknownJob _ -> 404;
      case Problem.KeyRequired _ -> 401;
      case Problem.UnknownKey _ -> 401;
      case Problem.InvalidToken _ -> 401;
      case Problem.KeyExpired _ -> 401;
      case Problem.KeyRevoked _ -> 401;
      case Problem.UnknownKeyId _ -> 404;
      case Problem.UnknownTenant _ -> 404;
      case Problem.NameTaken _ -> 409;
      case Problem.AlreadyMade _ -> 409;
      case Problem.PolicyRefused _ -> 409;
      case Problem.KeyEnded _ -> 409;
      case Problem.UnknownWebhook _ -> 404;
      case Problem.UnknownDelivery _ -> 404;
      case Problem.TooManyWebhooks _ -> 409;
      case Problem.WebhookState _ -> 409;
      case Problem.AddressNotAllowed _ -> 403;
      case Problem.MissingScope _ -> 403;
      case Problem.TestKey _ -> 403;
      case Problem.UpstreamNotAllowed _ -> 403;
      case Problem.RateLimited _ -> 429;
      case Problem.QuotaExceeded _ -> 429;
      case Problem.TooManyAtOnce _ -> 429;
      case Problem.TooManyStreams _ -> 429;
      case Problem.TooManyOwnJobs _ -> 429;
      case Problem.TooManyRows _ -> 403;
      case Problem.Shed _ -> 503;
      case Problem.BatchTooLarge _ -> 413;
      case Problem.Overloaded _ -> 503;
      case Problem.JobState _ -> 409;
      case Problem.NoSuchRange _ -> 416;
      case Problem.FileGone _ -> 410;
      case Problem.IdempotencyConflict _ -> 422;
      case Problem.TooManyJobs _ -> 503;
      case Problem.ReceiptGone _ -> 410;
      case Problem.NoLongerKept _ -> 410;
      case Problem.MethodNotAllowed _ -> 405;
      case Problem.NotAcceptable _ -> 406;
      case Problem.AddressTooLong _ -> 414;
      case Problem.BodyTooLarge _ -> 413;
      case Problem.HeadersTooLarge _ -> 431;
      case Problem.UnsupportedMediaType _ -> 415;
      case Problem.UnsupportedCoding _ -> 415;
      case Problem.BodyTooSlow _ -> 408;
      case Problem.TimedOut _ -> 503;
      case Problem.StoreUnavailable _ -> 503;
      case Problem.Internal _ -> 500;
    };
  }

  /** What a failure means to the caller. One that means nothing to it is logged. */
  public Problem problemOf(@Nullable Throwable failure, RoutingContext route) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case WebApplicationException web when web.getCause() instanceof JsonProcessingException e ->
          ofJson(e);
      case WebApplicationException web -> ofStatus(web.getResponse().getStatus(), web, route);
      case HttpException http -> ofStatus(http.getStatusCode(), http, route);
      case JsonProcessingException json -> ofJson(json);
      case null, default -> internal(failure, route);
    };
  }

  private Problem ofStatus(int status, Throwable failure, RoutingContext route) {
    return switch (status) {
      case 404 -> new Problem.NotFound(path(route));
      case 405 -> notAllowed(route);
      case 406 -> new Problem.NotAcceptable(header(route, "Accept"), List.of(JSON_ONLY));
      case 413 -> new Problem.BodyTooLarge();
      case 414 -> new Problem.AddressTooLong();
      case 431 -> new Problem.HeadersTooLarge();
      case 415 -> new Problem.UnsupportedMediaType(header(route, "Content-Type"));
      default -> status >= 400 && status < 500 ? unreadable(route) : internal(failure, route);
    };
  }

  private Problem notAllowed(RoutingContext route) {
    String method = route.request().method().name();
    return new Problem.MethodNotAllowed(method, allowed.at(path(route)));
  }

  /** As it was meant; as it was sent where it means nothing. */
  private static String path(RoutingContext route) {
    try {
      return route.normalizedPath();
    } catch (IllegalArgumentException _) {
      return String.valueOf(route.request().path());
    }
  }

  private static String header(RoutingContext route, String name) {
    return Objects.requireNonNullElse(route.request().getHeader(name), "(none)");
  }

  private static Problem unreadable(RoutingContext route) {
    if (route.request().authority() == null) {
      return hostMissing();
    }
    String uri = route.request().uri();
    return invalid(FieldError.parameter("url", "must be a well-formed address", uri));
  }

  /** Of a request that does not say, or says several times, whom it is for (RFC 9112). */
  public static Problem hostMissing() {
    return invalid(FieldError.parameter("Host", "must be given, and only once", null));
  }

  private static Problem ofJson(JsonProcessingException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          invalid(FieldError.pointer(pointer(unknown), "is no field here", null));
      case JsonMappingException mapping ->
          invalid(FieldError.pointer(pointer(mapping), "has the wrong type", null));
      default -> invalid(FieldError.pointer("", "must be JSON", null));
    };
  }

  private static Problem invalid(FieldError error) {
    return new Problem.InvalidRequest(List.of(error));
  }

  /** RFC 6901 of the place that Jackson names. */
  private static String pointer(JsonMappingException failure) {
    JsonPointer pointer = JsonPointer.empty();
    for (var step : failure.getPath()) {
      String name = step.getFieldName();
      pointer = name == null ? pointer.appendIndex(step.getIndex()) : pointer.appendProperty(name);
    }
    return pointer.toString();
  }

  private static Problem internal(@Nullable Throwable failure, RoutingContext route) {
    if (route.response().ended()) {
      return new Problem.Internal(); // answered meanwhile as too late: nobody hears this
    }
    LOG.errorf(failure, "%s %s failed", route.request().method(), route.request().path());
    return new Problem.Internal();
  }
}
