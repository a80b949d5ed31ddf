package io.tapeline.chain.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.chain.app.ChainKind;
import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    assertThat(chain.kind()).isEqualTo(new ChainKind.Evm(1));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network|signet|must match",
        "network||tapeline.chains.btc.network must be mainnet, testnet3, testnet4 or regtest",
        "checkpoint|7|tapeline.chains.btc.checkpoint must be HEIGHT:HASH",
        "checkpoint|x:00|tapeline.chains.btc.checkpoint must be HEIGHT:HASH",
      })
  void whatIsWrongWithOneOfBitcoinIsNamed(String setting, @Nullable String value, String told) {
    Map<String, String> settings = bitcoin();
    settings.put("tapeline.chains.btc." + setting, value == null ? "" : value);
    assertThatThrownBy(() -> ChainReader.read(Configs.of(ChainsConfig.class, settings)))
        .hasMessageContaining(told);
  }

  @Test
  void oneOfBitcoinHasANetworkInsteadOfANumber() {
    Map<String, String> settings = bitcoin();
    settings.put("tapeline.chains.btc.checkpoint", "840000:" + "0a".repeat(32));
    DeclaredChain chain = ChainReader.read(Configs.of(ChainsConfig.class, settings)).getFirst();
    assertThat(chain.kind()).isEqualTo(new ChainKind.Bitcoin(Network.MAINNET));
    assertThat(chain.nodes().getFirst().config().api()).contains("esplora");
    assertThat(chain.config().checkpoint().flatMap(Checkpoint::parse))
        .contains(new Checkpoint(840_000, Hash256.parse("0a".repeat(32))));
  }

  private static Map<String, String> bitcoin() {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.btc.kind", "bitcoin");
    settings.put("tapeline.chains.btc.network", "mainnet");
    settings.put("tapeline.chains.btc.nodes.a.url", "https://a.example/api");
    settings.put("tapeline.chains.btc.nodes.a.api", "esplora");
    return settings;
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
