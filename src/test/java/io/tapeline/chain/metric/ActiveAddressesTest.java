package io.tapeline.chain.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.proof.Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveAddressesTest {

  private static Address address(long number) {
    return Address.of(ByteBuffer.allocate(Address.BYTES).putLong(12, number).array());
  }

  private static ActiveAddresses range(long from, long to) {
    return ActiveAddresses.of(
        LongStream.range(from, to).mapToObj(ActiveAddressesTest::address).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, ActiveAddresses.EXACT})
  void fewAreCountedExactly(int count) {
    ActiveAddresses some = range(0, count);
    assertThat(some.count()).isEqualTo(count);
    assertThat(some.isExact()).isTrue();
    assertThat(ActiveAddresses.union(List.of(some, some, ActiveAddresses.NONE))).isEqualTo(some);
  }

  /** Three standard errors of 1.7 %. */
  @ParameterizedTest
  @ValueSource(ints = {256, 1_000, 20_000, 300_000})
  void manyAreCountedWithinTheErrorThatIsStated(int count) {
    ActiveAddresses many = range(0, count);
    assertThat(many.isExact()).isFalse();
    assertThat(many.count() / (double) count).isCloseTo(1, within(0.051));
    assertThat(many.bytes()).hasSize(2_048);
  }

  private static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsInAnyOrderAreTheSameAsAllAtOnce(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int all = random.nextInt(1, 2_000);
    List<Integer> cuts = new ArrayList<>(List.of(0, all));
    IntStream.range(0, random.nextInt(12)).forEach(_ -> cuts.add(random.nextInt(all)));
    Collections.sort(cuts);
    List<ActiveAddresses> parts = new ArrayList<>();
    for (int i = 1; i < cuts.size(); i++) {
      // overlapping ones
      parts.add(range(Math.max(0, cuts.get(i - 1) - 5), cuts.get(i)));
    }
    Collections.shuffle(parts, new Random(seed));
    ActiveAddresses joined = ActiveAddresses.NONE;
    for (ActiveAddresses part : parts) {
      joined = ActiveAddresses.union(List.of(ActiveAddresses.of(joined.bytes()), part));
    }
    assertThat(joined).isEqualTo(ActiveAddresses.union(parts)).isEqualTo(range(0, all));
  }

  @Test
  void whatIsNoStateIsRefused() {
    assertThatThrownBy(() -> ActiveAddresses.of(new byte[7])).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> ActiveAddresses.of(new byte[4_096]))
        .isInstanceOf(RefusedException.class);
  }
}
