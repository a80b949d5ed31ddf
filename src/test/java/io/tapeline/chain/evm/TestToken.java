package io.tapeline.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.FromNpm;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.TokenCall;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A token on a node of tests, whose contract is OpenZeppelin's or one that answers one number. */
public final class TestToken {

  /** The first account that the node has the key of. */
  public static final Address OWNER = Address.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

  private static final String SPEC = "@openzeppelin/contracts@4.9.6";
  private static final String FILE =
      "@openzeppelin/contracts/build/contracts/ERC20PresetFixedSupply.json";

  private static final int LOOKS = 400;

  private final Anvil anvil;
  private final Address contract;

  private TestToken(Anvil anvil, Address contract) {
    this.anvil = anvil;
    this.contract = contract;
  }

  public Address contract() {
    return contract;
  }

  /** Named {@code Tape Token}, {@code TPT}; all of it is the owner's. */
  public static TestToken deploy(Anvil anvil, BigInteger supply)
      throws IOException, InterruptedException {
    String code =
        new ObjectMapper().readTree(FromNpm.file(SPEC, FILE).toFile()).path("bytecode").asText();
    String arguments =
        word(128)
            + word(192)
            + "%064x".formatted(supply)
            + "00".repeat(12)
            + OWNER.toString().substring(2)
            + text("Tape Token")
            + text("TPT");
    JsonNode receipt = send(anvil, Map.of("data", code + arguments));
    return new TestToken(anvil, Address.parse(receipt.path("contractAddress").asText()));
  }

  private static String word(int number) {
    return "%064x".formatted(number);
  }

  private static String text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return word(bytes.length) + HexFormat.of().formatHex(bytes) + "00".repeat(32 - bytes.length);
  }

  public void transfer(Address to, BigInteger units) throws IOException, InterruptedException {
    String data =
        "0xa9059cbb" + "00".repeat(12) + to.toString().substring(2) + "%064x".formatted(units);
    var _ = send(anvil, Map.of("to", contract.toString(), "data", data));
  }

  /** As the node has it at a block. */
  public BigInteger balance(Address holder, String blockHash)
      throws IOException, InterruptedException {
    String data = "0x" + HexFormat.of().formatHex(TokenCall.balanceOf(holder));
    JsonNode answer =
        anvil.ask(
            "eth_call",
            Map.of("to", contract.toString(), "data", data),
            Map.of("blockHash", blockHash));
    return new BigInteger(answer.asText().substring(2), 16);
  }

  /**
   * Sends a transaction of the owner.
   *
   * @return its receipt, once it is in a block
   */
  public static JsonNode send(Anvil anvil, Map<String, ?> transaction)
      throws IOException, InterruptedException {
    Map<String, Object> whole = new HashMap<>(transaction);
    whole.put("from", OWNER.toString());
    return receipt(anvil, anvil.ask("eth_sendTransaction", whole).asText());
  }

  /** Of a transaction that was sent. */
  public static JsonNode receipt(Anvil anvil, String hash)
      throws IOException, InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      JsonNode receipt = anvil.ask("eth_getTransactionReceipt", hash);
      if (!receipt.isNull()) {
        assertThat(receipt.path("status").asText()).as(receipt.toString()).isEqualTo("0x1");
        return receipt;
      }
      TimeUnit.MILLISECONDS.sleep(25);
    }
    throw new IllegalStateException("the transaction comes into no block");
  }

  /** A contract that answers a number to whatever it is asked, and has a slot. */
  public static TestToken answering(Anvil anvil, Address contract, BigInteger number)
      throws IOException, InterruptedException {
    String code = "0x7f" + "%064x".formatted(number) + "5f5260205ff3";
    var _ = anvil.ask("anvil_setCode", contract.toString(), code);
    return new TestToken(anvil, contract);
  }

  public TestToken holding(String slot, BigInteger value) throws IOException, InterruptedException {
    var _ =
        anvil.ask("anvil_setStorageAt", contract.toString(), slot, "0x" + "%064x".formatted(value));
    return this;
  }
}
