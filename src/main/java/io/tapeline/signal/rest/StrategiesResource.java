package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.ops.store.StoreConfig;
import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.json.StrategyJson;
import io.tapeline.signal.model.ModelStrategy;
import io.tapeline.signal.record.RecordStore;
import io.tapeline.signal.strategy.Strategy;
import io.tapeline.signal.strategy.Style;
import io.tapeline.signal.strategy.builtin.BuiltIns;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Strategies: which rules there are. */
@Path("/v1/strategies")
@Tag(name = "Signals")
public class StrategiesResource {

  private static final String NONE_YET = "none was made yet";
  private static final String UNKNOWN = "the database does not answer, or there is none";

  private final RecordStore records;
  private final StoreConfig store;
  private final Models models;

  @Inject
  public StrategiesResource(RecordStore records, StoreConfig store, Models models) {
    this.models = models;
    this.records = records;
    this.store = store;
  }

  @GET
  @Operation(
      operationId = "listStrategies",
      summary = "The catalogue of strategies",
      description =
          "Every strategy there is: its version, its numbers and their ranges, its rule in words, its"
              + " formula and source. Ascending by name.")
  @APIResponse(
      responseCode = "200",
      description = "A page of the catalogue.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = StrategyJson.class)))
  public Answer list(
      @Parameter(
              description = "Only those that go by this.",
              schema =
                  @Schema(
                      enumeration = {
                        "trend",
                        "momentum",
                        "mean_reversion",
                        "breakout",
                        "volatility",
                        "volume",
                        "agreement",
                        "composite",
                        "model"
                      }))
          @QueryParam("style")
          @Nullable String style,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    Style wanted = inputs.choice("style", style, Style.class);
    Paging paging = inputs.paging("strategies?" + wanted, limit, cursor);
    inputs.check();
    Stream<StrategyJson> rows = all(wanted).sorted(Comparator.comparing(StrategyJson::name));
    return Answer.of(
        Page.of(StrategyJson.class, paging, rows, StrategyJson::name, strategy -> strategy),
        CacheRule.REFERENCE);
  }

  private Stream<StrategyJson> all(@Nullable Style wanted) {
    return Stream.concat(
        BuiltIns.all().stream()
            .filter(strategy -> wanted == null || strategy.style() == wanted)
            .map(StrategyJson::of),
        models.judging().stream()
            .filter(_ -> wanted == null || wanted == Style.MODEL)
            .map(ModelStrategy::new)
            .map(StrategyJson::of));
  }

  @GET
  @Path("{strategy}")
  @Operation(
      operationId = "getStrategy",
      summary = "One strategy",
      description =
          "What its signals are made of, by which rule, who thought of it, and how it did.")
  @APIResponse(
      responseCode = "200",
      description = "The strategy.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StrategyJson.class)))
  public Uni<Answer> get(
      @Parameter(description = "A strategy's name, in any case.", example = "macd")
          @PathParam("strategy")
          String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    Optional<StrategyJson> model =
        ModelStrategy.find(models.judging(), wanted).map(StrategyJson::of);
    if (model.isPresent()) {
      return Uni.createFrom().item(Answer.of(model.get(), CacheRule.REFERENCE));
    }
    Strategy strategy = BuiltIns.find(wanted).orElseThrow(() -> unknown(name));
    if (!store.enabled()) {
      return Uni.createFrom()
          .item(Answer.of(StrategyJson.of(strategy, UNKNOWN), CacheRule.REFERENCE));
    }
    return records
        .newest(strategy.usual().name())
        .map(
            found ->
                found.isEmpty()
                    ? StrategyJson.of(strategy, NONE_YET)
                    : StrategyJson.of(strategy, found))
        .onFailure(ProblemException.class)
        .recoverWithItem(StrategyJson.of(strategy, UNKNOWN))
        .map(json -> Answer.of(json, CacheRule.REFERENCE));
  }

  private ProblemException unknown(String name) {
    List<String> names = all(null).map(StrategyJson::name).toList();
    return new ProblemException(new Problem.UnknownStrategy(name, NearMatches.of(name, names)));
  }
}
