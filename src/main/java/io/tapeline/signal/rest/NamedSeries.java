package io.tapeline.signal.rest;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Series that a parameter names, beside the one that the address does: one that is not known is a
 * fault of the parameter.
 */
@ApplicationScoped
class NamedSeries {

  private static final String FORM = "an asset, an index pair or a market, such as btc";

  private final SeriesFinder series;

  NamedSeries(SeriesFinder series) {
    this.series = series;
  }

  /** Notes what can be no id. */
  static @Nullable String read(Inputs inputs, String parameter, @Nullable String given) {
    return inputs.parsed(parameter, given, FORM, NamedSeries::checked);
  }

  /** Ids that a body names in a list, each once; notes all that is wrong. */
  static List<String> readInBody(
      Inputs inputs, String field, @Nullable List<String> given, int most) {
    List<String> ids = given == null ? List.of() : given;
    if (ids.isEmpty() || ids.size() > most) {
      inputs.wrong(field, "must be 1 to " + most + " ids", String.valueOf(ids.size()));
      return List.of();
    }
    List<String> read = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String place = field + "/" + i;
      String id = read(inputs, place, inputs.required(place, ids.get(i)));
      if (id != null && !read.contains(id)) {
        read.add(id);
      }
    }
    return read;
  }

  private static String checked(String id) {
    if (id.indexOf(':') < 0 && id.indexOf('-') < 0) {
      return new Asset(id).id();
    }
    return Series.parse(id).id();
  }

  Uni<List<Series>> find(String parameter, List<String> ids) {
    return Uni.join().all(ids.stream().map(id -> find(parameter, id)).toList()).andFailFast();
  }

  /**
   * Fails with {@code invalid_request} if there is no such series, or {@code store_unavailable}.
   */
  Uni<Series> find(String parameter, String id) {
    return series
        .find(id)
        .onFailure(NamedSeries::isUnknown)
        .transform(
            failure -> invalid(List.of(FieldError.parameter(parameter, reason(failure), id))));
  }

  /**
   * Those that a body names in a list. Fails as {@link #find(String, String)} does, naming all that
   * are not known.
   */
  Uni<List<Series>> findInBody(String field, List<String> ids) {
    List<FieldError> unknown = new ArrayList<>();
    List<Uni<Optional<Series>>> each =
        ids.stream()
            .map(
                id ->
                    series
                        .find(id)
                        .map(Optional::of)
                        .onFailure(NamedSeries::isUnknown)
                        .recoverWithItem(
                            failure -> {
                              unknown.add(FieldError.pointer("/" + field, reason(failure), id));
                              return Optional.empty();
                            }))
            .toList();
    return Uni.join()
        .all(each)
        .usingConcurrencyOf(1)
        .andFailFast()
        .map(
            found -> {
              if (!unknown.isEmpty()) {
                throw invalid(unknown);
              }
              return found.stream().flatMap(Optional::stream).toList();
            });
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof ProblemException problem
        && !(problem.problem() instanceof Problem.StoreUnavailable);
  }

  private static String reason(Throwable failure) {
    return "must be known: " + ((ProblemException) failure).problem().text().detail();
  }

  private static ProblemException invalid(List<FieldError> errors) {
    return new ProblemException(new Problem.InvalidRequest(errors));
  }
}
