package io.tapeline.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.FromNpm;
import io.tapeline.chain.evm.Anvil;
import io.tapeline.chain.proof.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Real contracts on a real node, deployed and called by one of its accounts. */
public final class Contracts {

  private static final String UNISWAP_V2 = "@uniswap/v2-core@1.0.1";
  private static final String UNISWAP_V3 = "@uniswap/v3-core@1.0.1";
  private static final String UNISWAP_V3_PERIPHERY = "@uniswap/v3-periphery@1.4.4";
  private static final String OPEN_ZEPPELIN = "@openzeppelin/contracts@4.9.6";
  private static final int LOOKS = 500;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final BigInteger TWO_TO_256 = BigInteger.TWO.pow(256);

  private final Anvil anvil;
  private final String account;

  public Contracts(Anvil anvil) throws IOException, InterruptedException {
    this.anvil = anvil;
    this.account = anvil.ask("eth_accounts").get(0).asText();
  }

  public Address account() {
    return Address.of(HexFormat.of().parseHex(account.substring(2)));
  }

  /** All of a new token is the account's. */
  public Address token(String name, BigInteger supply) throws IOException, InterruptedException {
    String code =
        bytecode(
            OPEN_ZEPPELIN, "@openzeppelin/contracts/build/contracts/ERC20PresetFixedSupply.json");
    String text = text(name);
    return deploy(code + words(128, 128 + text.length() / 2, supply, account()) + text + text);
  }

  /** A text of at most 32 bytes behind its length. */
  private static String text(String characters) {
    String hex = HexFormat.of().formatHex(characters.getBytes(StandardCharsets.UTF_8));
    return words(characters.length()) + hex + "0".repeat(64 - hex.length());
  }

  public Address factoryOfV2() throws IOException, InterruptedException {
    return deploy(
        bytecode(UNISWAP_V2, "@uniswap/v2-core/build/UniswapV2Factory.json") + words(account()));
  }

  public Address factoryOfV3() throws IOException, InterruptedException {
    return deploy(
        bytecode(
            UNISWAP_V3,
            "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json"));
  }

  /**
   * A contract around the factory of v3, which pools call back.
   *
   * @param name {@code SwapRouter}, {@code NonfungiblePositionManager}
   * @param more what it is given beside the factory
   */
  public Address peripheryOfV3(String name, Address factory, Object... more)
      throws IOException, InterruptedException {
    String path = "@uniswap/v3-periphery/artifacts/contracts/%s.sol/%s.json".formatted(name, name);
    return deploy(bytecode(UNISWAP_V3_PERIPHERY, path) + words(factory) + words(more));
  }

  private static String bytecode(String spec, String path)
      throws IOException, InterruptedException {
    JsonNode code = MAPPER.readTree(FromNpm.file(spec, path).toFile()).path("bytecode");
    String hex = code.asText();
    return hex.startsWith("0x") ? hex.substring(2) : hex;
  }

  private Address deploy(String code) throws IOException, InterruptedException {
    JsonNode receipt = receipt(Map.of("from", account, "data", "0x" + code, "gas", "0x1000000"));
    return Address.of(
        HexFormat.of().parseHex(receipt.path("contractAddress").asText().substring(2)));
  }

  /** Sends a transaction, which is mined and goes well; its receipt. */
  public JsonNode send(Address to, String function, Object... arguments)
      throws IOException, InterruptedException {
    return receipt(
        Map.of(
            "from",
            account,
            "to",
            to.toString(),
            "gas",
            "0x1000000",
            "data",
            data(function, arguments)));
  }

  private JsonNode receipt(Map<String, String> transaction)
      throws IOException, InterruptedException {
    String hash = anvil.ask("eth_sendTransaction", transaction).asText();
    JsonNode receipt = anvil.ask("eth_getTransactionReceipt", hash);
    for (int i = 0; i < LOOKS && receipt.isNull(); i++) {
      TimeUnit.MILLISECONDS.sleep(10); // it is mined a moment after it is taken
      receipt = anvil.ask("eth_getTransactionReceipt", hash);
    }
    assertThat(receipt.path("status").asText()).as("%s", receipt).isEqualTo("0x1");
    return receipt;
  }

  /** What a function gives back, at the newest block. */
  public byte[] call(Address to, String function, Object... arguments)
      throws IOException, InterruptedException {
    String hex =
        anvil
            .ask(
                "eth_call",
                Map.of("to", to.toString(), "data", data(function, arguments)),
                "latest")
            .asText();
    return HexFormat.of().parseHex(hex.substring(2));
  }

  private static String data(String function, Object... arguments) {
    return "0x" + HexFormat.of().formatHex(Signature.of(function).selector()) + words(arguments);
  }

  private static String words(Object... values) {
    return Arrays.stream(values).map(Contracts::word).collect(Collectors.joining());
  }

  private static String word(Object value) {
    return switch (value) {
      case Address address -> "0".repeat(24) + address.toString().substring(2);
      case BigInteger number -> hex(number);
      case Integer number -> word(BigInteger.valueOf(number));
      case Long number -> word(BigInteger.valueOf(number));
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  /** In two's complement. */
  private static String hex(BigInteger number) {
    BigInteger word = number.mod(TWO_TO_256);
    return "%064x".formatted(word);
  }
}
