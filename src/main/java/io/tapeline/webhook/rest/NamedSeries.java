package io.tapeline.webhook.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.http.Inputs;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Series that a request names. */
@ApplicationScoped
class NamedSeries {

  static final int MOST = 50;

  private static final String FIELD = "events/signals/series";

  private final SeriesFinder series;

  NamedSeries(SeriesFinder series) {
    this.series = series;
  }

  /** Their ids; notes those that are not known. Fails with {@code store_unavailable}. */
  Uni<Set<String>> find(Inputs inputs, @Nullable List<String> given) {
    Set<String> found = new HashSet<>();
    if (given == null) {
      return Uni.createFrom().item(found);
    }
    if (given.size() > MOST) {
      inputs.wrong(FIELD, "must be at most " + MOST, null);
      return Uni.createFrom().item(found);
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (int i = 0; i < given.size(); i++) {
      String field = FIELD + "/" + i;
      String id = String.valueOf(given.get(i));
      all = all.chain(() -> find(inputs, field, id, found));
    }
    return all.replaceWith(found);
  }

  private Uni<Void> find(Inputs inputs, String field, String id, Set<String> found) {
    return series
        .find(id)
        .invoke(known -> found.add(known.id()))
        .replaceWithVoid()
        .onFailure(NamedSeries::isUnknown)
        .recoverWithItem(
            failure -> {
              Problem problem = ((ProblemException) failure).problem();
              inputs.wrong(field, "must be known: " + problem.text().detail(), id);
              return null;
            });
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof ProblemException problem
        && !(problem.problem() instanceof Problem.StoreUnavailable);
  }
}
