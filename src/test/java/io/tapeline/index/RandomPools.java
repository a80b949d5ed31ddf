package io.tapeline.index;

import io.tapeline.market.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Pools on a chain that stops, is read late, is reorganized, and is moved by somebody. */
final class RandomPools {

  private static final long SECOND = 1_000_000_000L;
  private static final BigDecimal FAIR = new BigDecimal("64000.1");
  private static final List<PoolId> POOLS =
      List.of(
          new PoolId("chain-a", "one", Instrument.spot("btc", "usdc")),
          new PoolId("chain-a", "two", Instrument.spot("btc", "usdt")),
          new PoolId("chain-b", "one", Instrument.spot("btc", "usd")));

  private static final class Made {
    final PoolId id;
    final List<BlockEnd> ends = new ArrayList<>();
    BigDecimal distortion = BigDecimal.ONE;
    int quiet;
    int unread;

    Made(PoolId id) {
      this.id = id;
    }
  }

  private final SplittableRandom random;
  private final List<Made> all = POOLS.stream().map(Made::new).toList();
  private long hashes;

  RandomPools(SplittableRandom random, long startNanos) {
    this.random = random;
    for (Made pool : all) {
      for (int i = 10; i > 0; i--) {
        extend(pool, startNanos - 12L * i * SECOND);
      }
    }
  }

  /** What happens in a second; whoever reads gets those that were read in it. */
  void read(long nanos, Consumer<PoolReading> reader) {
    for (Made pool : all) {
      if (random.nextInt(150) == 0) {
        pool.quiet = 20 + random.nextInt(80);
      }
      if (random.nextInt(100) == 0) {
        pool.unread = random.nextInt(25);
      }
      if (random.nextInt(30) == 0) {
        pool.distortion =
            random.nextBoolean()
                ? BigDecimal.ONE
                : BigDecimal.ONE.add(BigDecimal.valueOf(random.nextInt(-300, 300), 4));
      }
      if (pool.quiet-- <= 0 && random.nextInt(8) == 0) {
        extend(pool, nanos);
      }
      if (random.nextInt(60) == 0) {
        reorganize(pool, 1 + random.nextInt(3));
      }
      if (pool.unread-- <= 0) {
        reader.accept(new PoolReading(pool.id, pool.ends.reversed(), nanos, 60 * SECOND));
      }
    }
  }

  private void extend(Made pool, long nanos) {
    long number = pool.ends.isEmpty() ? 100 : pool.ends.getLast().number() + 1;
    pool.ends.add(end(pool, number, nanos));
  }

  private void reorganize(Made pool, int depth) {
    for (int i = pool.ends.size() - depth; i < pool.ends.size(); i++) {
      BlockEnd before = pool.ends.get(i);
      pool.ends.set(i, end(pool, before.number(), before.timeNanos()));
    }
  }

  private BlockEnd end(Made pool, long number, long nanos) {
    String hash = "0x" + ++hashes;
    long seconds = nanos / SECOND * SECOND;
    if (random.nextInt(120) == 0) {
      return BlockEnd.unknown(number, hash, seconds);
    }
    BigDecimal price =
        FAIR.multiply(pool.distortion)
            .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(random.nextInt(-200, 200), 5)))
            .divide(BigDecimal.valueOf(7), 18, RoundingMode.HALF_EVEN)
            .multiply(BigDecimal.valueOf(7));
    BigDecimal depth =
        BigDecimal.valueOf(random.nextInt(40) == 0 ? 99_000 : 150_000 + random.nextInt(900_000));
    return BlockEnd.of(number, hash, seconds, price, depth);
  }
}
