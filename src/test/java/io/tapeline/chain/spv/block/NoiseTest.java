package io.tapeline.chain.spv.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.spv.RecordedBlock;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks and transactions with many bytes changed: refused, and nothing else, within bounds. */
class NoiseTest {

  /** Of memory for one byte of input. A witness of items of one byte needs the most. */
  private static final int MOST_BYTES_EACH = 64;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void changedBlocksAreRefusedWithinBounds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RecordedBlock> blocks = RecordedBlock.small().toList();
    for (int i = 0; i < 50; i++) {
      byte[] bytes = changed(blocks.get(random.nextInt(blocks.size())).bytes(), random);
      assertThat(allocated(bytes)).isLessThan(MOST_BYTES_EACH * (long) bytes.length + 200_000);
    }
  }

  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    byte[] changed = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      changed[random.nextInt(changed.length)] =
          (byte) (random.nextBoolean() ? 0xff : random.nextInt());
    }
    return changed;
  }

  private static long allocated(byte[] bytes) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Block.parse(bytes);
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pureNoiseIsRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(refused(bytes)).isTrue();
    }
  }

  private static boolean refused(byte[] bytes) {
    try {
      Block.parse(bytes);
      return false;
    } catch (RefusedException _) {
      return true;
    }
  }

  /** Four million bytes of the smallest witness items, and of the smallest transactions. */
  @Test
  void theWorstThatFitsIntoABlockStaysWithinBounds() {
    byte[] start =
        HexFormat.of()
            .parseHex(
                "02000000000101"
                    + "11".repeat(36)
                    + "00ffffffff01"
                    + "00".repeat(9)
                    + "fe80841e00");
    byte[] bytes = Arrays.copyOf(start, start.length + 2 * 2_000_000 - 200);
    for (int i = start.length; i < bytes.length; i += 2) {
      bytes[i] = 1;
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Transaction.parse(bytes);
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(MOST_BYTES_EACH * (long) bytes.length);
  }
}
