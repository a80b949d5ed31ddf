package io.tapeline.chain.token;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a contract keeps the balances of holders.
 *
 * @param slot of the mapping itself, which holds nothing
 */
public record BalanceMapping(Layout layout, Hash slot) {

  /** Mappings further down are not looked for. */
  static final int TRIED_SLOTS = 16;

  /**
   * Where OpenZeppelin's upgradeable contracts have it since version 5: the namespace {@code
   * openzeppelin.storage.ERC20} (ERC-7201), whose third slot is the supply.
   */
  private static final String NAMESPACE =
      "0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace";

  private static final BalanceMapping OF_NAMESPACE =
      new BalanceMapping(Layout.SOLIDITY, Hash.of(NAMESPACE + "00"));

  private static final Hash SUPPLY_OF_NAMESPACE = Hash.of(NAMESPACE + "02");

  /** The slot that holds a balance. */
  public Hash of(Address holder) {
    return layout.slot(slot, holder);
  }

  /** Where balances usually are. */
  public static List<BalanceMapping> usual() {
    List<BalanceMapping> all = new ArrayList<>();
    for (int slot = 0; slot < TRIED_SLOTS; slot++) {
      for (Layout layout : Layout.values()) {
        all.add(new BalanceMapping(layout, slot(slot)));
      }
    }
    all.add(OF_NAMESPACE);
    return List.copyOf(all);
  }

  /** Where the supply usually is. */
  public static List<Hash> usualOfSupply() {
    List<Hash> all = new ArrayList<>();
    for (int slot = 0; slot < TRIED_SLOTS; slot++) {
      all.add(slot(slot));
    }
    all.add(SUPPLY_OF_NAMESPACE);
    return List.copyOf(all);
  }

  private static Hash slot(int number) {
    return Hash.of(BigInteger.valueOf(number));
  }
}
