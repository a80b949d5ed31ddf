package io.tapeline.chain.spv.follow;

import io.tapeline.chain.spv.Hash256;
import io.tapeline.chain.spv.header.BlockHeader;
import io.tapeline.chain.spv.header.CompactTarget;
import io.tapeline.chain.spv.header.DifficultyRule;
import io.tapeline.chain.spv.header.HeaderFault;
import io.tapeline.chain.spv.header.Network;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a header must be like to follow its parent: Core's {@code ContextualCheckBlockHeader}. */
record HeaderRules(Network network) {

  private static final int MEDIAN_OF = 11;
  private static final long MOST_AHEAD_SECONDS = 2 * 60 * 60;
  private static final long MOST_BACK_SECONDS = 600;

  /** Its own work, which needs no parent. */
  Acceptance.@Nullable Refused alone(BlockHeader header, Hash256 hash) {
    return network.workHolds(header, hash)
        ? null
        : refused(HeaderFault.TOO_LITTLE_WORK, hash + " does not meet " + header.bits());
  }

  Acceptance.@Nullable Refused after(Link parent, BlockHeader header, Instant now) {
    Acceptance.Refused target = target(parent, header);
    if (target != null) {
      return target;
    }
    Acceptance.Refused time = time(parent, header, now);
    return time != null ? time : version(parent.place.height() + 1, header);
  }

  private Acceptance.@Nullable Refused target(Link parent, BlockHeader header) {
    CompactTarget required =
        DifficultyRule.required(
            network,
            parent.place.height() + 1,
            parent.place.header(),
            parent.period,
            header.timeSeconds());
    return required.equals(header.bits())
        ? null
        : refused(HeaderFault.WRONG_TARGET, header.bits() + " instead of " + required);
  }

  private Acceptance.@Nullable Refused time(Link parent, BlockHeader header, Instant now) {
    long time = header.timeSeconds();
    long height = parent.place.height() + 1;
    List<Long> times = parent.times(MEDIAN_OF);
    boolean enough = times.size() == Math.min(MEDIAN_OF, height);
    if (enough && time <= median(times)) {
      return refused(HeaderFault.TIME_TOO_OLD, time + " is not after " + median(times));
    }
    long parents = parent.place.header().timeSeconds();
    if (network.bip94() && Network.startsPeriod(height) && time < parents - MOST_BACK_SECONDS) {
      return refused(HeaderFault.TIME_WARP, time + " is too far before " + parents);
    }
    return time > now.getEpochSecond() + MOST_AHEAD_SECONDS
        ? refused(HeaderFault.TIME_TOO_NEW, time + " is too far ahead")
        : null;
  }

  /** Of an even number the higher of the two in the middle, as in Core. */
  private static long median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private Acceptance.@Nullable Refused version(long height, BlockHeader header) {
    return header.version() >= network.leastVersion(height)
        ? null
        : refused(HeaderFault.VERSION_TOO_OLD, header.version() + " at height " + height);
  }

  private static Acceptance.Refused refused(HeaderFault fault, String detail) {
    return new Acceptance.Refused(fault, detail);
  }
}
