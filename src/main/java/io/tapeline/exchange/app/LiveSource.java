package io.tapeline.exchange.app;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The venues themselves. */
@ApplicationScoped
public class LiveSource implements FeedSource {

  @Override
  public FeedSpec.Mode mode() {
    return FeedSpec.Mode.LIVE;
  }

  @Override
  public Uni<Opened> open(FeedSpec spec) {
    return Uni.createFrom()
        .item(new Opened(new Endpoints.Live(), false, Set.of(), List.of(), () -> {}, () -> {}));
  }
}
