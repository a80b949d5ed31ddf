package io.tapeline.access.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * So many requests of each class of work are under way at once, so that none takes the place of
 * others; and so many of each caller, so that nobody does.
 */
@ApplicationScoped
public class Bulkheads {

  private final Map<String, Semaphore> classes;
  private final Map<String, Integer> callers = new ConcurrentHashMap<>();

  public Bulkheads(AccessConfig config) {
    classes =
        Map.of(
            "read", new Semaphore(config.workRead()),
            "history", new Semaphore(config.workHistory()),
            "bulk", new Semaphore(config.workBulk()),
            "job", new Semaphore(config.workJob()),
            "account", new Semaphore(config.workAccount()));
  }

  /** Whether there is room for one more of this class; who has it leaves it. */
  public boolean enter(String work) {
    return of(work).tryAcquire();
  }

  public void leave(String work) {
    of(work).release();
  }

  private Semaphore of(String work) {
    Semaphore found = classes.get(work);
    if (found == null) {
      throw new IllegalArgumentException("no class of work: " + work);
    }
    return found;
  }

  /** Whether this caller may have one more request under way; then it is counted. */
  public boolean begin(String account, int most) {
    int[] mayBegin = {0};
    callers.compute(
        account,
        (_, underWay) -> {
          int now = underWay == null ? 0 : underWay;
          mayBegin[0] = now < most ? 1 : 0;
          return now + mayBegin[0] == 0 ? null : Integer.valueOf(now + mayBegin[0]);
        });
    return mayBegin[0] == 1;
  }

  public void end(String account) {
    callers.computeIfPresent(account, (_, underWay) -> underWay == 1 ? null : underWay - 1);
  }
}
