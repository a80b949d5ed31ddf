package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The contracts of the simulated chain, at the same addresses for every seed: the last 20 bytes of
 * the hash of {@code tapeline sandbox}, their name and what they are. None has code that could run;
 * what it would answer is answered for it.
 */
public enum Contract {
  /** A token of 6 decimals. */
  USDC("usdc token", "USD Coin", 6),
  /** Ether as a token, 18 decimals. */
  WETH("weth token", "Wrapped Ether", 18),
  /** As Uniswap v2's pairs. */
  PAIR("pair contract", "Uniswap V2", 18),
  /** As Uniswap v3's pools, with a fee of 0.05%. */
  POOL("pool contract", "", 0),
  /** Through which is swapped. */
  ROUTER("router contract", "", 0),
  /** Takes blobs of rollups. */
  INBOX("inbox contract", "", 0),
  /** Uses gas. */
  WORKS("works contract", "", 0),
  /** Of which the pair and the pool say that it made them. */
  FACTORY("factory contract", "", 0);

  private static final int INVALID_INSTRUCTION = 0xfe;

  private final String title;
  private final int decimals;

  @SuppressWarnings("ImmutableEnumChecker") // it never changes
  private final Address address;

  @SuppressWarnings("ImmutableEnumChecker") // nobody gets it but as a copy
  private final byte[] code;

  @SuppressWarnings("ImmutableEnumChecker") // it never changes
  private final Hash codeHash;

  Contract(String seedName, String title, int decimals) {
    this.title = title;
    this.decimals = decimals;
    byte[] name = ("tapeline sandbox " + seedName).getBytes(StandardCharsets.UTF_8);
    byte[] hash = new Keccak().hash(name);
    this.address = Address.of(Arrays.copyOfRange(hash, Hash.BYTES - Address.BYTES, Hash.BYTES));
    this.code = new byte[name.length + 1];
    this.code[0] = (byte) INVALID_INSTRUCTION;
    System.arraycopy(name, 0, code, 1, name.length);
    this.codeHash = Keccak.of(code);
  }

  public Address address() {
    return address;
  }

  /** An instruction that fails, then the name. */
  public byte[] code() {
    return code.clone();
  }

  public Hash codeHash() {
    return codeHash;
  }

  /** For people; empty where it is no token. */
  public String title() {
    return title;
  }

  public String symbol() {
    return this == PAIR ? "UNI-V2" : name();
  }

  public int decimals() {
    return decimals;
  }

  public static Optional<Contract> at(Address address) {
    return Arrays.stream(values()).filter(each -> each.address.equals(address)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
