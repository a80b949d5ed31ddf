package io.tapeline.load.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file as it is written.
 *
 * @param line where it stands: the line of a text file, the number of the row in a Parquet file,
 *     from 1
 * @param values in the order of the file's columns; null where the file has nothing
 */
public record RawRow(long line, List<@Nullable String> values) {}
