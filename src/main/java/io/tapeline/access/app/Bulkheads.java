package io.tapeline.access.app;

import io.tapeline.access.Rule;
import io.tapeline.ops.UnderWay;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many requests of each class of work are under way at once, so that none takes the place of
 * others; and so many of each caller, so that nobody does. Open streams of a caller are counted
 * apart from its requests.
 */
@Singleton
public class Bulkheads {

  /** Of a class's capacity, a quarter is not for the lowest plan, and less for each higher one. */
  private static final int RESERVED = 4;

  private final Map<String, Room> rooms;
  private final UnderWay<String> requests = new UnderWay<>();
  private final UnderWay<String> streams = new UnderWay<>();

  private record Room(int capacity, AtomicInteger inside) {

    Room(int capacity) {
      this(capacity, new AtomicInteger());
    }
  }

  public Bulkheads(AccessConfig config) {
    rooms =
        Map.of(
            "read",
            new Room(config.workRead()),
            "history",
            new Room(config.workHistory()),
            Rule.BULK,
            new Room(config.workBulk()),
            Rule.STREAM,
            new Room(config.workStream()),
            "job",
            new Room(config.workJob()),
            "account",
            new Room(config.workAccount()));
  }

  /**
   * Whether there is room for one more of this class; who has it leaves it.
   *
   * @param place of its plan, 0 for the lowest
   * @param highest place of a plan
   */
  public boolean enter(String work, int place, int highest) {
    Room room = of(work);
    int reserved =
        highest == 0 ? 0 : room.capacity / RESERVED * Math.max(0, highest - place) / highest;
    if (room.inside.incrementAndGet() <= room.capacity - reserved) {
      return true;
    }
    room.inside.decrementAndGet();
    return false;
  }

  public void leave(String work) {
    of(work).inside.decrementAndGet();
  }

  private Room of(String work) {
    Room found = rooms.get(work);
    if (found == null) {
      throw new IllegalArgumentException("no class of work: " + work);
    }
    return found;
  }

  private UnderWay<String> counts(String work) {
    return work.equals(Rule.STREAM) ? streams : requests;
  }

  /** Whether this caller may have one more of these under way; then it is counted. */
  public boolean begin(String account, String work, int most) {
    return counts(work).begin(account, most);
  }

  public void end(String account, String work) {
    counts(work).end(account);
  }
}
