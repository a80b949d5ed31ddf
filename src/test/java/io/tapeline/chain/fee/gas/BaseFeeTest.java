package io.tapeline.chain.fee.gas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.RawBlock;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseFeeTest {

  /** The first three are go-ethereum's own; the rest is worked by hand. */
  @ParameterizedTest
  @CsvSource({
    "1000000000, 10000000, 20000000, 1000000000",
    "1000000000,  9000000, 20000000,  987500000",
    "1000000000, 11000000, 20000000, 1012500000",
    "1000000000, 20000000, 20000000, 1125000000",
    "1000000000,        0, 20000000,  875000000",
    // at least one more where more than half is used, however little it costs
    "7, 10000001, 20000000, 8",
    "0, 20000000, 20000000, 1",
    "7, 0, 20000000, 7"
  })
  void theNextFollowsFromWhatWasUsed(String baseFee, long used, long limit, String next) {
    assertThat(BaseFee.next(new BigInteger(baseFee), used, limit)).isEqualTo(next);
  }

  @Test
  void aBlockWithoutRoomHasNoNext() {
    assertThatThrownBy(() -> BaseFee.next(BigInteger.TEN, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMostIsWhatFullBlocksMakeAndNothingIsMore() {
    BigInteger now = BigInteger.valueOf(1_000_000_000);
    assertThat(BaseFee.most(now, 30_000_000, 0)).isEqualTo(now);
    assertThat(BaseFee.most(now, 30_000_000, 2)).isEqualTo("1265625000");
    SplittableRandom random = new SplittableRandom(7);
    BigInteger fee = now;
    for (int i = 1; i <= 50; i++) {
      fee = BaseFee.next(fee, random.nextLong(30_000_001), 30_000_000);
      assertThat(fee).isLessThanOrEqualTo(BaseFee.most(now, 30_000_000, i));
    }
  }

  @Test
  void everyBlockOfARealChainFollowsTheRule() {
    List<Header> chain = RawBlock.testChain().stream().map(RawBlock::decoded).toList();
    int checked = 0;
    for (int i = 1; i < chain.size(); i++) {
      Header before = chain.get(i - 1);
      BigInteger baseFee = before.additions().baseFee();
      if (baseFee != null) {
        assertThat(requireNonNull(chain.get(i).additions().baseFee()))
            .isEqualTo(BaseFee.next(baseFee, before.gasUsed(), before.gasLimit()));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(10);
  }
}
