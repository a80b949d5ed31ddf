package io.tapeline.chain.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.BalanceMapping;
import io.tapeline.chain.token.KnownToken;
import io.tapeline.chain.token.Layout;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSettingsTest {

  private static final String TOKEN = "tapeline.chains.ethereum.tokens.usdc.";
  private static final String CONTRACT = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

  private static List<KnownToken> read(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.ethereum.chain-id", "1");
    settings.put("tapeline.chains.ethereum.nodes.a.url", "http://127.0.0.1:8545");
    settings.putAll(more);
    return ChainReader.read(Configs.of(ChainsConfig.class, settings)).getFirst().tokens();
  }

  @Test
  void slotsAreNumbersOrHexadecimal() {
    assertThat(
            read(
                Map.of(
                    TOKEN + "contract",
                    CONTRACT,
                    TOKEN + "balance-slot",
                    "9",
                    TOKEN + "supply-slot",
                    "0xb",
                    TOKEN + "layout",
                    "vyper")))
        .containsExactly(
            new KnownToken(
                Address.parse(CONTRACT),
                new BalanceMapping(Layout.VYPER, Hash.of(BigInteger.valueOf(9))),
                Hash.of(BigInteger.valueOf(11))));
    assertThat(read(Map.of(TOKEN + "contract", CONTRACT)))
        .containsExactly(new KnownToken(Address.parse(CONTRACT), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contract|0x12|contract must be an address: an address is 0x and 40 hexadecimal digits",
        "contract|0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB47|contract must be an address: its capitals",
        "balance-slot|-1|balance-slot must be a number, or 0x and 1 to 64 hexadecimal digits",
        "supply-slot|0x|supply-slot must be a number",
        "layout|rust|layout must be solidity or vyper",
      })
  void whatIsWrongIsNamed(String setting, String value, String told) {
    Map<String, String> settings = new HashMap<>(Map.of(TOKEN + "contract", CONTRACT));
    settings.put(TOKEN + setting, value);
    assertThatThrownBy(() -> read(settings)).hasMessageContaining(TOKEN + told);
  }

  @Test
  void theContractMustBeGivenAndBitcoinHasNone() {
    assertThatThrownBy(() -> read(Map.of(TOKEN + "balance-slot", "9")))
        .hasMessageContaining(TOKEN + "contract must be the address of the token's contract");
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.chains.btc.kind", "bitcoin");
    settings.put("tapeline.chains.btc.network", "mainnet");
    settings.put("tapeline.chains.btc.nodes.a.url", "https://a.example/api");
    settings.put("tapeline.chains.btc.tokens.usdc.contract", CONTRACT);
    assertThatThrownBy(() -> ChainReader.read(Configs.of(ChainsConfig.class, settings)))
        .hasMessageContaining("tapeline.chains.btc.tokens can't be");
  }
}
