package io.tapeline.export;

import io.tapeline.job.app.JobFailedException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file in the making. Whole once it is closed. */
interface RowsFile<T> extends Closeable {

  /**
   * @throws JobFailedException if this kind of file can't hold one of them
   */
  void write(List<T> rows) throws IOException, JobFailedException;
}
