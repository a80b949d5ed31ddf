package io.tapeline.exchange.status;

import io.tapeline.exchange.app.FeedBoard;
import io.tapeline.ops.health.ReadinessReason;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Ready when data has come: until then nothing of the feed could be answered. Venues that are lost
 * later degrade the service, they don't take it out; the status names them.
 */
@ApplicationScoped
public class FeedReadiness implements ReadinessReason {

  private final FeedBoard board;
  private final TapeTime time;

  public FeedReadiness(FeedBoard board, TapeTime time) {
    this.board = board;
    this.time = time;
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
    return time.nanos() > 0 || board.isOver()
        ? Optional.empty()
        : Optional.of(board.unreachable().orElse("no data has come yet"));
  }
}
