package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.app.SeriesFinder;
import io.tapeline.candle.json.Asked;
import io.tapeline.candle.json.AskedSpan;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Everything;
import io.tapeline.http.Inputs;
import io.tapeline.http.Lengths;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.http.RowStream;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.Models;
import io.tapeline.signal.app.SignalHistory;
import io.tapeline.signal.json.SignalJson;
import io.tapeline.signal.strategy.StrategyName;
import io.tapeline.signal.watch.Recorded;
import io.tapeline.signal.watch.SignalPlace;
import io.tapeline.signal.watch.SignalRange;
import io.tapeline.tape.app.TapeTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What strategies said at the close of candles, as it was stored then. */
@Path("/v1/signals")
@Tag(name = "Signals", description = "What follows from candles.")
public class SignalHistoryResource {

  private static final int USUAL_CANDLES = 100;

  private final SignalHistory history;
  private final SeriesFinder series;
  private final Models models;
  private final TapeTime time;

  @Inject
  public SignalHistoryResource(
      SignalHistory history, SeriesFinder series, Models models, TapeTime time) {
    this.history = history;
    this.series = series;
    this.models = models;
    this.time = time;
  }

  /** What is asked for, of whatever series. */
  private record Asking(
      Interval interval,
      Set<String> strategies,
      SignalPlace behind,
      long toNanos,
      @Nullable Long known,
      boolean all,
      Paging paging) {

    SignalRange of(Series series) {
      return new SignalRange(series, interval, strategies, behind, toNanos);
    }

    /** Even of a range that is over, something may be said again. */
    CacheRule cache() {
      return known == null ? CacheRule.LIVE : CacheRule.IMMUTABLE;
    }
  }

  @GET
  @Path("{id}/history")
  @Operation(
      operationId = "listSignalHistory",
      summary = "What strategies said at each close",
      description =
          "Signals that were made when their candle closed and stored then, the newest revision of"
              + " each: ascending by open time, then by strategy and version. Without `from`, of the"
              + " last hundred candles before `to`. With `as_of`, what had been said by then: the same"
              + " question has the same answer for as long as the data is kept. With `limit=all`, all"
              + " that is stored of the range in one answer of any length. Which series, intervals and"
              + " strategies are judged at their closes is a matter of configuration.")
  @APIResponse(
      responseCode = "200",
      description = "A page of signals.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = SignalJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(description = Asked.SERIES, example = "btc") @PathParam("id") String id,
      @Parameter(
              description =
                  "Only these strategies, between commas, at most 20, with their numbers or without:"
                      + " then the usual ones are meant.",
              example = "composite")
          @QueryParam("strategies")
          @Nullable String strategies,
      @BeanParam AskedSpan asked) {
    Inputs inputs = new Inputs();
    Asking asking = read(inputs, id, strategies, asked);
    inputs.check();
    return series.find(id).chain(found -> answer(asking, asking.of(found)));
  }

  private Asking read(Inputs inputs, String id, @Nullable String strategies, AskedSpan asked) {
    Interval interval = Lengths.any(inputs, asked.interval());
    Long known = inputs.timeNanos("as_of", asked.asOf());
    long now = known == null ? time.nanos() : known;
    // a wrong `to` reads as the end of time, so that `from` is not blamed for it
    long end =
        asked.to() == null
            ? interval.floor(now) + interval.nanos()
            : inputs.timeNanos("to", asked.to(), Long.MAX_VALUE);
    Long start = inputs.timeNanos("from", asked.from());
    if (start != null && start > end) {
      inputs.wrong("from", "must not be after to", asked.from());
    }
    boolean all = Paging.isForAll(asked.limit(), asked.cursor());
    String list =
        "signals/%s/history?%s&%s&%s&%s"
            .formatted(id, interval, strategies, asked.from(), asked.to());
    Paging paging = inputs.pagingOrAll(list, asked.limit(), asked.cursor());
    SignalPlace after = inputs.position(paging, asked.cursor(), SignalHistoryResource::place);
    long usual = Math.max(0, interval.floor(end - 1) - (USUAL_CANDLES - 1) * interval.nanos());
    long first = start != null ? start : all ? 0 : usual;
    // what a cursor says is no secret, and no way out of the range
    SignalPlace behind =
        after == null || after.openTimeNanos() < first ? SignalPlace.before(first) : after;
    return new Asking(interval, names(inputs, strategies), behind, end, known, all, paging);
  }

  private Set<String> names(Inputs inputs, @Nullable String given) {
    return given == null
        ? Set.of()
        : AskedStrategies.read(inputs, given, models).ids().collect(Collectors.toSet());
  }

  private Uni<Answer> answer(Asking asking, SignalRange range) {
    return asking.all
        ? Everything.of(
            history.horizon(),
            asking.known,
            moment ->
                RowStream.of(SignalJson.class, history.stream(range, moment)::next, SignalJson::of))
        : AsOf.answer(history.horizon(), asking.known, moment -> page(asking, range, moment));
  }

  private Uni<Answer> page(Asking asking, SignalRange range, long moment) {
    return history
        .read(range, moment, asking.paging.limitAndOneMore())
        .map(
            found ->
                Answer.of(
                    Page.of(
                        SignalJson.class,
                        asking.paging,
                        found,
                        SignalHistoryResource::position,
                        SignalJson::of),
                    asking.cache()));
  }

  private static String position(Recorded row) {
    SignalPlace place = SignalPlace.of(row.judged().verdict());
    return place.openTimeNanos() + "/" + place.strategy().version() + "/" + place.strategy().id();
  }

  /**
   * @throws IllegalArgumentException if it is none
   * @throws IndexOutOfBoundsException if it is none
   */
  private static SignalPlace place(String text) {
    String[] parts = text.split("/", 3);
    return new SignalPlace(
        Long.parseLong(parts[0]), new StrategyName(parts[2], Integer.parseInt(parts[1])));
  }
}
