package io.tapeline.access;

import java.util.Map;

/**
 * What those who have it may use of the service.
 *
 * @param rank 0 is the cheapest, and the first that is turned away when there is too much to do
 * @param limits by group
 * @param concurrency requests of one account that are answered at the same time, at least 1
 * @param streams open streams of one account; 0 for none
 * @param batch requests that may go into one batch; 0 for none
 * @param jobs of one tenant that wait or run; {@link Long#MAX_VALUE} for no bound
 * @param rows most rows that {@code limit=all} may ask for; {@link Long#MAX_VALUE} for no bound
 */
public record Plan(
    String name,
    int rank,
    Map<String, Limit> limits,
    Quota quota,
    int concurrency,
    int streams,
    int batch,
    long jobs,
    long rows) {

  public Plan {
    if (rank < 0 || concurrency < 1 || streams < 0 || batch < 0 || jobs < 0 || rows < 1) {
      throw new IllegalArgumentException("a bound of plan " + name + " is too small");
    }
    limits = Map.copyOf(limits);
  }
}
