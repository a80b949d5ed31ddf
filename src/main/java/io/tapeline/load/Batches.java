package io.tapeline.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Gathers rows that belong together into batches. In whatever order a file tells them, many are
 * stored at once: ten batches' worth of rows wait, and then the fullest batch goes.
 *
 * @param <T> a row
 */
public final class Batches<T> {

  private static final int WAITING = 10;

  /** Stores a batch. */
  public interface Sink<T> {
    /** How many of these were not there yet, or not so. */
    int store(List<T> batch) throws IOException;
  }

  private final ToLongFunction<T> group;
  private final int mostRows;
  private final Sink<T> sink;
  private final Map<Long, List<T>> waiting = new LinkedHashMap<>();
  private int rows;
  private int stored;

  /**
   * @param group the same for rows that belong together
   * @param mostRows rows of a batch
   */
  public Batches(ToLongFunction<T> group, int mostRows, Sink<T> sink) {
    this.group = group;
    this.mostRows = mostRows;
    this.sink = sink;
  }

  public void add(T row) throws IOException {
    long own = group.applyAsLong(row);
    List<T> batch = waiting.computeIfAbsent(own, _ -> new ArrayList<>());
    batch.add(row);
    rows++;
    if (batch.size() == mostRows) {
      store(own);
    } else if (rows == WAITING * mostRows) {
      store(fullest());
    }
  }

  /** What is left. How many of all rows were not there yet, or not so. */
  public int finish() throws IOException {
    for (long each : List.copyOf(waiting.keySet())) {
      store(each);
    }
    return stored;
  }

  private long fullest() {
    long fullest = 0;
    int most = 0;
    for (Map.Entry<Long, List<T>> each : waiting.entrySet()) {
      if (each.getValue().size() > most) {
        fullest = each.getKey();
        most = each.getValue().size();
      }
    }
    return fullest;
  }

  private void store(long own) throws IOException {
    List<T> batch = waiting.remove(own);
    if (batch != null) {
      rows -= batch.size();
      stored += sink.store(batch);
    }
  }
}
