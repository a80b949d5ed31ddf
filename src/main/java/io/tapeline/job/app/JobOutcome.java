package io.tapeline.job.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What came of a job.
 *
 * @param result JSON
 * @param file what can be fetched, closed, in the folder of the run; null if there is none
 */
public record JobOutcome(String result, @Nullable MadeFile file) {

  /**
   * @param name for whoever saves it
   */
  public record MadeFile(Path path, String name, String mediaType) {}
}
