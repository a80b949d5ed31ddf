package io.tapeline.candle.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.KeptCandles;
import io.tapeline.candle.app.KnownRange;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is packed is unpacked as it was; anything else is nothing. */
class RangeBytesTest {

  private static final List<Candle.Origin> ORIGINS = List.of(Candle.Origin.values());
  private static final List<Interval> INTERVALS = List.of(Interval.values());

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private static CandleRange range(Interval interval) {
    long from = interval.floor(1_705_320_000_000_000_000L);
    return new CandleRange(
        Series.parse("a:btc-usd"), interval, from, from + 1_000 * interval.nanos(), 1_000);
  }

  private static KnownRange random(SplittableRandom random, CandleRange range) {
    List<Candle> candles = new ArrayList<>();
    long open = range.fromNanos();
    while (candles.size() < 20) {
      open += random.nextInt(1, 4) * random.nextLong(1, 200) * range.interval().nanos();
      candles.add(candle(random, range.interval(), open));
    }
    return new KnownRange(candles, random.nextLong());
  }

  private static Candle candle(SplittableRandom random, Interval interval, long open) {
    List<Decimal> prices =
        Stream.generate(
                () -> new Decimal(random.nextLong(-9, 1L << random.nextInt(1, 63)), digits(random)))
            .limit(4)
            .sorted()
            .toList();
    BigDecimal volume = random.nextInt(4) == 0 ? BigDecimal.ZERO : wide(random);
    @Nullable BigDecimal quoteVolume = random.nextInt(3) == 0 ? null : wide(random);
    return new Candle(
        interval,
        open,
        prices.get(1),
        prices.get(3),
        prices.get(0),
        prices.get(2),
        volume,
        quoteVolume,
        volume.signum() == 0 || quoteVolume == null ? null : Candle.vwap(quoteVolume, volume),
        random.nextInt(3) == 0 ? null : Long.valueOf(random.nextLong(1L << random.nextInt(62))),
        random.nextBoolean() ? interval.nanos() : random.nextLong(interval.nanos() + 1),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(1 << random.nextInt(31)),
        ORIGINS.get(random.nextInt(ORIGINS.size())));
  }

  private static int digits(SplittableRandom random) {
    return random.nextInt(Decimal.MAX_SCALE + 1);
  }

  /** From 1 to 10,000, some with more digits than a long has. */
  private static BigDecimal wide(SplittableRandom random) {
    int scale = random.nextInt(60);
    BigInteger one = BigInteger.TEN.pow(scale);
    BigInteger rest = new BigInteger(one.bitLength(), new java.util.Random(random.nextLong()));
    return new BigDecimal(
        one.multiply(BigInteger.valueOf(random.nextInt(1, 10_000))).add(rest.mod(one)), scale);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsPackedIsUnpackedAsItWas(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CandleRange range = range(INTERVALS.get(random.nextInt(INTERVALS.size())));
    KnownRange known = random(random, range);
    assertThat(RangeBytes.read(range, RangeBytes.of(range, known))).contains(known);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsDamagedIsNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CandleRange range = range(Interval.M1);
    byte[] whole = RangeBytes.of(range, random(random, range));
    byte[] changed = whole.clone();
    changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
    assertThat(RangeBytes.read(range, changed)).isEmpty();
    assertThat(RangeBytes.read(range, Arrays.copyOf(whole, random.nextInt(whole.length))))
        .isEmpty();
    assertThat(RangeBytes.read(range, Arrays.copyOf(whole, whole.length + 1))).isEmpty();
  }

  @Test
  void anEmptyRangeIsOneToo() {
    CandleRange range = range(Interval.H1);
    KnownRange nothing = new KnownRange(List.of(), 7);
    assertThat(RangeBytes.read(range, RangeBytes.of(range, nothing))).contains(nothing);
  }

  @Test
  void aThousandOrdinaryCandlesHaveFewerThanFiftyKilobytes() {
    CandleRange range = range(Interval.M1);
    List<Candle> candles =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    KeptCandles.minute(
                        range.fromNanos() + i * Interval.M1.nanos(),
                        "64251.1" + (1 + i % 9),
                        "12.3456789" + (1 + i % 9)))
            .toList();
    assertThat(RangeBytes.of(range, new KnownRange(candles, 1)).length).isLessThan(50_000);
  }
}
