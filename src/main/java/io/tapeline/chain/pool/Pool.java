package io.tapeline.chain.pool;

import io.tapeline.chain.proof.Address;
import io.tapeline.chain.token.Token;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pool that is followed.
 *
 * @param name as the configuration has it
 * @param kind null as long as that is not known
 * @param base whose price it is
 * @param quote in which it is told
 */
public record Pool(String name, Address address, @Nullable Kind kind, Token base, Token quote) {

  public Pool {
    if (base.contract().equals(quote.contract())) {
      throw new IllegalArgumentException(name + " has one token twice");
    }
  }

  /** The tokens of a pool are in the order of their addresses, whatever is made of it. */
  public boolean isBaseFirst() {
    return number(base.contract()).compareTo(number(quote.contract())) < 0;
  }

  private static BigInteger number(Address address) {
    return new BigInteger(1, address.bytes());
  }

  public Address first() {
    return isBaseFirst() ? base.contract() : quote.contract();
  }

  public Address second() {
    return isBaseFirst() ? quote.contract() : base.contract();
  }
}
