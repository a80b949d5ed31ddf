package io.tapeline.signing.http;

import io.tapeline.http.FilterOrder;
import io.tapeline.http.RequestStep;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member;
import io.tapeline.http.structured.Member.Item;
import io.tapeline.signing.Message;
import io.tapeline.signing.Signed;
import io.tapeline.signing.SigningKey;
import io.tapeline.signing.Target;
import io.tapeline.signing.Wish;
import io.tapeline.signing.app.SigningConfig;
import io.tapeline.signing.app.SigningKeys;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs every answer of whom asks for it, whatever made it: just before its head is sent, when all
 * of that is known.
 */
@Singleton
public class AnswerSigner implements RequestStep {

  private static final CharSequence ACCEPT = HttpHeaders.createOptimized("Accept-Signature");
  private static final String TARGET = Target.class.getName();

  private final SigningKeys keys;
  private final SigningConfig config;
  private final Clock clock;

  AnswerSigner(SigningKeys keys, SigningConfig config, Clock clock) {
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.SIGNATURES;
  }

  @Override
  public boolean take(RoutingContext route) {
    List<Wish> wishes = wishes(route.request().getHeader(ACCEPT));
    if (!wishes.isEmpty()) {
      Target target = target(route);
      route.addHeadersEndHandler(_ -> sign(route, wishes, target));
    }
    return true;
  }

  private List<Wish> wishes(@Nullable String asked) {
    if (asked != null) {
      List<Wish> wishes = Wish.of(asked);
      if (!wishes.isEmpty()) {
        return wishes;
      }
    }
    return config.always() ? List.of(Wish.UNASKED) : List.of();
  }

  /** As it was asked: a receipt that is replayed comes by again, under another address. */
  private static Target target(RoutingContext route) {
    Target first = route.get(TARGET);
    if (first == null) {
      HttpServerRequest request = route.request();
      first =
          Target.of(
              request.method().name(),
              String.valueOf(request.scheme()),
              request.authority() == null ? null : request.authority().toString(),
              request.path(),
              request.query());
      route.put(TARGET, first);
    }
    return first;
  }

  private void sign(RoutingContext route, List<Wish> wishes, Target target) {
    Message answer = answer(route, target);
    SigningKey key = keys.signing();
    Map<String, Member> inputs = new LinkedHashMap<>();
    Map<String, Member> signatures = new LinkedHashMap<>();
    for (Wish wish : wishes) {
      Signed.of(wish, answer, key, clock.instant())
          .ifPresent(
              signed -> {
                inputs.put(signed.label(), signed.input());
                signatures.put(signed.label(), new Item(signed.signature(), Map.of()));
              });
    }
    if (!inputs.isEmpty()) {
      MultiMap headers = route.response().headers();
      headers.set("Signature-Input", new Dictionary(inputs).toString());
      headers.set("Signature", new Dictionary(signatures).toString());
    }
  }

  private static Message answer(RoutingContext route, Target target) {
    return (name, ofRequest) -> {
      if (name.startsWith("@")) {
        return ofRequest
            ? target.component(name)
            : name.equals("@status") ? "" + route.response().getStatusCode() : null;
      }
      return field(ofRequest ? route.request().headers() : route.response().headers(), name);
    };
  }

  /** RFC 9421 section 2.1. */
  private static @Nullable String field(MultiMap headers, String name) {
    List<String> values = headers.getAll(name);
    return values.isEmpty()
        ? null
        : values.stream().map(String::strip).collect(Collectors.joining(", "));
  }
}
