package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.SignalQuestion;
import io.tapeline.signal.app.SignalReader;
import io.tapeline.signal.json.SignalsJson;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import io.tapeline.signal.verdict.Desk;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  private final SeriesFinder series;

  @Inject
  public SignalsResource(SignalReader reader, SeriesFinder series) {
    this.reader = reader;
    this.series = series;
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
      @Parameter(
              description =
                  "Strategies of the catalogue, between commas, at most 20, with their numbers or without:"
                      + " then the usual ones are meant. All unless said otherwise.",
              example = "ma_cross(20,100),composite")
          @QueryParam("strategies")
          @Nullable String strategies,
      @Parameter(
              description = Asked.INTERVAL,
              schema =
                  @Schema(enumeration = {"1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"}))
          @QueryParam("interval")
          @Nullable String interval,
      @Parameter(description = "As known at this moment: of the newest candle closed by then.")
          @QueryParam("as_of")
          @Nullable String asOf) {
    Inputs inputs = new Inputs();
    Interval length = Lengths.any(inputs, interval);
    Long known = inputs.timeNanos("as_of", asOf);
    List<StrategyChoice> choices = choices(inputs, length, strategies);
    inputs.check();
    return series
        .find(id)
        .map(found -> new SignalQuestion(found, length, choices))
        .chain(question -> answer(question, known));
  }

  private List<StrategyChoice> choices(Inputs inputs, Interval length, @Nullable String given) {
    StrategyChoices read = StrategyChoices.read(given);
    read.faults().forEach(fault -> inputs.wrong("strategies", fault.reason(), fault.given()));
    int most = reader.longestWarmup();
    for (StrategyChoice choice : read.all()) {
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
    return read.all();
  }

  private Uni<Answer> answer(SignalQuestion question, @Nullable Long known) {
    CacheRule cache = known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
    return AsOf.answer(
        reader.horizon(),
        known,
        moment ->
            reader
                .read(question, moment)
                .map(found -> Answer.of(SignalsJson.of(question.series(), found), cache)));
  }
}
