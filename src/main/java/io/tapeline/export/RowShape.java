package io.tapeline.export;

import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.model.WriteRecordModelType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How rows of one kind look in files. */
public record RowShape<T>(Parquet<T> parquet, Text<T> text) {

  /**
   * Rows of a Parquet file.
   *
   * @param times how exact its times are
   * @param tooWide what of a row its columns have no room for, in a sentence; null if all fits
   */
  public record Parquet<T>(
      Class<T> type,
      WriteRecordModelType<T> row,
      TimeUnit times,
      List<Column> columns,
      Function<T, @Nullable String> tooWide) {}

  /** Rows of a text file: those that the API answers. */
  public record Text<T>(Class<?> type, Function<T, ?> row, List<Column> columns) {}
}
