package io.tapeline.access.token;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.AccessMeters;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the issuer that is trusted. They are fetched now and then, and soon after a token
 * came with a key that is not among them; no request waits for that. While the issuer doesn't
 * answer, those that are known stay.
 */
@ApplicationScoped
public class IssuerKeys {

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;

  private final IssuerConfig config;
  private final @Nullable TrustedIssuer issuer;
  private final Vertx vertx;
  private final AccessMeters meters;
  private final AtomicBoolean fetching = new AtomicBoolean();
  private volatile long askedNanos;
  private volatile boolean failing;
  private volatile @Nullable HttpClient http;
  private volatile @Nullable List<PublicJsonWebKey> keys;

  /**
   * @throws IllegalArgumentException with a message for people
   */
  public IssuerKeys(IssuerConfig config, Vertx vertx, AccessMeters meters) {
    this.config = config;
    this.issuer = TrustedIssuer.of(config).orElse(null);
    this.vertx = vertx;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    if (issuer != null) {
      http =
          HttpClient.newBuilder()
              .connectTimeout(config.timeout())
              .followRedirects(Redirect.NEVER)
              .build();
      fetch(issuer);
      vertx.setPeriodic(config.leastRefresh().toMillis(), _ -> fetchIfOld(issuer));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    HttpClient open = http;
    if (open != null) {
      open.shutdownNow();
    }
  }

  private void fetchIfOld(TrustedIssuer from) {
    if (failing || isOlderThan(config.refresh())) {
      fetch(from);
    }
  }

  private boolean isOlderThan(Duration age) {
    return System.nanoTime() - askedNanos >= age.toNanos();
  }

  private void fetch(TrustedIssuer from) {
    HttpClient client = http;
    if (client == null || !fetching.compareAndSet(false, true)) {
      return;
    }
    askedNanos = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(from.jwks())
            .timeout(config.timeout())
            .header("Accept", "application/jwk-set+json, application/json")
            .build();
    var _ =
        client
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES))
            .orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(this::fetched)
            .whenComplete(
                (_, failure) -> {
                  told(from, failure);
                  fetching.set(false);
                });
  }

  private void fetched(HttpResponse<String> answer) {
    try {
      if (answer.statusCode() != OK) {
        throw new IOException("status " + answer.statusCode());
      }
      List<PublicJsonWebKey> found =
          new JsonWebKeySet(answer.body())
              .getJsonWebKeys().stream()
                  .filter(PublicJsonWebKey.class::isInstance)
                  .map(PublicJsonWebKey.class::cast)
                  .toList();
      if (found.isEmpty()) {
        throw new IOException("no key that could be used");
      }
      keys = found;
    } catch (IOException | JoseException e) {
      throw new CompletionException(e);
    }
  }

  private void told(TrustedIssuer from, @Nullable Throwable failure) {
    meters.issuerKeys(failure == null ? "fetched" : "failed").increment();
    if (failure != null && !failing) {
      LOG.warnf("the keys of %s are not to be had from %s: %s", from.name(), from.jwks(), failure);
    }
    failing = failure != null;
  }

  /** Whether they are known, if there is an issuer. */
  boolean areKnown() {
    return issuer == null || keys != null;
  }

  /** Whoever it is; null if nobody is. */
  @Nullable TrustedIssuer issuer() {
    return issuer;
  }

  /** All; none before they were fetched. */
  List<PublicJsonWebKey> all() {
    List<PublicJsonWebKey> known = keys;
    return known == null ? List.of() : known;
  }

  /** There may be new ones. */
  void missing() {
    if (issuer != null && isOlderThan(config.leastRefresh())) {
      fetch(issuer);
    }
  }
}
