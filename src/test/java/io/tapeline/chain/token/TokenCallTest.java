package io.tapeline.chain.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenCallTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] selector(String signature) {
    byte[] hash = Keccak.of(signature.getBytes(StandardCharsets.US_ASCII)).bytes();
    return Arrays.copyOf(hash, 4);
  }

  @Test
  void functionsAreNamedByTheHashOfTheirSignature() {
    assertThat(TokenCall.totalSupply()).isEqualTo(selector("totalSupply()"));
    assertThat(TokenCall.name()).isEqualTo(selector("name()"));
    assertThat(TokenCall.symbol()).isEqualTo(selector("symbol()"));
    assertThat(TokenCall.decimals()).isEqualTo(selector("decimals()"));
    byte[] call = TokenCall.balanceOf(Address.parse("0x1111111111111111111111111111111111111111"));
    assertThat(Arrays.copyOf(call, 4)).isEqualTo(selector("balanceOf(address)"));
    assertThat(Arrays.copyOfRange(call, 4, 36)).isEqualTo(hex("00".repeat(12) + "11".repeat(20)));
  }

  private static String text(String answer) {
    return TokenCall.text(hex(answer)).orElse("nothing");
  }

  @Test
  void textsAreReadInBothWaysInWhichContractsAnswerThem() {
    String word20 = "%064x".formatted(32);
    assertThat(text(word20 + "%064x".formatted(4) + "55534454" + "00".repeat(28)))
        .isEqualTo("USDT");
    assertThat(text("4d4b52" + "00".repeat(29))).isEqualTo("MKR");
    assertThat(text("")).isEqualTo("nothing");
    assertThat(text("00".repeat(32))).isEqualTo("nothing");
  }

  @Test
  void whatIsNoTextOrWouldMisleadIsLeftOut() {
    String word20 = "%064x".formatted(32);
    // longer than the answer, far away, and beyond any memory
    assertThat(text(word20 + "%064x".formatted(400) + "00".repeat(32))).isEqualTo("nothing");
    assertThat(text("%064x".formatted(4_000) + "00".repeat(64))).isEqualTo("nothing");
    assertThat(text("ff".repeat(32) + "00".repeat(64))).isEqualTo("nothing");
    assertThat(text(word20 + "ff".repeat(32) + "00".repeat(32))).isEqualTo("nothing");
    // a line break, and what turns the direction of reading
    String turned = HexFormat.of().formatHex("A\u202eB\nC".getBytes(StandardCharsets.UTF_8));
    int bytes = turned.length() / 2;
    assertThat(text(word20 + "%064x".formatted(bytes) + turned + "00".repeat(32 - bytes)))
        .isEqualTo("ABC");
    assertThat(text(word20 + "%064x".formatted(1_000) + "41".repeat(1_000))).hasSize(128);
  }

  @Test
  void balancesAreWhereCompilersPutThem() {
    Address holder = Address.parse("0x1111111111111111111111111111111111111111");
    String key = "00".repeat(12) + "11".repeat(20);
    String two = "%064x".formatted(2);
    Hash mapping = Hash.of(BigInteger.TWO);
    assertThat(new BalanceMapping(Layout.SOLIDITY, mapping).of(holder))
        .isEqualTo(Keccak.of(hex(key + two)));
    assertThat(new BalanceMapping(Layout.VYPER, mapping).of(holder))
        .isEqualTo(Keccak.of(hex(two + key)));
    assertThat(BalanceMapping.usual()).doesNotHaveDuplicates().hasSize(33);
    assertThat(BalanceMapping.usualOfSupply()).doesNotHaveDuplicates().hasSize(17);
  }

  @Test
  void theNamespaceOfOpenZeppelinIsDerivedAsItsStandardSays() {
    Hash id = Keccak.of("openzeppelin.storage.ERC20".getBytes(StandardCharsets.US_ASCII));
    BigInteger before = new BigInteger(1, id.bytes()).subtract(BigInteger.ONE);
    byte[] slot = Keccak.of(Hash.of(before).bytes()).bytes();
    slot[31] = 0;
    assertThat(BalanceMapping.usual().getLast())
        .isEqualTo(new BalanceMapping(Layout.SOLIDITY, Hash.of(slot)));
    slot[31] = 2;
    assertThat(BalanceMapping.usualOfSupply().getLast()).isEqualTo(Hash.of(slot));
  }
}
