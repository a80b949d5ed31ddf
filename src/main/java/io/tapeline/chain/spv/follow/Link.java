package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.PeriodStart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One header of the tree that is kept, hanging on its parent. */
final class Link {

  final ChainedHeader place;
  final PeriodStart period;

  /** Times before this header where the parent is not kept, the nearest first. */
  private final List<Long> earlierTimes;

  private @Nullable Link parent;

  /** How many headers hang on this one. */
  int children;

  Link(TrustedBase base) {
    place = new ChainedHeader(base.header(), base.header().hash(), base.height(), base.work());
    period = base.period();
    earlierTimes = base.earlierTimes();
  }

  Link(Link parent, BlockHeader header, Hash256 hash) {
    long height = parent.place.height() + 1;
    place = new ChainedHeader(header, hash, height, parent.place.work().add(header.work()));
    period = parent.period.with(height, header);
    earlierTimes = List.of();
    this.parent = parent;
  }

  @Nullable Link parent() {
    return parent;
  }

  /** Lets go of what is before, so that it can be collected. */
  void cut() {
    parent = null;
  }

  boolean outweighs(Link other) {
    return place.work().compareTo(other.place.work()) > 0;
  }

  /**
   * Times of this header and those before it, at most so many.
   *
   * @return fewer where fewer are known
   */
  List<Long> times(int most) {
    List<Long> times = new ArrayList<>(most);
    Link last = this;
    for (Link link = this; link != null && times.size() < most; link = link.parent) {
      times.add(link.place.header().timeSeconds());
      last = link;
    }
    times.addAll(
        last.earlierTimes.subList(0, Math.min(most - times.size(), last.earlierTimes.size())));
    return times;
  }
}
