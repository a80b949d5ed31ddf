package io.tapeline.candle.json;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.http.Inputs;
import io.tapeline.market.Asset;
import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Series that a parameter or a body names, beside the one that the address does: one that is not
 * known is a fault of theirs.
 */
@ApplicationScoped
public class NamedSeries {

  private static final String FORM = "an asset, an index pair or a market, such as btc";

  private final SeriesFinder series;

  public NamedSeries(SeriesFinder series) {
    this.series = series;
  }

  /**
   * An id of a body.
   *
   * @param place where it stands there
   */
  public record Named(String place, String id) {}

  /** Notes what can be no id. */
  public static @Nullable String read(Inputs inputs, String parameter, @Nullable String given) {
    return inputs.parsed(parameter, given, FORM, NamedSeries::checked);
  }

  /** Ids that a body names in a list, each once; notes all that is wrong. */
  public static List<Named> readInBody(
      Inputs inputs, String field, @Nullable List<String> given, int most) {
    List<String> ids = given == null ? List.of() : given;
    if (ids.isEmpty() || ids.size() > most) {
      inputs.wrong(field, "must be 1 to " + most + " ids", String.valueOf(ids.size()));
      return List.of();
    }
    Map<String, Named> read = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String place = field + "/" + i;
      String text = inputs.required(place, ids.get(i));
      String id = text.isEmpty() ? null : read(inputs, place, text);
      if (id != null) {
        read.putIfAbsent(id, new Named(place, id));
      }
    }
    return List.copyOf(read.values());
  }

  private static String checked(String id) {
    if (id.indexOf(':') < 0 && id.indexOf('-') < 0) {
      return new Asset(id).id();
    }
    return Series.parse(id).id();
  }

  public Uni<List<Series>> find(String parameter, List<String> ids) {
    return Uni.join().all(ids.stream().map(id -> find(parameter, id)).toList()).andFailFast();
  }

  /**
   * Fails with {@code invalid_request} if there is no such series, or {@code store_unavailable}.
   */
  public Uni<Series> find(String parameter, String id) {
    return series
        .find(id)
        .onFailure(NamedSeries::isUnknown)
        .transform(failure -> invalid(FieldError.parameter(parameter, reason(failure), id)));
  }

  /** Those that a body names. Fails as {@link #find(String, String)} does, naming all. */
  public Uni<List<Series>> findInBody(List<Named> named) {
    Inputs inputs = Inputs.ofBody();
    return findInBody(inputs, named).invoke(inputs::check);
  }

  /**
   * The same, with faults noted beside others. Fails with {@code store_unavailable} at most.
   *
   * @return those that are known
   */
  public Uni<List<Series>> findInBody(Inputs inputs, List<Named> named) {
    List<Series> found = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Named each : named) { // one after the other: the database may have to be asked
      all = all.chain(() -> find(inputs, each, found));
    }
    return all.replaceWith(found);
  }

  private Uni<Void> find(Inputs inputs, Named named, List<Series> found) {
    return series
        .find(named.id)
        .invoke(found::add)
        .replaceWithVoid()
        .onFailure(NamedSeries::isUnknown)
        .recoverWithItem(
            failure -> {
              inputs.wrong(named.place, reason(failure), named.id);
              return null;
            });
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof ProblemException problem
        && !(problem.problem() instanceof Problem.StoreUnavailable);
  }

  private static String reason(Throwable failure) {
    return "must be known: " + ((ProblemException) failure).problem().text().detail();
  }

  private static ProblemException invalid(FieldError error) {
    return new ProblemException(new Problem.InvalidRequest(List.of(error)));
  }
}
