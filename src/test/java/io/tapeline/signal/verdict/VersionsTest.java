package io.tapeline.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The signals of a fixed walk, by strategy and version. Where one of these changes, whoever
 * recomputes an old signal gets another: give the strategy, and the composite, a new version.
 */
class VersionsTest {

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("adx_trend 1", "0e0c25879f588bb7"),
          Map.entry("bollinger_reversion 1", "362e46b366c98e93"),
          Map.entry("composite 1", "34782d139242d6e5"),
          Map.entry("donchian_breakout 1", "f678696a9069c8ea"),
          Map.entry("ma_cross 1", "a62243f0e778e157"),
          Map.entry("macd 1", "265c8fc0dd042f6c"),
          Map.entry("multi_interval 1", "0718a7fd9d67cf2f"),
          Map.entry("rsi_regime 1", "57371669c970e98f"),
          Map.entry("volatility_regime 1", "29eb826bb74d8eb7"),
          Map.entry("volume_confirmation 1", "0df85229f4dcea53"));

  @Test
  void theSameVersionSaysTheSameOfTheSameCandles() throws NoSuchAlgorithmException {
    long start = Interval.W1.ceiling(1_600_000_000_000_000_000L);
    List<PartialCandle> walk = SampleCandles.random(1, Interval.H4, start, 3_000, 1, 5);
    Desk desk =
        new Desk(
            Interval.H4,
            Stream.of(Interval.H4, Interval.D1, Interval.W1)
                .map(longer -> ClosedCandles.of(longer, SampleCandles.rolledUp(walk, longer)))
                .toList());
    Map<String, String> found = new TreeMap<>();
    for (Strategy strategy : BuiltIns.all()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (PartialCandle candle : walk) {
        String line = Naive.line(desk.judge(strategy.usual(), candle.openTimeNanos())) + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
      found.put(strategy.name() + " " + strategy.version(), hash);
    }
    assertThat(found).isEqualTo(KNOWN);
  }
}
