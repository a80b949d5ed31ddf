package io.tapeline.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.export.ExportRows.Step;
import io.tapeline.http.Times;
import io.tapeline.http.answer.Encoder;
import io.tapeline.job.app.JobFailedException;
import io.tapeline.job.app.JobKind;
import io.tapeline.job.app.JobOutcome;
import io.tapeline.job.app.JobOutcome.MadeFile;
import io.tapeline.job.app.JobRun;
import io.tapeline.ops.FeedName;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts rows into a file. A run that was stopped is begun again, and makes the same file. */
@ApplicationScoped
public class FileExport implements JobKind {

  public static final String KIND = "export";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ExportSources sources;
  private final Encoder encoder;
  private final ObjectMapper mapper;
  private final FeedName feed;

  FileExport(ExportSources sources, Encoder encoder, ObjectMapper mapper, FeedName feed) {
    this.sources = sources;
    this.encoder = encoder;
    this.mapper = mapper;
    this.feed = feed;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobRun run) throws IOException, JobFailedException {
    ExportPlan plan = mapper.readValue(run.request(), ExportPlan.class);
    return run(run, plan, sources.of(plan));
  }

  private <T> JobOutcome run(JobRun run, ExportPlan plan, ExportSource<T> source)
      throws IOException, JobFailedException {
    Path path = run.folder().resolve(plan.fileName());
    ExportRows<T> rows = source.rows(plan);
    Manifest manifest = new Manifest(plan, feed.id(), source.shape(), rows.known());
    try (RowsFile<T> file = open(path, plan, source.shape(), manifest)) {
      write(plan, rows, file, manifest, run);
    }
    manifest.add(rows.counted());
    return new JobOutcome(
        mapper.writeValueAsString(manifest.entries()),
        new MadeFile(path, plan.fileName(), plan.mediaType()));
  }

  private <T> RowsFile<T> open(Path path, ExportPlan plan, RowShape<T> shape, Manifest manifest)
      throws IOException {
    return switch (plan.format()) {
      case PARQUET ->
          new ParquetFile<>(
              path,
              shape.parquet(),
              plan.compression(),
              mapper.writeValueAsString(manifest.entries()));
      case CSV -> text(path, "text/csv", plan, shape.text());
      case NDJSON -> text(path, "application/x-ndjson", plan, shape.text());
    };
  }

  private <T> RowsFile<T> text(Path path, String type, ExportPlan plan, RowShape.Text<T> shape)
      throws IOException {
    return new TextFile<>(path, encoder.rows(shape.type(), type), shape.row(), plan.compression());
  }

  private static <T> void write(
      ExportPlan plan, ExportRows<T> rows, RowsFile<T> file, Manifest manifest, JobRun run)
      throws IOException, JobFailedException {
    Step step = rows.step();
    long count = 0;
    String first = "";
    String last = "";
    long from = plan.fromNanos();
    for (List<T> page = next(rows); !page.isEmpty(); page = next(rows)) {
      file.write(page);
      long reached = rows.timeNanos(page.getLast());
      if (count == 0) {
        from = rows.timeNanos(page.getFirst());
        first = Times.format(from);
      }
      last = Times.format(reached);
      count += page.size();
      long total = (plan.toNanos() - from) / step.nanos();
      run.progress(Math.min(total, (reached - from) / step.nanos() + 1), total, step.unit());
    }
    manifest.tell(count, first, last);
  }

  private static <T> List<T> next(ExportRows<T> rows) {
    return rows.next().await().atMost(PATIENCE);
  }
}
