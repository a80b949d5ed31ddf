package io.tapeline.job.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Times;
import io.tapeline.job.Job;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as it is sent. */
@Schema(
    name = "Job",
    description = "Long work: what was asked for, how far it is, what came of it.")
public record JobJson(
    @Schema(examples = "0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11") String id,
    @Schema(description = "The tenant that asked for it; null where none did.", nullable = true)
        @Nullable UUID tenant,
    @Schema(description = "What does it.", examples = "export") String kind,
    @Schema(
            enumeration = {"queued", "running", "succeeded", "failed", "cancelled"},
            examples = "running")
        String state,
    ProgressJson progress,
    @Schema(description = "What was asked for.") Map<String, Object> request,
    @Schema(description = "What came of it; null before it has succeeded.", nullable = true)
        @Nullable Map<String, Object> result,
    @Schema(description = "What can be fetched at its `result`; null if nothing.", nullable = true)
        @Nullable FileJson file,
    @Schema(description = "Why it failed; null if it did not.", nullable = true)
        @Nullable String failure,
    @Schema(examples = "2026-08-09T21:05:00.000Z") String created,
    @Schema(description = "Null while it is queued.", nullable = true) @Nullable String started,
    @Schema(description = "Null before its end.", nullable = true) @Nullable String finished) {

  /** How far a job is, as it is sent. */
  @Schema(name = "JobProgress", description = "How far a job is.")
  public record ProgressJson(
      @Schema(examples = "43200") long done,
      @Schema(description = "Null if nobody knows.", examples = "525600", nullable = true)
          @Nullable Long total,
      @Schema(description = "Of both.", examples = "rows", nullable = true)
          @Nullable String unit) {}

  /** A file as it is told of. */
  @Schema(name = "JobFile", description = "A file that a job made.")
  public record FileJson(
      @Schema(examples = "binance-btc-usdt-1m.parquet") String name,
      @Schema(examples = "application/vnd.apache.parquet") String mediaType,
      @Schema(examples = "1048576") long bytes,
      @Schema(
              description = "Digest of its bytes, base64.",
              examples = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
          String sha256) {}

  private static final TypeReference<TreeMap<String, Object>> OBJECT = new TypeReference<>() {};

  public static JobJson of(Job job, ObjectMapper mapper) {
    Job.Progress progress = job.progress();
    Job.JobFile file = job.file();
    return new JobJson(
        job.id().toString(),
        job.tenant(),
        job.kind(),
        job.state().id(),
        new ProgressJson(progress.done(), progress.total(), progress.unit()),
        object(mapper, job.request()),
        job.result() == null ? null : object(mapper, job.result()),
        file == null
            ? null
            : new FileJson(file.name(), file.mediaType(), file.bytes(), file.sha256()),
        job.failure(),
        Times.format(job.created()),
        time(job.started()),
        time(job.finished()));
  }

  private static Map<String, Object> object(ObjectMapper mapper, String json) {
    try {
      return mapper.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job's JSON is no object", e);
    }
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : Times.format(instant);
  }
}
