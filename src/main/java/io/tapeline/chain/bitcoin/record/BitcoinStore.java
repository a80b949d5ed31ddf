package io.tapeline.chain.bitcoin.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.follow.BlockRef;
import java.util.List;

/** Kept blocks of Bitcoin's networks. Fails as the database does. */
public interface BitcoinStore {

  /**
   * The newest ones that are on the chain, as far as is stored, ascending.
   *
   * @param most so many
   */
  Uni<List<BlockRef>> newest(String chain, int most);

  /**
   * Takes blocks back and stores what came instead or after, all of it or nothing. Fails where the
   * newest stored block is another one: somebody else stores too.
   */
  Uni<Void> write(BitcoinChange change);
}
