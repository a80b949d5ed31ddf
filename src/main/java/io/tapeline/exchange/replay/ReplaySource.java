package io.tapeline.exchange.replay;

import io.smallrye.mutiny.Uni;
import io.tapeline.exchange.app.Endpoints;
import io.tapeline.exchange.app.FeedSource;
import io.tapeline.exchange.app.FeedSpec;
import io.tapeline.exchange.recording.Recording;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Serves recordings to the very sockets and codecs that live data takes. */
@ApplicationScoped
public class ReplaySource implements FeedSource {

  private static final Logger LOG = Logger.getLogger(ReplaySource.class);

  private final Vertx vertx;

  public ReplaySource(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public FeedSpec.Mode mode() {
    return FeedSpec.Mode.REPLAY;
  }

  @Override
  public Uni<Opened> open(FeedSpec spec) {
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .executeBlocking(() -> sessions(spec), false)
                    .compose(sessions -> new ReplayServer(vertx, sessions, spec).start())
                    .map(ReplaySource::opened)
                    .toCompletionStage());
  }

  private static Opened opened(ReplayServer server) {
    return new Opened(
        new Endpoints.Local(server.port()),
        true,
        Set.of(),
        server.connections(),
        server::play,
        server::stop);
  }

  private static List<Session> sessions(FeedSpec spec) {
    List<Session> sessions =
        recordings(spec.places()).stream()
            .filter(r -> spec.venues().isEmpty() || spec.venues().contains(r.venue()))
            .map(Session::of)
            .filter(session -> !session.connections().isEmpty())
            .toList();
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException("nothing to replay in " + spec.places());
    }
    Map<String, Long> byVenue =
        sessions.stream()
            .collect(Collectors.groupingBy(s -> s.recording().venue(), Collectors.counting()));
    LOG.infof("replaying %d recorded sessions: %s", sessions.size(), byVenue);
    return sessions;
  }

  private static List<Recording> recordings(List<Path> places) {
    List<Recording> found = new ArrayList<>();
    for (Path place : places) {
      if (!Files.exists(place)) {
        throw new IllegalArgumentException("no such folder or file: " + place);
      }
      try {
        found.addAll(Recording.in(place));
      } catch (IOException e) {
        throw new UncheckedIOException("can't read " + place, e);
      }
    }
    return found;
  }
}
