package io.tapeline.http.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Answer;
import io.tapeline.http.QueryErrors;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Looks at each request before its resource does. */
@Singleton
public class RequestRules {

  private static final String ANY = "*/*";

  /** A wildcard or a suffix, before the parameters. */
  private static final Pattern NOT_ONE = Pattern.compile("^[^;]*[*+]");

  private final ObjectMapper mapper;
  private final Map<Method, QueryRules> rules = new ConcurrentHashMap<>();

  @Inject
  public RequestRules(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** HEAD runs as GET, so that both have the same headers; Vert.x leaves the body out. */
  @ServerRequestFilter(preMatching = true)
  public void headIsGetWithoutBody(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.HEAD)) {
      request.setMethod(HttpMethod.GET);
    }
  }

  /** What is no list of media types asks for no format that there is. */
  @ServerRequestFilter(preMatching = true)
  public void acceptIsReadable(RoutingContext route) {
    String accept = route.request().getHeader(HttpHeaders.ACCEPT);
    if (accept == null || accept.equals(ANY)) {
      return;
    }
    try {
      MediaTypeHelper.parseHeader(accept);
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          new Problem.NotAcceptable(accept, List.of(MediaType.APPLICATION_JSON)));
    }
  }

  /**
   * A body is of one type, not of any, nor of one that is only built like JSON: what takes JSON
   * would read it as such.
   */
  @ServerRequestFilter(preMatching = true)
  public void bodyHasAType(RoutingContext route) {
    String type = route.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null
        && NOT_ONE.matcher(type).find()
        && !route.request().method().name().equals(HttpMethod.GET)) {
      throw new ProblemException(new Problem.UnsupportedMediaType(type));
    }
  }

  /** Reads change nothing, so their wrong queries are refused with all else that is wrong. */
  @ServerRequestFilter
  public void check(ContainerRequestContext request, ResourceInfo resource, RoutingContext route) {
    String query = route.request().query();
    if (query == null || query.isEmpty()) {
      return;
    }
    QueryCheck check = rulesOf(resource.getResourceMethod()).check(decoded(route));
    check.errors().keepWith(route);
    if (!request.getMethod().equals(HttpMethod.GET) || !answers(resource.getResourceMethod())) {
      QueryErrors.refuseAny(route);
    }
    if (check.fields() != null) {
      check.fields().keepWith(route);
    }
  }

  /** What comes as an answer is checked again when it is written, with what the resource finds. */
  private static boolean answers(Method method) {
    return method.getGenericReturnType().getTypeName().contains(Answer.class.getName());
  }

  private QueryRules rulesOf(Method method) {
    return rules.computeIfAbsent(method, key -> QueryRules.of(key, mapper));
  }

  private static Map<String, List<String>> decoded(RoutingContext route) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    MultiMap all = route.queryParams();
    for (String name : all.names()) {
      values.put(name, all.getAll(name));
    }
    return values;
  }
}
