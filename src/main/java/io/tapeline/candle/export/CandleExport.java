package io.tapeline.candle.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.CandleHistory;
import io.tapeline.candle.app.CandleStream;
import io.tapeline.candle.app.CoverageReader;
import io.tapeline.candle.export.ExportPlan.Compression;
import io.tapeline.candle.export.ExportPlan.Format;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.Times;
import io.tapeline.http.answer.Encoder;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobOutcome.MadeFile;
import io.tapeline.job.app.JobRun;
import io.tapeline.market.Interval;
import io.tapeline.ops.FeedName;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts candles into a file. A run that was stopped is begun again, and makes the same file. */
@ApplicationScoped
public class CandleExport implements JobKind {

  public static final String KIND = "export";

  private static final String METHODOLOGY = "tapeline-candles/1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STRETCHES = 5_000;

  private final CandleHistory history;
  private final CoverageReader coverage;
  private final Encoder encoder;
  private final ObjectMapper mapper;
  private final FeedName feed;

  CandleExport(
      CandleHistory history,
      CoverageReader coverage,
      Encoder encoder,
      ObjectMapper mapper,
      FeedName feed) {
    this.history = history;
    this.coverage = coverage;
    this.encoder = encoder;
    this.mapper = mapper;
    this.feed = feed;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobRun run) throws IOException {
    ExportPlan plan = mapper.readValue(run.request(), ExportPlan.class);
    Path path = run.folder().resolve(plan.fileName());
    Contents contents = new Contents();
    try (CandleFile file = open(path, plan)) {
      write(plan, file, contents, run);
    }
    return new JobOutcome(
        mapper.writeValueAsString(manifest(plan, contents)),
        new MadeFile(path, plan.fileName(), plan.mediaType()));
  }

  private CandleFile open(Path path, ExportPlan plan) throws IOException {
    return switch (plan.format()) {
      case PARQUET -> new ParquetFile(path, plan.compression());
      case CSV -> text(path, "text/csv", plan.compression());
      case NDJSON -> text(path, "application/x-ndjson", plan.compression());
    };
  }

  private CandleFile text(Path path, String type, Compression compression) throws IOException {
    return new TextFile(path, encoder.rows(CandleJson.class, type), compression);
  }

  /** What is in a file. */
  private static final class Contents {
    private long rows;
    private @Nullable Candle first;
    private @Nullable Candle last;

    void add(List<Candle> page) {
      rows += page.size();
      first = first == null ? page.getFirst() : first;
      last = page.getLast();
    }
  }

  private void write(ExportPlan plan, CandleFile file, Contents contents, JobRun run)
      throws IOException {
    CandleRange range = plan.range();
    CandleStream pages = history.stream(range, plan.asOfNanos());
    long from = Long.MIN_VALUE;
    for (List<Candle> page = next(pages); !page.isEmpty(); page = next(pages)) {
      file.write(page);
      contents.add(page);
      from = from == Long.MIN_VALUE ? page.getFirst().openTimeNanos() : from;
      long length = range.interval().nanos();
      run.progress(
          (page.getLast().openTimeNanos() - from) / length + 1,
          (range.toNanos() - from) / length,
          "intervals");
    }
  }

  private static List<Candle> next(CandleStream pages) {
    return pages.next().await().atMost(PATIENCE);
  }

  private Map<String, Object> manifest(ExportPlan plan, Contents contents) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("id", plan.id());
    manifest.put("interval", plan.interval());
    manifest.put("from", plan.from());
    manifest.put("to", plan.to());
    manifest.put("as_of", plan.asOf());
    manifest.put("feed", feed.id());
    manifest.put("methodology", METHODOLOGY);
    manifest.put("rows", contents.rows);
    manifest.put("first", contents.first == null ? "" : time(contents.first));
    manifest.put("last", contents.last == null ? "" : time(contents.last));
    manifest.put("columns", plan.format() == Format.PARQUET ? Columns.PARQUET : Columns.TEXT);
    manifest.put("coverage", coverage(plan));
    return manifest;
  }

  private static String time(Candle candle) {
    return Times.format(candle.openTimeNanos());
  }

  /** How many intervals of the range are in which state. Of seconds the minutes tell. */
  private Map<String, Long> coverage(ExportPlan plan) {
    CandleRange asked = plan.range();
    Interval interval = asked.interval() == Interval.S1 ? Interval.M1 : asked.interval();
    Map<String, Long> states = new TreeMap<>();
    long from =
        history
            .first(asked, plan.asOfNanos())
            .await()
            .atMost(PATIENCE)
            .map(interval::floor)
            .orElse(asked.toNanos());
    while (from < asked.toNanos()) {
      var part =
          new CandleRange(
              asked.series(), interval, from, interval.ceiling(asked.toNanos()), STRETCHES);
      var stretches = coverage.read(part, plan.asOfNanos()).await().atMost(PATIENCE);
      if (stretches.isEmpty()) {
        break;
      }
      stretches.forEach(
          stretch ->
              states.merge(
                  stretch.state().name().toLowerCase(java.util.Locale.ROOT),
                  (stretch.toNanos() - stretch.fromNanos()) / interval.nanos(),
                  Long::sum));
      from = stretches.getLast().toNanos();
    }
    return states;
  }
}
