package io.tapeline.chain.rest.block;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.bitcoin.follow.ConfiguredBitcoin;
import io.tapeline.chain.bitcoin.record.BitcoinHistory;
import io.tapeline.chain.bitcoin.record.BitcoinReads.Query;
import io.tapeline.chain.bitcoin.record.KeptBitcoinBlock;
import io.tapeline.chain.json.bitcoin.BitcoinBlockJson;
import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.rest.KeptPages;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

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
    Query of =
        new Query(
            query.chain(),
            query.fromNumber(),
            query.toNumber(),
            query.fromTime(),
            query.toTime(),
            query.behind().number(),
            query.behind().id(),
            query.withWithdrawn());
    return history
        .list(of, moment, paging.limitAndOneMore())
        .chain(known -> page(query, paging, known))
        .map(page -> Answer.of(page, cache));
  }

  private Uni<Page<BitcoinBlockJson>> page(
      BlockQuery query, Paging paging, BitcoinHistory.Known<KeptBitcoinBlock> known) {
    Function<KeptBitcoinBlock, String> place = row -> row.block().number() + "/" + row.id();
    return pages.ended(
        query.chain(),
        Page.of(
            BitcoinBlockJson.class,
            paging,
            known.rows(),
            place,
            row -> BitcoinBlockJson.of(row, known.height())),
        paging,
        known.rows(),
        place,
        edge -> query.goesBelow(edge.number(), edge.time()));
  }
}
