/** Files of rows, CSV, JSON and Parquet, plain or packed, read row by row. */
@NullMarked
package io.tapeline.load.file;

import org.jspecify.annotations.NullMarked;
