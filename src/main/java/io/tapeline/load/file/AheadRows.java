package io.tapeline.load.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of which one can be looked at before it is taken. */
abstract class AheadRows implements RowReader {

  private @Nullable RawRow ahead;

  /** The next row of the file; null at its end. */
  abstract @Nullable RawRow read() throws IOException;

  /** What was read to learn about the file is a row itself, and comes first. */
  final void comesFirst(RawRow row) {
    ahead = row;
  }

  @Override
  public final @Nullable RawRow next() throws IOException {
    RawRow row = peek();
    ahead = null;
    return row;
  }

  @Override
  public final @Nullable RawRow peek() throws IOException {
    if (ahead == null) {
      ahead = read();
    }
    return ahead;
  }
}
