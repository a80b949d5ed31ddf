package io.tapeline.load.file;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file row by row; memory does not grow with the file. */
public interface RowReader extends AutoCloseable {

  /** The names of the columns; "1", "2", … where the file has none. */
  List<String> columns();

  /** Whether the file itself names its columns. */
  boolean isNamed();

  /**
   * The next row; null at the end.
   *
   * @throws FileRefusedException if the file is broken from here on
   */
  @Nullable RawRow next() throws IOException;

  /** What {@link #next()} will give. */
  @Nullable RawRow peek() throws IOException;

  @Override
  void close() throws IOException;
}
