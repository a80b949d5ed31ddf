package io.tapeline.chain.rest.metric;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.follow.Standing;
import io.tapeline.chain.json.metric.MetricJson;
import io.tapeline.chain.metric.app.MetricReader;
import io.tapeline.chain.metric.app.MetricReader.Slot;
import io.tapeline.chain.record.BlockHistory;
import io.tapeline.http.Answer;
import io.tapeline.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened on chains like Ethereum. */
@ApplicationScoped
class EvmMetrics implements ChainMetrics {

  private final EvmChains chains;
  private final MetricReader reader;
  private final BlockHistory history;

  EvmMetrics(EvmChains chains, MetricReader reader, BlockHistory history) {
    this.chains = chains;
    this.reader = reader;
    this.history = history;
  }

  @Override
  public boolean has(String chain) {
    return chains.findEvm(chain).isPresent();
  }

  @Override
  public Uni<Answer> page(String chain, AskedMetrics asked, long moment) {
    return Uni.combine()
        .all()
        .unis(
            reader.read(chain, asked.interval(), asked.from(), asked.until(), moment),
            history.standing(chain, moment))
        .asTuple()
        .map(found -> page(asked, found.getItem1(), found.getItem2().orElse(null)));
  }

  private static Answer page(AskedMetrics asked, List<Slot> slots, @Nullable Standing standing) {
    return Answer.of(
        Page.of(
            MetricJson.class,
            asked.paging(),
            slots,
            slot -> Long.toString(slot.openNanos()),
            slot -> MetricJson.of(slot, standing)),
        asked.cache());
  }
}
