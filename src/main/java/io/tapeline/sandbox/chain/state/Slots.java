package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where contracts keep what they know. Tokens as OpenZeppelin's: balances in the mapping at slot 0,
 * total supply at 2, name and symbol at 3 and 4. The pair as {@code UniswapV2Pair}: total supply at
 * 0, factory and tokens at 5 to 7, reserves packed at 8, the lock at 12. The pool as {@code
 * UniswapV3Pool}: slot0 at 0, growth of fees at 1 and 2, liquidity at 4.
 */
public final class Slots {

  /** Of a token, behind the balances. */
  public static final int SUPPLY = Roster.HOLDERS + 2;

  static final int NAME = SUPPLY + 1;
  static final int SYMBOL = SUPPLY + 2;

  /** Of the pair. */
  public static final int PAIR_SUPPLY = 0;

  static final int PAIR_FACTORY = 1;
  static final int PAIR_TOKEN0 = 2;
  static final int PAIR_TOKEN1 = 3;
  public static final int RESERVES = 4;
  static final int PAIR_LOCK = 5;

  /** Of the pool. */
  public static final int SLOT0 = 0;

  public static final int FEE_GROWTH0 = 1;
  public static final int FEE_GROWTH1 = 2;
  public static final int LIQUIDITY = 3;

  private static final int[] PAIR_PLACES = {0, 5, 6, 7, 8, 12};
  private static final int[] POOL_PLACES = {0, 1, 2, 4};
  private static final int SHORT_STRING_BYTES = 31;

  private final Map<Contract, List<Hash>> slots = new EnumMap<>(Contract.class);

  public Slots(Roster roster) {
    for (Contract token : List.of(Contract.USDC, Contract.WETH)) {
      List<Hash> all = new ArrayList<>();
      for (int holder = 0; holder < SUPPLY; holder++) {
        all.add(balance(roster.address(account(holder)).bytes()));
      }
      for (int place = 2; place <= 4; place++) {
        all.add(place(place));
      }
      slots.put(token, List.copyOf(all));
    }
    slots.put(Contract.PAIR, Arrays.stream(PAIR_PLACES).mapToObj(Slots::place).toList());
    slots.put(Contract.POOL, Arrays.stream(POOL_PLACES).mapToObj(Slots::place).toList());
  }

  /** Whose balance a token's slot holds. */
  private static int account(int holder) {
    if (holder < Roster.HOLDERS) {
      return holder;
    }
    return Roster.of(holder == Roster.HOLDERS ? Contract.PAIR : Contract.POOL);
  }

  /** Which slot of a token holds an account's balance; -1 if it holds no tokens. */
  public static int holder(int account) {
    if (account < Roster.HOLDERS) {
      return account;
    }
    if (account == Roster.of(Contract.PAIR)) {
      return Roster.HOLDERS;
    }
    return account == Roster.of(Contract.POOL) ? Roster.HOLDERS + 1 : -1;
  }

  private static Hash place(int place) {
    byte[] slot = new byte[Hash.BYTES];
    slot[Hash.BYTES - 1] = (byte) place;
    return Hash.of(slot);
  }

  /** In the mapping at slot 0. */
  private static Hash balance(byte[] address) {
    byte[] both = new byte[2 * Hash.BYTES];
    System.arraycopy(address, 0, both, Hash.BYTES - address.length, address.length);
    return Keccak.of(both);
  }

  /** In which something is stored, in their order; empty where nothing ever is. */
  public List<Hash> of(Contract contract) {
    return slots.getOrDefault(contract, List.of());
  }

  /** A text of at most 31 bytes, as Solidity stores it. */
  static BigInteger text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > SHORT_STRING_BYTES) {
      throw new IllegalArgumentException(text);
    }
    byte[] word = Arrays.copyOf(bytes, Hash.BYTES);
    word[SHORT_STRING_BYTES] = (byte) (2 * bytes.length);
    return new BigInteger(1, word);
  }
}
