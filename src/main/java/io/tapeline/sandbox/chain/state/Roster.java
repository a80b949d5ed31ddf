package io.tapeline.sandbox.chain.state;

import io.tapeline.chain.proof.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All accounts that there are, each by its number: those with keys first, contracts last. None ever
 * comes or goes.
 */
public final class Roster {

  /** People: they hold ether and tokens. */
  public static final int USERS = 96;

  /** They keep the pair's and the pool's price where the market's is, and hold tokens too. */
  public static final int ARBITRAGEURS = 2;

  /** Who has tokens and a key. */
  public static final int HOLDERS = USERS + ARBITRAGEURS;

  /** Blocks' fees go to one of them. */
  public static final int BUILDERS = 4;

  /** Withdrawals of validators go to them. */
  public static final int STAKERS = 8;

  /** They send blobs. */
  public static final int ROLLUPS = 4;

  /** They use up gas. */
  public static final int WORKERS = 4;

  public static final int FIRST_BUILDER = HOLDERS;
  public static final int FIRST_STAKER = FIRST_BUILDER + BUILDERS;
  public static final int FIRST_ROLLUP = FIRST_STAKER + STAKERS;
  public static final int FIRST_WORKER = FIRST_ROLLUP + ROLLUPS;
  public static final int FIRST_CONTRACT = FIRST_WORKER + WORKERS;
  private static final List<Contract> CONTRACTS = List.of(Contract.values());
  public static final int SIZE = FIRST_CONTRACT + CONTRACTS.size();

  private final List<Address> addresses;
  private final Map<Address, Integer> numbers = new HashMap<>();

  public Roster(Keys keys) {
    List<Address> all = new ArrayList<>(keys.addresses().subList(0, FIRST_CONTRACT));
    for (Contract contract : CONTRACTS) {
      all.add(contract.address());
    }
    addresses = List.copyOf(all);
    addresses.forEach(address -> numbers.put(address, numbers.size()));
  }

  public Address address(int account) {
    return addresses.get(account);
  }

  /** All of them, in order. */
  public List<Address> addresses() {
    return addresses;
  }

  /** The number of an account; nothing if it is not in the state. */
  public OptionalInt find(Address address) {
    Integer number = numbers.get(address);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  public static int of(Contract contract) {
    return FIRST_CONTRACT + CONTRACTS.indexOf(contract);
  }

  /** Which contract an account is; nothing for those with keys. */
  public static Optional<Contract> contract(int account) {
    return account < FIRST_CONTRACT
        ? Optional.empty()
        : Optional.of(CONTRACTS.get(account - FIRST_CONTRACT));
  }
}
