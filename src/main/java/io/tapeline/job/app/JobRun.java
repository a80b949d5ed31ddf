package io.tapeline.job.app;

import io.tapeline.ops.store.Fence;
import io.tapeline.ops.upstream.Leave;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A job under way, as the one that does it sees it. */
public interface JobRun {

  /** What was asked for, JSON. */
  String request();

  /** What {@link #checkpoint} kept last, in this run or in one before, JSON. */
  Optional<String> lastCheckpoint();

  /** Keeps this for a run that has to go on where this one stops; kept when it returns. JSON. */
  void checkpoint(String json);

  /**
   * Says how far it is; to be called often, not every call is told on.
   *
   * @param total 0 if nobody knows
   * @throws JobStoppedException if it has to leave off
   */
  void progress(long done, long total, String unit);

  /**
   * For transactions that write what the job is about: shut once it has to leave off, with {@link
   * JobStoppedException}.
   */
  Fence fence();

  /** Whom it may have asked outside the house: those of the rule by which the job was taken. */
  Leave leave();

  /** An empty folder for files in the making, this run's own. */
  Path folder() throws IOException;
}
