package io.tapeline.chain.spv.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LandmarkTest {

  @Test
  void theMainNetworksIsTheHalvingThatAllKnow() {
    Landmark known = Landmark.of(Network.MAINNET).orElseThrow();
    assertThat(known.height()).isEqualTo(4 * 210_000);
    assertThat(known.hash())
        .hasToString("0000000000000000000320283a032748cef8227873ff4872689bf23f1cda83a5");
    assertThat(Network.MAINNET.workHolds(known.header(), known.hash())).isTrue();
    assertThat(known.header().time()).isEqualTo(Instant.parse("2024-04-20T00:09:27Z"));
    assertThat(known.isTooEasy(known.header())).isFalse();
    assertThat(known.isTooEasy(Network.MAINNET.genesis())).isTrue();
  }

  @Test
  void othersHaveNone() {
    assertThat(Landmark.of(Network.REGTEST)).isEmpty();
    assertThat(Landmark.of(Network.TESTNET4)).isEmpty();
  }
}
