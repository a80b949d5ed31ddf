package io.tapeline.job.app;

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

  /** An empty folder for files in the making. */
  Path folder() throws IOException;
}
