package io.tapeline.chain.rest.block;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.OfKind;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Paging;

/** Stored blocks of chains of one kind. */
interface ChainBlocks extends OfKind {

  /**
   * A page of them, as known at a moment.
   *
   * @param query of a chain that is of this kind
   * @param moment nanoseconds since 1970
   */
  Uni<Answer> page(BlockQuery query, Paging paging, long moment, CacheRule cache);
}
