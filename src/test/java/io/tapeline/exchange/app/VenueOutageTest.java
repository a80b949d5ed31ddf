package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tapeline.Configs;
import io.tapeline.exchange.HttpGet;
import io.tapeline.market.Venue;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.TestUpstreams;
import io.tapeline.ops.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A venue's REST that fails for a while, over a real local server. */
class VenueOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final FeedConfig CONFIG =
      Configs.of(FeedConfig.class, Map.of("tapeline.exchange.rest-timeout", "1s"));

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private volatile boolean silent;

  private Upstreams upstreams = TestUpstreams.of(Map.of());

  private VenueRest venue(Map<String, String> settings) {
    upstreams = TestUpstreams.of(meters, settings);
    int port =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new VenueRest(
        vertx.createHttpClient(),
        new Endpoints.Local(port),
        CONFIG,
        VenueRest.upstream(upstreams, new Venue("okx"), CONFIG),
        (_, _) -> Optional.empty(),
        (_, _) -> {});
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    if (silent) {
      // a byte now and then keeps the connection busy, and is no answer
      request.response().setChunked(true).write("[");
      vertx.setPeriodic(50, _ -> request.response().write(" "));
    } else {
      request.response().setStatusCode(status).end("[1]");
    }
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static byte[] get(VenueRest venue) {
    return venue.get(HttpGet.of("https://venue.example/a"), Leave.OWN).await().atMost(PATIENCE);
  }

  private double count(String counter) {
    return meters
        .get("tapeline.upstream." + counter)
        .tag("upstream", "venue-okx")
        .counter()
        .count();
  }

  private double open() {
    return meters.get("tapeline.upstream.open").tag("upstream", "venue-okx").gauge().value();
  }

  private static Map<String, String> quick(int retries) {
    return Map.of(
        "tapeline.upstream.breaker-rest", "1500ms",
        "tapeline.upstream.retry-wait", "1ms",
        "tapeline.upstream.retries", Integer.toString(retries));
  }

  @Test
  void aVenueThatFailsIsLeftAloneThenTriedAndAskedAgain() throws Exception {
    VenueRest venue = venue(quick(0));
    status = 500;
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> get(venue)).hasMessageContaining("status 500");
    }
    assertThat(open()).isEqualTo(1);
    assertThat(upstreams.problem())
        .hasValueSatisfying(why -> assertThat(why).contains("venue-okx"));
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> get(venue)).isInstanceOf(CircuitBreakerOpenException.class);
    }
    assertThat(asked).hasValue(5);
    assertThat(count("prevented")).isEqualTo(10);
    TimeUnit.MILLISECONDS.sleep(1_600);
    assertThat(open()).isEqualTo(0.5);
    assertThatThrownBy(() -> get(venue)).as("the one that tries").hasMessageContaining("500");
    assertThat(open()).isEqualTo(1);
    assertThat(asked).hasValue(6);
    status = 200;
    TimeUnit.MILLISECONDS.sleep(1_600);
    assertThat(get(venue)).asString().isEqualTo("[1]");
    assertThat(open()).isZero();
    assertThat(upstreams.problem()).isEmpty();
    assertThat(get(venue)).asString().isEqualTo("[1]");
  }

  @Test
  void whatAVenueRefusesIsAnAnswer() {
    VenueRest venue = venue(quick(2));
    status = 404;
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> get(venue)).hasMessageContaining("status 404");
    }
    assertThat(asked).hasValue(20);
    assertThat(open()).isZero();
  }

  @Test
  void whatMayPassIsTriedAgain() {
    VenueRest venue = venue(quick(2));
    silent = true;
    vertx.setTimer(100, _ -> silent = false);
    assertThat(get(venue)).asString().isEqualTo("[1]");
    assertThat(asked).hasValue(2);
    assertThat(count("retries")).isEqualTo(1);
    assertThat(count("timeouts")).isEqualTo(1);
  }

  @Test
  void whoMayNotHaveItAskedIsRefusedBeforeItIs() {
    VenueRest venue = venue(quick(2));
    HttpGet request = HttpGet.of("https://venue.example/a");
    for (Leave none : List.of(Leave.of(Set.of()), Leave.of(Set.of("kraken")))) {
      assertThatThrownBy(() -> venue.get(request, none).await().atMost(PATIENCE))
          .hasMessageStartingWith("upstream_not_allowed")
          .hasMessageContaining("okx");
    }
    assertThat(asked).hasValue(0);
    assertThat(open()).isZero();
    for (Leave given : List.of(Leave.of(Set.of("venues")), Leave.of(Set.of("okx")), Leave.OWN)) {
      assertThat(venue.get(request, given).await().atMost(PATIENCE)).asString().isEqualTo("[1]");
    }
  }

  @Test
  void whomNoPolicyCanNameCanNotBeMadeAnUpstream() {
    assertThatThrownBy(() -> VenueRest.upstream(upstreams, new Venue("newcomer"), CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("newcomer");
  }

  @Test
  void anAnswerThatTricklesIsGivenUpInTime() {
    VenueRest venue = venue(quick(0));
    silent = true;
    long began = System.nanoTime();
    assertThatThrownBy(() -> get(venue)).hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void anOutageIsNotMultiplied() {
    Map<String, String> never =
        Map.of(
            "tapeline.upstream.breaker-calls", "1000",
            "tapeline.upstream.breaker-percent", "100",
            "tapeline.upstream.retry-wait", "1ms",
            "tapeline.upstream.retry-percent", "20");
    VenueRest venue = venue(never);
    status = 502;
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> get(venue)).hasMessageContaining("status 502");
    }
    assertThat(asked.get()).isBetween(101, 120 + 3);
    assertThat(count("retries")).isEqualTo(asked.get() - 100.0);
    assertThat(count("retries.refused")).isGreaterThan(50);
  }
}
