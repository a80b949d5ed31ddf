package io.tapeline.chain.pool.index;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.proof.Address;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Pools behind the newest stored blocks. Reads fail with {@code store_unavailable}. */
public interface PoolEnds {

  /**
   * All at one moment, the newest block first: those of the time before the newest one, by their
   * own time, and at least some; those alone that are on the chain.
   *
   * @param length ends with the newest block; of it no more than 512 blocks
   * @param least so many blocks, if there are
   */
  Uni<Map<Address, List<KeptEnd>>> newest(
      String chain, Collection<Address> pools, Duration length, int least);
}
