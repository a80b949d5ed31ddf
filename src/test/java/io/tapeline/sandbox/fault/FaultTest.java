package io.tapeline.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {

  private static final Venue KRAKEN = new Venue("kraken");
  private static final Venue OKX = new Venue("okx");
  private static final Market BTC = Market.parse("kraken:btc-usd");
  private static final Market ETH = Market.parse("kraken:eth-usd");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 5);
  }

  @Test
  void aFaultHitsItsVenueAndMarketFromItsStartToBeforeItsEnd() {
    Fault fault = new Fault(KRAKEN, FaultKind.GAP, BTC, 100, 200, 0);
    assertThat(fault.hits(FaultKind.GAP, BTC, 100)).isTrue();
    assertThat(fault.hits(FaultKind.GAP, BTC, 199)).isTrue();
    assertThat(fault.hits(FaultKind.GAP, BTC, 200)).isFalse();
    assertThat(fault.hits(FaultKind.GAP, BTC, 99)).isFalse();
    assertThat(fault.hits(FaultKind.GAP, ETH, 150)).isFalse();
    assertThat(fault.hits(FaultKind.SILENT, BTC, 150)).isFalse();
    assertThat(fault.hits(FaultKind.GAP, OKX, 150)).isFalse();
    Fault whole = new Fault(KRAKEN, FaultKind.GAP, null, 100, 200, 0);
    assertThat(whole.hits(FaultKind.GAP, ETH, 150)).isTrue();
  }

  @Test
  void aFaultOfAnotherVenuesMarketIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fault(OKX, FaultKind.GAP, BTC, 100, 200, 0));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theScheduleIsTheSameForEveryProcessAndOneFaultAPeriod(long seed) {
    Duration every = Duration.ofMinutes(1);
    FaultSchedule one = schedule(seed, every);
    FaultSchedule other = schedule(seed, every);
    Set<FaultKind> kinds = new HashSet<>();
    Set<Venue> venues = new HashSet<>();
    for (long minute = 500; minute > 0; minute--) {
      long from = minute * every.toNanos();
      Fault fault = one.at(from);
      assertThat(other.at(from + every.toNanos() - 1)).isEqualTo(fault);
      assertThat(fault.fromNanos()).isGreaterThanOrEqualTo(from);
      assertThat(fault.untilNanos()).isLessThanOrEqualTo(from + every.toNanos());
      kinds.add(fault.kind());
      venues.add(fault.venue());
    }
    assertThat(kinds).containsExactlyInAnyOrder(FaultKind.values());
    assertThat(venues).containsExactlyInAnyOrder(KRAKEN, OKX);
  }

  private static FaultSchedule schedule(long seed, Duration every) {
    return new FaultSchedule(seed, List.of(KRAKEN, OKX), every, Duration.ofSeconds(5), 5);
  }

  @Test
  void brokenFramesAreRarelyWhatTheyWere() {
    String frame = "{\"channel\":\"trade\",\"data\":[{\"price\":\"1.5\",\"id\":7}]}";
    ObjectMapper json = new ObjectMapper();
    Set<String> seen = new HashSet<>();
    for (int hash = 0; hash < 6400; hash += 61) {
      byte[] broken = Mangler.mangle(frame, hash * 0x9E3779B9L);
      assertThat(broken).isNotEqualTo(frame.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      boolean utf8 = IntStream.range(0, broken.length).allMatch(i -> broken[i] != (byte) 0xFF);
      seen.add(
          !utf8
              ? "not UTF-8"
              : broken.length > 100_000
                  ? "oversized"
                  : broken.length == 50_000 ? "nested" : parses(json, broken) ? "types" : "cut");
    }
    assertThat(seen).contains("not UTF-8", "types", "cut");
    assertThat(Mangler.mangle(frame, 0)).hasSize(50_000);
    assertThat(Mangler.mangle(frame, 1)).hasSizeGreaterThan(1 << 20);
  }

  private static boolean parses(ObjectMapper json, byte[] bytes) {
    try {
      json.readTree(bytes);
      return true;
    } catch (java.io.IOException _) {
      return false;
    }
  }
}
