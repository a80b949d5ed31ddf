package io.tapeline.http;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rows without end in sight, page by page: the next page is asked for when the one before has been
 * sent, so that memory holds one. The first is there already: what goes wrong with it is a problem
 * like any other.
 *
 * @param type the rows' wire record, which names the columns even of no rows
 * @param next the pages behind the first, one with each call; an empty one is the end
 * @param keys as {@link Page#keys()}
 */
public record RowStream<T>(
    Class<T> type, List<T> first, Supplier<Uni<List<T>>> next, List<String> keys) {

  public RowStream(Class<T> type, List<T> first, Supplier<Uni<List<T>>> next) {
    this(type, first, next, List.of());
  }

  /** The same of rows with an open field. */
  public RowStream<T> with(List<String> names) {
    return new RowStream<>(type, first, next, names);
  }

  /**
   * @param pages one with each call; an empty one is the end
   * @param wire a row as it is sent
   */
  public static <R, T> Uni<RowStream<T>> of(
      Class<T> type, Supplier<Uni<List<R>>> pages, Function<R, T> wire) {
    Supplier<Uni<List<T>>> wired = () -> pages.get().map(page -> page.stream().map(wire).toList());
    return wired.get().map(first -> new RowStream<>(type, first, wired));
  }
}
