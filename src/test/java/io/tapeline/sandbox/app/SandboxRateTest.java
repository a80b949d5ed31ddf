package io.tapeline.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.exchange.ConnectionPlan;
import io.tapeline.exchange.VenueProtocol;
import io.tapeline.exchange.app.Endpoints;
import io.tapeline.market.Instrument;
import io.tapeline.sandbox.Protocols;
import io.tapeline.sandbox.app.TestSandbox.Socket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One client that subscribes to everything once gets the rate that was asked for. */
@Tag("long") // it measures time, which a busy machine has less of
class SandboxRateTest {

  private static final long MEASURED_MILLIS = 3_000;

  @ParameterizedTest
  @ValueSource(ints = {2_000, 10_000})
  void messagesComeAtTheRateThatWasAsked(int rate) throws Exception {
    Map<String, String> settings = Map.of("tapeline.sandbox.rate", Integer.toString(rate));
    try (TestSandbox sandbox = new TestSandbox(InstantSource.system(), settings)) {
      Protocols.all().forEach(protocol -> subscribe(sandbox, protocol));
      Thread.sleep(1_000);
      long startedNanos = System.nanoTime();
      long before = sent(sandbox);
      Thread.sleep(MEASURED_MILLIS);
      double seconds = (System.nanoTime() - startedNanos) / 1e9;
      assertThat((sent(sandbox) - before) / seconds).isBetween(rate * 0.9, rate * 1.1);
    }
  }

  private static void subscribe(TestSandbox sandbox, VenueProtocol protocol) {
    Set<Instrument> instruments =
        sandbox.markets().of(protocol.venue()).stream()
            .map(market -> market.market().instrument())
            .collect(Collectors.toSet());
    for (ConnectionPlan plan : protocol.plan(protocol.builtInMarkets(instruments))) {
      URI address = new Endpoints.Local(sandbox.port()).serving(plan.address());
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      Socket socket = sandbox.open(address.getRawPath() + query);
      socket.socket().textMessageHandler(_ -> {});
      plan.subscribe().forEach(socket::say);
    }
  }

  private static long sent(TestSandbox sandbox) throws Exception {
    return new JsonObject(sandbox.get("/sandbox").body()).getLong("frames_sent");
  }
}
