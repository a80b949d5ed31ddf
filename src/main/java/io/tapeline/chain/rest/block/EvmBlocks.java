package io.tapeline.chain.rest.block;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.json.stored.KeptBlockJson;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.record.KeptBlock;
import io.tapeline.chain.rest.KeptPages;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored blocks of chains like Ethereum. */
@ApplicationScoped
class EvmBlocks implements ChainBlocks {

  private final EvmChains chains;
  private final BlockHistory history;
  private final KeptPages pages;

  EvmBlocks(EvmChains chains, BlockHistory history, KeptPages pages) {
    this.chains = chains;
    this.pages = pages;
    this.history = history;
  }

  @Override
  public boolean has(String chain) {
    return chains.findEvm(chain).isPresent();
  }

  @Override
  public Uni<Answer> page(BlockQuery query, Paging paging, long moment, CacheRule cache) {
    return history
        .standing(query.chain(), moment)
        .chain(
            standing ->
                history
                    .list(query, moment, paging.limitAndOneMore())
                    .chain(rows -> page(query, paging, rows, standing.orElse(null)))
                    .map(page -> Answer.of(page, cache)));
  }

  private Uni<Page<KeptBlockJson>> page(
      BlockQuery query, Paging paging, List<KeptBlock> rows, @Nullable Standing standing) {
    return pages.of(
        query.chain(),
        KeptBlockJson.class,
        paging,
        rows,
        row -> row.block().number() + "/" + row.id(),
        row -> KeptBlockJson.of(row, standing),
        edge -> query.goesBelow(edge.number(), edge.time()));
  }
}
