package io.tapeline.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file in the making. Whole once it is closed. */
interface RowsFile<T> extends Closeable {

  void write(List<T> rows) throws IOException;
}
