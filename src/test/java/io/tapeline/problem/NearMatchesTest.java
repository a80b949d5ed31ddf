package io.tapeline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NearMatchesTest {

  private static final List<String> IDS = List.of("btc", "bch", "eth", "usdt", "usdc", "usd");

  @ParameterizedTest
  @CsvSource({
    "btc,btc,0",
    "btcc,btc,1",
    "bct,btc,1",
    "tc,btc,1",
    "usdt,usdc,1",
    "ca,abc,3",
    "'',abc,3"
  })
  void slipsAreCountedByHand(String a, String b, int slips) {
    assertThat(NearMatches.slips(a, b)).isEqualTo(slips);
  }

  @Test
  void nearestComesFirst() {
    assertThat(NearMatches.of("BTCC", IDS)).startsWith("btc");
    assertThat(NearMatches.of("usdx", IDS)).startsWith("usd", "usdc", "usdt");
  }

  @Test
  void idsThatBeginWithWhatWasGivenComeLast() {
    assertThat(NearMatches.of("bin", List.of("binance_us", "bit")))
        .isEqualTo(List.of("bit", "binance_us"));
  }

  @Test
  void whatIsFarFromEverythingHasNoMatches() {
    assertThat(NearMatches.of("zzzzzz", IDS)).isEmpty();
    assertThat(NearMatches.of(" ", IDS)).isEmpty();
    assertThat(NearMatches.of("b".repeat(1_000_000), IDS)).isEmpty();
  }

  @Test
  void atMostFiveAreNamed() {
    List<String> many = LongStream.range(0, 50).mapToObj(i -> "a" + i).toList();
    assertThat(NearMatches.of("a", many)).hasSize(5);
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void slipsAreADistance(long seed) {
    var random = new SplittableRandom(seed);
    String a = word(random);
    String b = word(random);
    assertThat(NearMatches.slips(a, b)).isEqualTo(NearMatches.slips(b, a));
    assertThat(NearMatches.slips(a, a)).isZero();
    assertThat(NearMatches.slips(a, b))
        .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    random.ints(random.nextInt(8), 'a', 'e').forEach(c -> word.append((char) c));
    return word.toString();
  }
}
