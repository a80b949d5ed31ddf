package io.tapeline.job;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Long work.
 *
 * @param tenant who asked for it; null for whoever has none
 * @param kind what does it: {@code export}
 * @param request what was asked for, JSON
 * @param upstreams whom the request's rule let it have asked outside the house
 * @param run counts the runs that have begun; what one did is heard until the next begins
 * @param result what came of it, JSON; null before it succeeded
 * @param file what can be fetched of it; null if there is none
 * @param failure why it failed, in a sentence; null if it did not
 * @param started null while it is queued
 * @param finished null before its end
 */
public record Job(
    UUID id,
    @Nullable UUID tenant,
    String kind,
    String request,
    Set<String> upstreams,
    int run,
    State state,
    Progress progress,
    @Nullable String result,
    @Nullable JobFile file,
    @Nullable String failure,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant finished) {

  public Job {
    upstreams = Set.copyOf(upstreams);
  }

  /** Where a job stands. */
  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isOver() {
      return this != QUEUED && this != RUNNING;
    }

    /** As it is stored and sent: {@code queued}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * How far a job is.
   *
   * @param total null if nobody knows
   * @param unit of both: {@code rows}; null before the first report
   */
  public record Progress(long done, @Nullable Long total, @Nullable String unit) {
    public static final Progress NONE = new Progress(0, null, null);
  }

  /**
   * A file that a job made.
   *
   * @param name for whoever saves it
   * @param sha256 of its bytes, base64
   */
  public record JobFile(String name, String mediaType, long bytes, String sha256) {}
}
