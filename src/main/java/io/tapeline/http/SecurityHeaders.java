package io.tapeline.http;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * What tells browsers to do as little as possible with an answer: it runs nothing, is shown in
 * nobody's frame, and is what it says it is. The pages for people may do what they need.
 */
@Singleton
public class SecurityHeaders implements RequestStep {

  private static final CharSequence CONTENT_TYPE_OPTIONS =
      createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = createOptimized("nosniff");
  private static final CharSequence REFERRER_POLICY = createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = createOptimized("no-referrer");
  private static final CharSequence FRAME_OPTIONS = createOptimized("X-Frame-Options");
  private static final CharSequence DENY = createOptimized("DENY");
  private static final CharSequence RESOURCE_POLICY =
      createOptimized("Cross-Origin-Resource-Policy");
  private static final CharSequence SAME_ORIGIN = createOptimized("same-origin");
  private static final CharSequence PERMISSIONS_POLICY = createOptimized("Permissions-Policy");
  private static final CharSequence NO_PERMISSIONS =
      createOptimized("camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  private static final CharSequence TRANSPORT_SECURITY =
      createOptimized("Strict-Transport-Security");
  private static final CharSequence A_YEAR = createOptimized("max-age=31536000");

  private static final CharSequence CONTENT_POLICY = createOptimized("Content-Security-Policy");
  private static final CharSequence FOR_DATA =
      createOptimized("default-src 'none'; frame-ancestors 'none'");

  private static final String PROBLEMS = "/problems/";

  /** Text, and the style that stands in the page. */
  private static final CharSequence FOR_PROBLEMS =
      createOptimized(
          "default-src 'none'; style-src 'sha256-uhblZHBfugxtMVFI5QG8kkjq4UC4UxwJ5waS5a0rHoM=';"
              + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

  private static final String DOCS = "/docs";

  /** Swagger UI: scripts and styles from here alone, none that stand in a page. */
  private static final CharSequence FOR_DOCS =
      createOptimized(
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");

  @Override
  public FilterOrder order() {
    return FilterOrder.SECURITY_HEADERS;
  }

  @Override
  public boolean take(RoutingContext route) {
    of(route);
    return true;
  }

  /** Once on every answer, also of a request that failed before any filter saw it. */
  public static void of(RoutingContext route) {
    MultiMap headers = route.response().headers();
    if (headers.contains(CONTENT_TYPE_OPTIONS)) {
      return; // a replayed receipt comes by twice
    }
    headers
        .add(CONTENT_TYPE_OPTIONS, NOSNIFF)
        .add(CONTENT_POLICY, contentPolicy(route.request().path()))
        .add(REFERRER_POLICY, NO_REFERRER)
        .add(FRAME_OPTIONS, DENY)
        .add(RESOURCE_POLICY, SAME_ORIGIN)
        .add(PERMISSIONS_POLICY, NO_PERMISSIONS);
    if (route.request().isSSL()) {
      headers.add(TRANSPORT_SECURITY, A_YEAR);
    }
  }

  private static CharSequence contentPolicy(@Nullable String path) {
    if (path == null || path.startsWith("/v")) {
      return FOR_DATA;
    }
    if (path.startsWith(PROBLEMS)) {
      return FOR_PROBLEMS;
    }
    return path.equals(DOCS) || path.startsWith(DOCS + "/") ? FOR_DOCS : FOR_DATA;
  }
}
