package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers what nodes say, and ends when all have, or a moment after enough have answered: who is
 * slow must not make all others late. What comes afterwards is not looked at here.
 *
 * @param <T> what they say
 */
final class Gathering<T> {

  /** Who needs longer than the others and this is not waited for. */
  static final Duration MOMENT = Duration.ofMillis(250);

  private final Map<String, Said<T>> said = new TreeMap<>();
  private final int enough;
  private final UniEmitter<? super Map<String, Said<T>>> told;
  private int awaited;
  private int answers;

  /**
   * @param names of those who are asked
   * @param enough so many answers
   */
  Gathering(Collection<String> names, int enough, UniEmitter<? super Map<String, Said<T>>> told) {
    this.enough = enough;
    this.told = told;
    this.awaited = names.size();
    names.forEach(name -> said.put(name, new Said.Nothing<>(late())));
  }

  private static NodeException late() {
    return new NodeException(NodeFault.SLOW, "it needed longer than the others");
  }

  synchronized void said(String name, Said<T> what) {
    said.put(name, what);
    awaited--;
    if (what instanceof Said.Answer<T> && ++answers == enough) {
      Uni.createFrom().voidItem().onItem().delayIt().by(MOMENT).subscribe().with(_ -> end());
    }
    if (awaited == 0) {
      end();
    }
  }

  /** Only the first time counts. */
  private synchronized void end() {
    told.complete(Map.copyOf(said));
  }
}
