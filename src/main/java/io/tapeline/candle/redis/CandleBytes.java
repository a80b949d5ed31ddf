package io.tapeline.candle.redis;

import io.tapeline.candle.Candle;
import io.tapeline.candle.Candle.Origin;
import io.tapeline.candle.CandleRange;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The candles of a range as bytes, one after the other: flags, intervals since the one before, four
 * prices, the volume, and what else there is. Whole numbers have seven bits a byte, the lowest
 * first; a decimal is its digits and its scale.
 */
final class CandleBytes {

  private static final int SYNTHETIC = 1;
  private static final int COMPLETE = 1 << 1;

  /** The whole interval was watched. */
  private static final int WATCHED = 1 << 2;

  private static final int HAS_QUOTE_VOLUME = 1 << 3;
  private static final int HAS_TRADES = 1 << 4;
  private static final int ORIGIN_SHIFT = 5;
  private static final Origin[] ORIGINS = {Origin.TAPE, Origin.VENUE, Origin.IMPORT, Origin.MIXED};

  private CandleBytes() {}

  /** Candles in, ascending. */
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Interval interval;
    private long beforeNanos;

    Writer(CandleRange range) {
      this.interval = range.interval();
      this.beforeNanos = range.fromNanos();
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    void write(Candle candle) {
      bytes.write(flags(candle));
      whole((candle.openTimeNanos() - beforeNanos) / interval.nanos());
      beforeNanos = candle.openTimeNanos();
      decimal(candle.open());
      decimal(candle.high());
      decimal(candle.low());
      decimal(candle.close());
      wide(candle.volume());
      BigDecimal quoteVolume = candle.quoteVolume();
      if (quoteVolume != null) {
        wide(quoteVolume);
      }
      Long trades = candle.trades();
      if (trades != null) {
        whole(trades);
      }
      whole(candle.revision());
      if (candle.observedNanos() != interval.nanos()) {
        whole(candle.observedNanos());
      }
    }

    private int flags(Candle candle) {
      return (candle.synthetic() ? SYNTHETIC : 0)
          | (candle.complete() ? COMPLETE : 0)
          | (candle.observedNanos() == interval.nanos() ? WATCHED : 0)
          | (candle.quoteVolume() == null ? 0 : HAS_QUOTE_VOLUME)
          | (candle.trades() == null ? 0 : HAS_TRADES)
          | (origin(candle.origin()) << ORIGIN_SHIFT);
    }

    private static int origin(Origin origin) {
      return switch (origin) {
        case TAPE -> 0;
        case VENUE -> 1;
        case IMPORT -> 2;
        case MIXED -> 3;
      };
    }

    private void whole(long number) {
      long rest = number;
      while ((rest & ~0x7FL) != 0) {
        bytes.write((int) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }

    /** The sign last, so that small negative numbers are short too. */
    private void decimal(Decimal value) {
      whole((value.unscaled() << 1) ^ (value.unscaled() >> 63));
      bytes.write(value.scale());
    }

    private void wide(BigDecimal value) {
      byte[] digits = value.unscaledValue().toByteArray();
      whole(digits.length);
      bytes.writeBytes(digits);
      whole(value.scale());
    }
  }

  /**
   * Candles out, in the order in which they were written. What no writer has written ends in some
   * {@link RuntimeException}.
   */
  static final class Reader {
    private final ByteBuffer bytes;
    private final Interval interval;
    private long beforeNanos;

    Reader(CandleRange range, ByteBuffer bytes) {
      this.bytes = bytes;
      this.interval = range.interval();
      this.beforeNanos = range.fromNanos();
    }

    Candle read() {
      int flags = bytes.get();
      beforeNanos += whole() * interval.nanos();
      Decimal open = decimal();
      Decimal high = decimal();
      Decimal low = decimal();
      Decimal close = decimal();
      BigDecimal volume = wide();
      @Nullable BigDecimal quoteVolume = (flags & HAS_QUOTE_VOLUME) == 0 ? null : wide();
      @Nullable Long trades = (flags & HAS_TRADES) == 0 ? null : Long.valueOf(whole());
      int revision = Math.toIntExact(whole());
      long observedNanos = (flags & WATCHED) == 0 ? whole() : interval.nanos();
      return new Candle(
          interval,
          beforeNanos,
          open,
          high,
          low,
          close,
          volume,
          quoteVolume,
          volume.signum() == 0 || quoteVolume == null ? null : Candle.vwap(quoteVolume, volume),
          trades,
          observedNanos,
          (flags & SYNTHETIC) != 0,
          (flags & COMPLETE) != 0,
          revision,
          ORIGINS[flags >> ORIGIN_SHIFT]);
    }

    private long whole() {
      long number = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes.get();
        number |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return number;
        }
      }
    }

    private Decimal decimal() {
      long folded = whole();
      return new Decimal((folded >>> 1) ^ -(folded & 1), bytes.get());
    }

    private BigDecimal wide() {
      byte[] digits = new byte[Math.toIntExact(whole())];
      bytes.get(digits);
      return new BigDecimal(new BigInteger(digits), Math.toIntExact(whole()));
    }
  }
}
