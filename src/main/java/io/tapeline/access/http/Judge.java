package io.tapeline.access.http;

import io.tapeline.access.ApiKey;
import io.tapeline.access.Caller;
import io.tapeline.access.Standing;
import io.tapeline.access.http.Identities.Identity;
import io.tapeline.ops.FeedName;
import io.tapeline.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Says whether a key is good here and now, whichever way it came. */
@Singleton
class Judge {

  private final FeedName feed;
  private final Clock clock;

  Judge(FeedName feed, Clock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  /**
   * @param caller who it is if the key is good
   */
  Identity judged(ApiKey key, Caller caller, Entry entry) {
    return switch (key.standing(clock.instant(), entry.from())) {
      case Standing.Valid _ ->
          key.test() && !feed.isSandbox()
              ? new Identity.Wrong(new Problem.TestKey(feed.id()))
              : new Identity.Known(caller);
      case Standing.Expired _ -> new Identity.Wrong(new Problem.KeyExpired());
      case Standing.Revoked _ -> new Identity.Wrong(new Problem.KeyRevoked());
      case Standing.WrongAddress _ -> new Identity.Wrong(new Problem.AddressNotAllowed());
    };
  }
}
