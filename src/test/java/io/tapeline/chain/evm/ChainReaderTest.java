package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainReaderTest {

  private static final String CHAIN = "tapeline.chains.ethereum.";

  private static List<DeclaredChain> read(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put(CHAIN + "chain-id", "1");
    settings.put(CHAIN + "nodes.b.url", "https://b.example/v2/key?x=1");
    settings.put(CHAIN + "nodes.a.url", "http://127.0.0.1:8545");
    settings.put(CHAIN + "nodes.c.url", "http://c.example");
    settings.putAll(more);
    return ChainReader.read(Configs.of(ChainsConfig.class, settings));
  }

  @Test
  void withoutAnyThereAreNone() {
    assertThat(ChainReader.read(Configs.defaults(ChainsConfig.class))).isEmpty();
  }

  @Test
  void nodesComeByNameAndMoreThanHalfOfThemMustAgree() {
    DeclaredChain chain = read(Map.of()).getFirst();
    assertThat(chain.name()).isEqualTo("ethereum");
    assertThat(chain.chainId()).isEqualTo(1);
    assertThat(chain.nodes()).extracting(DeclaredNode::name).containsExactly("a", "b", "c");
    assertThat(chain.quorum().needed()).isEqualTo(2);
    assertThat(read(Map.of(CHAIN + "quorum", "3")).getFirst().quorum().needed()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chain-id|0|ethereum.chain-id must be the chain's number, such as 1 for Ethereum",
        "quorum|4|ethereum.quorum must be 1 to the number of nodes, which is 3",
        "quorum|0|ethereum.quorum must be 1 to the number of nodes, which is 3",
        "nodes.a.url|ws://x|ethereum.nodes.a.url must be where it takes JSON-RPC",
        "nodes.a.url|http://u:p@x|ethereum.nodes.a.url must be where it takes JSON-RPC",
        "nodes.a.url|http://|ethereum.nodes.a.url must be where it takes JSON-RPC",
        "nodes.A!.url|http://x|ethereum.nodes.A! must be named by a lower-case letter",
      })
  void whatIsWrongIsNamed(String setting, String value, String told) {
    assertThatThrownBy(() -> read(Map.of(CHAIN + setting, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tapeline.chains." + told);
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndNoAddressIs() {
    assertThatThrownBy(
            () -> read(Map.of(CHAIN + "chain-id", "0", CHAIN + "nodes.a.url", "ftp://secret")))
        .hasMessageContaining("chain-id")
        .hasMessageContaining("nodes.a.url")
        .message()
        .doesNotContain("secret");
  }
}
