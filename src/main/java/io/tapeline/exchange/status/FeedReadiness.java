package io.tapeline.exchange.status;

import io.tapeline.exchange.app.FeedBoard;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.health.ReadinessReason;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Ready when there is a feed. Simulated and recorded data is there at once, so it is waited for;
 * live venues may be out of reach for long, and the service can say so only if it is let to answer.
 */
@ApplicationScoped
public class FeedReadiness implements ReadinessReason {

  private final FeedBoard board;
  private final TapeTime time;
  private final boolean live;

  public FeedReadiness(FeedBoard board, TapeTime time, FeedName feed) {
    this.board = board;
    this.time = time;
    this.live = feed.id().equals("live");
  }

  @Override
  public String name() {
    return "feed";
  }

  @Override
  public Optional<String> notReadyBecause() {
    String problem = board.problem();
    if (problem != null) {
      return Optional.of(problem);
    }
    return live || time.nanos() > 0 || board.isOver()
        ? Optional.empty()
        : Optional.of("no data has come yet");
  }
}
