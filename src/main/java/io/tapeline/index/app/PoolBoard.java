package io.tapeline.index.app;

import io.tapeline.index.PoolId;
import io.tapeline.index.PoolReading;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What pools of chains said last, where they are switched on. Whoever follows chains writes; the
 * tape's thread takes it at its next tick, from memory. Of a pool that is written twice in between
 * only the last counts.
 */
@Singleton
public class PoolBoard {

  private final Map<PoolId, PoolReading> news = new ConcurrentHashMap<>();

  /** Any thread. */
  public void write(PoolReading reading) {
    news.put(reading.pool(), reading);
  }

  /** Each once. */
  void takeNews(Consumer<PoolReading> taker) {
    if (!news.isEmpty()) {
      for (PoolReading reading : List.copyOf(news.values())) {
        // unless there is a newer one, which is taken the next time
        if (news.remove(reading.pool(), reading)) {
          taker.accept(reading);
        }
      }
    }
  }
}
