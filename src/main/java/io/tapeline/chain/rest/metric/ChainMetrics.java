package io.tapeline.chain.rest.metric;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.OfKind;
import io.tapeline.http.Answer;

/** What happened on chains of one kind, interval by interval. */
interface ChainMetrics extends OfKind {

  /**
   * A page of intervals, as known at a moment.
   *
   * @param chain one of this kind
   * @param moment nanoseconds since 1970
   */
  Uni<Answer> page(String chain, AskedMetrics asked, long moment);
}
