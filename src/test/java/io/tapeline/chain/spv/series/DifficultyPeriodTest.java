package io.tapeline.chain.spv.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.follow.ChainedHeader;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifficultyPeriodTest {

  private static ChainedHeader header(long height, String bits) {
    BlockHeader header =
        new BlockHeader(1, Hash256.ZERO, Hash256.ZERO, 600 * height, CompactTarget.parse(bits), 0);
    return new ChainedHeader(header, header.hash(), height, header.work());
  }

  /** The first changes of the main network: 1.18, then 1.31. */
  @Test
  void periodsBeginEvery2016BlocksAndTellTheChange() {
    List<DifficultyPeriod> periods =
        DifficultyPeriod.of(
            List.of(
                header(32_255, "1d00ffff"),
                header(32_256, "1d00d86a"),
                header(32_257, "1d00d86a"),
                header(34_272, "1d00c428"),
                header(40_320, "1d00be71")));

    assertThat(periods)
        .extracting(DifficultyPeriod::firstHeight)
        .containsExactly(32_256L, 34_272L, 40_320L);
    assertThat(periods.get(0).change()).isNull();
    assertThat(periods.get(0).difficulty()).isEqualByComparingTo("1.182899534312841");
    assertThat(periods.get(0).begins()).isEqualTo(Instant.ofEpochSecond(19_353_600));
    assertThat(periods.get(1).difficulty()).isEqualByComparingTo("1.305062131591525");
    assertThat(periods.get(1).change()).isEqualTo(new BigDecimal("0.103274"));
    // a period is missing between
    assertThat(periods.get(2).change()).isNull();
  }
}
