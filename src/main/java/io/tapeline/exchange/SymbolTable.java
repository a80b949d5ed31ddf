package io.tapeline.exchange;

import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds a value by a key that still stands in a frame, so that looking a symbol up allocates
 * nothing. Open addressing, never changed after it is made.
 */
public final class SymbolTable<T> {

  private final byte[][] keys;
  private final Object[] values;
  private final int mask;

  public SymbolTable(Map<String, T> entries) {
    int capacity = Integer.highestOneBit(Math.max(4, entries.size() * 2)) * 2;
    keys = new byte[capacity][];
    values = new Object[capacity];
    mask = capacity - 1;
    entries.forEach(this::put);
  }

  /** Markets by the venue's symbol. */
  public static SymbolTable<Market> of(List<ListedMarket> markets) {
    return new SymbolTable<>(
        markets.stream()
            .collect(
                Collectors.toMap(ListedMarket::symbol, ListedMarket::market, (first, _) -> first)));
  }

  private void put(String key, T value) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    int slot = slotOf(bytes, 0, bytes.length);
    keys[slot] = bytes;
    values[slot] = value;
  }

  public @Nullable T get(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return get(bytes, 0, bytes.length);
  }

  /** The value whose key is the bytes from {@code start} to before {@code end}. */
  @SuppressWarnings("unchecked") // put stores nothing but T
  public @Nullable T get(byte[] source, int start, int end) {
    return (T) values[slotOf(source, start, end)];
  }

  private int slotOf(byte[] source, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + source[i];
    }
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (keys[slot] != null && !same(keys[slot], source, start, end)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean same(byte[] key, byte[] source, int start, int end) {
    return java.util.Arrays.equals(key, 0, key.length, source, start, end);
  }
}
