package io.tapeline.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param type the rows' wire record, which names the columns even of an empty page
 * @param next the cursor of the next page; null on the last
 * @param keys the names that each row has in its open field, in their order; none if it has no such
 *     field
 */
public record Page<T>(Class<T> type, List<T> data, @Nullable String next, List<String> keys) {

  public Page {
    data = List.copyOf(data);
    keys = List.copyOf(keys);
  }

  public Page(Class<T> type, List<T> data, @Nullable String next) {
    this(type, data, next, List.of());
  }

  /**
   * The page of a list that is there as a whole.
   *
   * @param all its rows, ascending by position
   */
  public static <R, T> Page<T> of(
      Class<T> type,
      Paging paging,
      Stream<R> all,
      Function<R, String> position,
      Function<R, T> wire) {
    List<R> rows =
        all.filter(row -> paging.isAfter(position.apply(row)))
            .limit(paging.limitAndOneMore())
            .toList();
    return of(type, paging, rows, position, wire);
  }

  /**
   * The page of these rows.
   *
   * @param rows in the list's order, from the first after {@link Paging#after()}; up to {@link
   *     Paging#limitAndOneMore()} of them
   * @param position a row's place in the list's order, at most 256 bytes
   * @param wire a row as it is sent
   */
  public static <R, T> Page<T> of(
      Class<T> type,
      Paging paging,
      List<R> rows,
      Function<R, String> position,
      Function<R, T> wire) {
    boolean more = rows.size() > paging.limit();
    List<R> shown = more ? rows.subList(0, paging.limit()) : rows;
    String next = more ? Cursor.of(paging.list(), position.apply(shown.getLast())) : null;
    return new Page<>(type, shown.stream().map(wire).toList(), next);
  }

  /**
   * The same, with a next page.
   *
   * @param position of the last row
   */
  public Page<T> goingOn(Paging paging, String position) {
    return new Page<>(type, data, Cursor.of(paging.list(), position), keys);
  }
}
