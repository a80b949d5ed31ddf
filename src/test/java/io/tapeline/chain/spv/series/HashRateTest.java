package io.tapeline.chain.spv.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashRateTest {

  private static final CompactTarget BITS = CompactTarget.parse("1d00ffff");

  private static List<ChainedHeader> window(long... times) {
    List<ChainedHeader> window = new ArrayList<>();
    Hash256 previous = Hash256.ZERO;
    BigInteger work = BigInteger.ZERO;
    for (long time : times) {
      BlockHeader header = new BlockHeader(4, previous, Hash256.ZERO, time, BITS, 0);
      previous = header.hash();
      work = work.add(header.work());
      window.add(new ChainedHeader(header, previous, window.size(), work));
    }
    return window;
  }

  /** Four blocks of 0x100010001 hashes in 2,400 seconds. */
  @Test
  void isWorkAfterTheFirstOverAllTheTime() {
    assertThat(HashRate.over(window(1_000, 1_600, 2_200, 2_800, 3_400)).orElseThrow())
        .isEqualTo(new HashRate(new BigDecimal("7158388.055"), 4));
  }

  /** Clocks of miners go back; the time counted is from the earliest to the latest. */
  @Test
  void timesNeedNotRise() {
    assertThat(HashRate.over(window(2_200, 1_000, 3_400)).orElseThrow().perSecond())
        .isEqualByComparingTo(new BigDecimal("3579194.0275"));
  }

  @Test
  void withoutTimeThereIsNone() {
    assertThat(HashRate.over(List.of())).isEmpty();
    assertThat(HashRate.over(window(1_000))).isEmpty();
    assertThat(HashRate.over(window(1_000, 1_000))).isEmpty();
  }

  @Test
  void headersOfTwoChainsHaveNone() {
    List<ChainedHeader> mixed = new ArrayList<>(window(1, 2));
    mixed.add(window(5).getFirst());

    assertThatIllegalArgumentException().isThrownBy(() -> HashRate.over(mixed));
  }
}
