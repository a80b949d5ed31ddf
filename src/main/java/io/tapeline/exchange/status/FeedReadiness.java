package io.tapeline.exchange.status;

import io.tapeline.exchange.app.ConnectionState;
import io.tapeline.exchange.app.FeedBoard;
import io.tapeline.ops.FeedName;
import io.tapeline.ops.health.ReadinessReason;
import io.tapeline.tape.app.TapeTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ready when data has come, or a live venue is connected. Until then it says of each venue why not;
 * once ready it stays so, since what is known can be asked also when every venue is away.
 */
@ApplicationScoped
public class FeedReadiness implements ReadinessReason {

  private final FeedBoard board;
  private final TapeTime time;
  private final boolean live;
  private volatile boolean ready;

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
    if (ready || time.nanos() > 0 || board.isOver() || isConnected()) {
      ready = true;
      return Optional.empty();
    }
    return Optional.of(live ? whatIsWrong() : "no data has come yet");
  }

  private boolean isConnected() {
    return board.venues().stream().anyMatch(FeedBoard.VenueState::isConnected);
  }

  private String whatIsWrong() {
    return board.venues().stream()
        .map(FeedReadiness::trouble)
        .collect(Collectors.joining("; ", "no venue is reached yet, trying on; ", ""));
  }

  private static String trouble(FeedBoard.VenueState venue) {
    String problem =
        Stream.concat(
                Stream.ofNullable(venue.problem()),
                venue.connections().stream().map(ConnectionState::problem))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("connecting");
    return venue.venue().id() + ": " + problem;
  }
}
