package io.tapeline.chain.record;

import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.store.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hears when something was stored of a chain, whichever process did, so that nobody has to look.
 */
@ApplicationScoped
public class BlockNews {

  /** The channel on which processes hear that something was stored of a chain: its name. */
  private static final String STORED = "chain_blocks";

  private final Notices notices;
  private final Map<String, Long> byChain = new ConcurrentHashMap<>();
  private final AtomicLong missed = new AtomicLong();

  public BlockNews(Notices notices) {
    this.notices = notices;
  }

  void start(@Observes StartupEvent event) {
    notices.listen(
        STORED,
        new Notices.Listener() {
          @Override
          public void heard(String chain) {
            byChain.merge(chain, 1L, Long::sum);
          }

          @Override
          public void tunedIn() {
            missed.incrementAndGet();
          }
        });
  }

  /** Another number than before if something may have been stored since. */
  public long count(String chain) {
    return byChain.getOrDefault(chain, 0L) + missed.get();
  }
}
