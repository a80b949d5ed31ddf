package io.tapeline.chain.audit;

import io.tapeline.chain.Hash;
import io.tapeline.chain.proof.Address;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was last read of each chain with a proof, since a node may lie of nothing else. Any thread.
 */
@ApplicationScoped
public class LastRead {

  /** Before anything was read. Most chains have something at it, and else it is proved absent. */
  private static final What ANYTHING = new What(Address.of(new byte[Address.BYTES]), List.of());

  private final Map<String, What> byChain = new ConcurrentHashMap<>();

  record What(Address address, List<Hash> slots) {}

  public void is(String chain, Address address, List<Hash> slots) {
    byChain.put(chain, new What(address, List.copyOf(slots)));
  }

  What of(String chain) {
    return byChain.getOrDefault(chain, ANYTHING);
  }
}
