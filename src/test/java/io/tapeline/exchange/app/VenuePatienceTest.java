package io.tapeline.exchange.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.exchange.HttpGet;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.bitstamp.BitstampProtocol;
import io.tapeline.exchange.bybit.BybitProtocol;
import io.tapeline.exchange.gemini.GeminiProtocol;
import io.tapeline.exchange.kraken.KrakenProtocol;
import io.tapeline.exchange.okx.OkxProtocol;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.sandbox.Protocols;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Venues that say in a body that they were asked too much, each in its own words. */
class VenuePatienceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new OkxProtocol(), 200, "{'code':'50011','msg':'Too Many Requests'}"),
        Arguments.of(new OkxProtocol(), 400, "{'code':'50011','data':[],'msg':''}"),
        Arguments.of(new BybitProtocol(), 200, "{'retCode':10006,'retMsg':'Too many visits!'}"),
        Arguments.of(new BybitProtocol(), 200, "{'retCode':10018,'retMsg':'Exceeded the limit'}"),
        Arguments.of(new KrakenProtocol(), 200, "{'error':['EAPI:Rate limit exceeded']}"),
        Arguments.of(new KrakenProtocol(), 200, "{'error':['EGeneral:Too many requests']}"),
        Arguments.of(new KrakenProtocol(), 200, "{'error':['EService: Throttled: 1770000000']}"),
        Arguments.of(new GeminiProtocol(), 200, "{'result':'error','reason':'RateLimit'}"),
        Arguments.of(
            new BitstampProtocol(),
            400,
            "{'status':'error','reason':'Request rate limit exceeded.','code':'400.002'}"));
  }

  private SandboxedVenue venue(VenueProtocol protocol, int refusals, int status, String refusal) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (asked.incrementAndGet() <= refusals) {
                    request.response().setStatusCode(status).end(refusal.replace('\'', '"'));
                  } else {
                    request.response().end("at last");
                  }
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new SandboxedVenue(port, 0, false, protocol::patience);
  }

  private static String get(SandboxedVenue venue) {
    byte[] body =
        venue.queue.get(HttpGet.of("https://venue.example/a"), Leave.OWN).await().atMost(PATIENCE);
    return new String(body, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whoeverIsAskedTooMuchIsAskedAgainLater(VenueProtocol protocol, int status, String refusal) {
    try (SandboxedVenue venue = venue(protocol, 2, status, refusal)) {
      assertThat(get(venue)).isEqualTo("at last");
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void anotherRefusalIsNotRepeated() {
    try (SandboxedVenue venue = venue(new OkxProtocol(), 9, 400, "{'code':'51001'}")) {
      assertThatThrownBy(() -> get(venue)).hasMessageContaining("status 400");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void whoIsBannedAsksNothingMore() {
    String ban = "403, access too frequent";
    try (SandboxedVenue venue = venue(new BybitProtocol(), 9, 403, ban)) {
      assertThatThrownBy(() -> get(venue)).hasMessageContaining("status 403");
      assertThatThrownBy(() -> get(venue)).hasMessageContaining("left alone");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void whateverElseComesAsksForNoPatience() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> others =
        List.of(
            "", "[]", "{", "{}", "null", "{'code':50011}", "{'error':'EAPI'}", "{'retCode':{}}");
    for (VenueProtocol protocol : Protocols.all()) {
      for (String other : others) {
        byte[] body = other.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertThat(protocol.patience(200, body)).as(protocol.name() + other).isEmpty();
      }
      for (int i = 0; i < 200; i++) {
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        assertThat(protocol.patience(403, noise)).as(protocol.name()).isEmpty();
      }
    }
  }
}
