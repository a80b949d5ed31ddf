package io.tapeline.chain.rest.block;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.record.BitcoinHistory;
import io.tapeline.chain.bitcoin.record.KeptBitcoinBlock;
import io.tapeline.chain.json.bitcoin.BitcoinBlockJson;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.rest.KeptPages;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;

/** Stored blocks of Bitcoin, which are of another form. */
@ApplicationScoped
class BitcoinBlocks implements ChainBlocks {

  private final ConfiguredBitcoin bitcoin;
  private final BitcoinHistory history;
  private final KeptPages pages;

  BitcoinBlocks(ConfiguredBitcoin bitcoin, BitcoinHistory history, KeptPages pages) {
    this.bitcoin = bitcoin;
    this.pages = pages;
    this.history = history;
  }

  @Override
  public boolean has(String chain) {
    return bitcoin.find(chain).isPresent();
  }

  @Override
  public Uni<Answer> page(BlockQuery query, Paging paging, long moment, CacheRule cache) {
    return history
        .list(query, moment, paging.limitAndOneMore())
        .chain(known -> page(query, paging, known))
        .map(page -> Answer.of(page, cache));
  }

  private Uni<Page<BitcoinBlockJson>> page(
      BlockQuery query, Paging paging, BitcoinHistory.Known<KeptBitcoinBlock> known) {
    return pages.of(
        query.chain(),
        BitcoinBlockJson.class,
        paging,
        known.rows(),
        row -> row.block().number() + "/" + row.id(),
        row -> BitcoinBlockJson.of(row, known.height()),
        edge -> query.goesBelow(edge.number(), edge.time()));
  }
}
