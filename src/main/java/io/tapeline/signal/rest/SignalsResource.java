package io.tapeline.signal.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.app.SignalConfig;
import io.tapeline.signal.app.SignalQuestion;
import io.tapeline.signal.app.SignalReader;
import io.tapeline.signal.json.SignalsJson;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.verdict.Desk;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signals: what strategies say of candles. */
@Path("/v1/signals")
@Tag(name = "Signals")
public class SignalsResource {

  private final SignalReader reader;
  private static final String STRATEGIES =
      "Strategies of the catalogue, between commas, at most 20, with their numbers or without: then"
          + " the usual ones are meant. All that follow from candles alone unless said otherwise; those"
          + " of models tell what was stored at the close.";
  private static final String STRATEGIES_EXAMPLE = "ma_cross(20,100),composite";
  private static final String AS_OF =
      "As known at this moment: of the newest candle closed by then.";

  private final SeriesFinder series;
  private final NamedSeries named;
  private final Models models;
  private final SignalConfig config;

  @Inject
  public SignalsResource(
      SignalReader reader,
      SeriesFinder series,
      NamedSeries named,
      Models models,
      SignalConfig config) {
    this.reader = reader;
    this.series = series;
    this.named = named;
    this.models = models;
    this.config = config;
  }

  @GET
  @Operation(
      operationId = "listSignalsOfAssets",
      summary = "What strategies say of the newest closed candles of many",
      description =
          "The same as of one asset, of several at one moment, ascending by id. With `as_of` the pages"
              + " are of one moment too.")
  @APIResponse(
      responseCode = "200",
      description = "The signals, by asset.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = SignalsJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> ofAssets(
      @Parameter(
              description =
                  "Between commas: assets (their US dollar indexes), index pairs, or markets.",
              required = true,
              example = "btc,eth")
          @QueryParam("assets")
          @Nullable String assets,
      @Parameter(description = STRATEGIES, example = STRATEGIES_EXAMPLE) @QueryParam("strategies")
          @Nullable String strategies,
      @Parameter(
              description = Asked.INTERVAL,
              schema =
                  @Schema(enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = AS_OF) @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    String given = inputs.required("assets", assets);
    List<String> ids = inputs.list("assets", given.isEmpty() ? null : given, config.maxAssets());
    ids.forEach(id -> NamedSeries.read(inputs, "assets", id));
    Interval length = Lengths.any(inputs, interval);
    Long known = inputs.timeNanos("as_of", asOf);
    AskedStrategies choices = choices(inputs, length, strategies);
    String list = "signals?" + ids + choices.ids().toList() + length;
    Paging paging = inputs.paging(list, limit, cursor);
    inputs.check();
    return named
        .find("assets", ids)
        .map(all -> questions(all, paging, length, choices))
        .chain(questions -> answer(questions, paging, known));
  }

  private static List<SignalQuestion> questions(
      List<Series> all, Paging paging, Interval length, AskedStrategies choices) {
    return all.stream()
        .distinct()
        .filter(one -> paging.isAfter(one.id()))
        .sorted(Comparator.comparing(Series::id))
        .limit(paging.limitAndOneMore())
        .map(one -> new SignalQuestion(one, length, choices.choices(), choices.models()))
        .toList();
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "listSignals",
      summary = "What strategies say of the newest closed candle",
      description =
          "Of each strategy where the closed candles point, how strongly, the evidence, whose"
              + " contributions are the strength, and the range and hash of the candles that it was made"
              + " from. Computed from stored candles: the newest is the last that was over and recorded;"
              + " with `as_of`, then, and the same question has the same answer for as long as the data is"
              + " kept.")
  @APIResponse(
      responseCode = "200",
      description = "The signals.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SignalsJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = Asked.SERIES, example = Asked.SERIES_EXAMPLE) @PathParam("id")
          String id,
      @Parameter(description = STRATEGIES, example = STRATEGIES_EXAMPLE) @QueryParam("strategies")
          @Nullable String strategies,
      @Parameter(
              description = Asked.INTERVAL,
              schema =
                  @Schema(enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = AS_OF) @QueryParam("as_of") @Nullable String asOf) {
    Inputs inputs = new Inputs();
    Interval length = Lengths.any(inputs, interval);
    Long known = inputs.timeNanos("as_of", asOf);
    AskedStrategies choices = choices(inputs, length, strategies);
    inputs.check();
    return series
        .find(id)
        .map(found -> new SignalQuestion(found, length, choices.choices(), choices.models()))
        .chain(question -> answer(question, known));
  }

  private AskedStrategies choices(Inputs inputs, Interval length, @Nullable String given) {
    AskedStrategies read = AskedStrategies.read(inputs, given, models);
    int most = reader.longestWarmup();
    for (StrategyChoice choice : read.choices()) {
      Desk.warmups(length, List.of(choice)).values().stream()
          .filter(warmup -> warmup > most)
          .findFirst()
          .ifPresent(
              warmup ->
                  inputs.wrong(
                      "strategies",
                      "must take at most " + most + " candles of warm-up, not " + warmup,
                      choice.id()));
    }
    return read;
  }

  private static CacheRule cache(@Nullable Long known) {
    return known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
  }

  private Uni<Answer> answer(SignalQuestion question, @Nullable Long known) {
    return AsOf.answer(
        reader.horizon(),
        known,
        moment -> read(question, moment).map(found -> Answer.of(found, cache(known))));
  }

  /** One after the other: who asks for many takes no more of the database at a time. */
  private Uni<Answer> answer(List<SignalQuestion> questions, Paging paging, @Nullable Long known) {
    return AsOf.answer(
        reader.horizon(),
        known,
        moment ->
            Multi.createFrom()
                .iterable(questions)
                .onItem()
                .transformToUniAndConcatenate(question -> read(question, moment))
                .collect()
                .asList()
                .map(
                    found ->
                        Answer.of(
                            Page.of(SignalsJson.class, paging, found, SignalsJson::id, one -> one),
                            cache(known))));
  }

  private Uni<SignalsJson> read(SignalQuestion question, long momentNanos) {
    return reader
        .read(question, momentNanos)
        .map(found -> SignalsJson.of(question.series(), found));
  }
}
