package io.tapeline.signal.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.candle.Series;
import io.tapeline.candle.json.NamedSeries;
import io.tapeline.http.Answer;
import io.tapeline.http.AsOf;
import io.tapeline.http.Cursor;
import io.tapeline.http.Inputs;
import io.tapeline.http.Page;
import io.tapeline.http.Paging;
import io.tapeline.market.Interval;
import io.tapeline.signal.app.CorrelationPage;
import io.tapeline.signal.app.StatisticConfig;
import io.tapeline.signal.app.StatisticReader;
import io.tapeline.signal.json.CorrelationsJson;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How assets move together. */
@Path("/v1/correlations")
@Tag(name = "Signals", description = "What follows from candles.")
public class CorrelationsResource {

  private static final int USUAL_WINDOW = 30;
  private static final int SHORTEST_WINDOW = 3;
  private static final int LONGEST_WINDOW = 500;

  private final StatisticReader reader;
  private final NamedSeries named;
  private final StatisticConfig config;

  @Inject
  public CorrelationsResource(StatisticReader reader, NamedSeries named, StatisticConfig config) {
    this.reader = reader;
    this.named = named;
    this.config = config;
  }

  @GET
  @Operation(
      operationId = "listCorrelations",
      summary = "Correlation matrix, rolling",
      description =
          "One row for each interval, ascending, with a figure for each pair: the correlation of the"
              + " `window` returns that end with it. Without `from`, the newest `limit` intervals before"
              + " `to`. With `as_of`, the same question has the same answer for as long as the data is"
              + " kept.")
  @APIResponse(
      responseCode = "200",
      description = "A page of correlations.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = CorrelationsJson.class)))
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Uni<Answer> list(
      @Parameter(
              required = true,
              description =
                  "Two or more, between commas: assets (their US dollar indexes), index pairs, or markets.",
              example = "btc,eth,sol")
          @QueryParam("assets")
          @Nullable String assets,
      @BeanParam AskedStretch asked,
      @Parameter(
              description =
                  "Returns that each figure is made of, 3 to 500; 30 unless said otherwise.",
              example = "30")
          @QueryParam("window")
          @Nullable String window,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Inputs inputs = new Inputs();
    String given = inputs.required("assets", assets);
    List<String> ids = inputs.list("assets", given.isEmpty() ? null : given, config.maxAssets());
    if (ids.size() == 1) {
      inputs.wrong("assets", "must be at least 2", assets);
    }
    ids.forEach(id -> NamedSeries.read(inputs, "assets", id));
    Stretch stretch = Stretch.read(inputs, asked);
    int returns = inputs.integer("window", window, USUAL_WINDOW, SHORTEST_WINDOW, LONGEST_WINDOW);
    String list =
        "correlations?"
            + ids
            + returns
            + stretch.interval()
            + "&"
            + asked.from()
            + "&"
            + asked.to();
    Paging paging = inputs.paging(list, limit, cursor);
    Long after = inputs.position(paging, cursor, Long::valueOf);
    checkSteps(inputs, ids.size(), returns, paging, limit);
    inputs.check();
    Question question = new Question(stretch, ids, returns, paging, after);
    return named.find("assets", ids).chain(found -> answer(found, question));
  }

  private record Question(
      Stretch stretch, List<String> ids, int window, Paging paging, @Nullable Long afterNanos) {

    /**
     * @param endNanos where the last candle that is over ends
     */
    CorrelationPage page(long endNanos) {
      Interval interval = stretch.interval();
      long first = firstNanos(endNanos);
      int rows = (int) Math.min((endNanos - first) / interval.nanos(), paging.limit());
      return new CorrelationPage(interval, first, rows, window);
    }

    /** The first row: behind the page before, else where it is asked for, else the newest fit. */
    private long firstNanos(long endNanos) {
      long start = stretch.startNanos(endNanos, paging.limit());
      return afterNanos == null
          ? start
          : Math.clamp(stretch.interval().ceiling(Math.max(0, afterNanos) + 1), start, endNanos);
    }

    List<String> pairs() {
      List<String> pairs = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        for (int j = i + 1; j < ids.size(); j++) {
          pairs.add(ids.get(i) + "/" + ids.get(j));
        }
      }
      return pairs;
    }
  }

  private void checkSteps(
      Inputs inputs, int assets, int window, Paging paging, @Nullable String limit) {
    long row = Math.max(1L, (long) assets * (assets - 1) / 2 * window);
    long most = config.maxSteps() / row;
    if (paging.limit() > most) {
      inputs.wrong(
          "limit", "must be at most " + most + " with so many assets and this window", limit);
    }
  }

  private Uni<Answer> answer(List<Series> found, Question question) {
    return AsOf.answer(
        reader.horizon(),
        question.stretch().asOfNanos(),
        moment -> answer(found, question, moment));
  }

  private Uni<Answer> answer(List<Series> found, Question question, long moment) {
    long end = question.stretch().endNanos(moment);
    CorrelationPage page = question.page(end);
    return reader
        .correlations(found, page, moment)
        .map(figures -> answer(question, page, figures, end));
  }

  private static Answer answer(
      Question question, CorrelationPage page, List<double[]> figures, long end) {
    List<String> pairs = question.pairs();
    int rows = page.rows();
    List<CorrelationsJson> data =
        IntStream.range(0, rows)
            .mapToObj(row -> CorrelationsJson.of(page.openTimeNanos(row), pairs, figures, row))
            .toList();
    boolean more = rows > 0 && page.openTimeNanos(rows) < end;
    String next =
        more
            ? Cursor.of(question.paging().list(), Long.toString(page.openTimeNanos(rows - 1)))
            : null;
    return Answer.of(
        new Page<>(CorrelationsJson.class, data, next, pairs), question.stretch().cache());
  }
}
