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
import java.util.List;
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
        .onFailure(ProblemException.class)
        .transform(
            failure -> {
              Problem problem = failure.problem();
              return problem instanceof Problem.StoreUnavailable
                  ? failure
                  : fault(parameter, problem, id);
            });
  }

  private static ProblemException fault(String parameter, Problem problem, String id) {
    String reason = "must be known: " + problem.text().detail();
    return new ProblemException(
        new Problem.InvalidRequest(List.of(FieldError.parameter(parameter, reason, id))));
  }
}
