package io.tapeline.chain.app;

import io.tapeline.problem.NearMatches;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers what is known of chains, from memory. */
@ApplicationScoped
public class HeadReader {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

  /** To say how a node is named where nobody asked for a chain. */
  private static final String EXAMPLE = "ethereum";

  /** Rounds that may fail before what was agreed on last is called stale, and at least so long. */
  private static final int FRESH_ROUNDS = 5;

  private static final Duration FRESH = Duration.ofSeconds(30);

  private final ChainWatch watch;
  private final Clock clock;

  public HeadReader(ChainWatch watch, Clock clock) {
    this.watch = watch;
    this.clock = clock;
  }

  /** Ascending by name. */
  public List<ChainTracker> all() {
    return watch.trackers();
  }

  /**
   * The same.
   *
   * @throws ProblemException with {@code no_nodes} where no chain is followed at all
   */
  public List<ChainTracker> requireAny() {
    if (all().isEmpty()) {
      throw new ProblemException(new Problem.NoNodes(EXAMPLE));
    }
    return all();
  }

  /**
   * One by its name, in any case.
   *
   * @throws ProblemException with {@code no_nodes} where no chain is followed at all, {@code
   *     unknown_chain} where this one isn't
   */
  public ChainTracker require(String given) {
    String name = given.toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(tracker -> tracker.chain().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ProblemException(missing(given, name)));
  }

  private Problem missing(String given, String name) {
    if (all().isEmpty() && NAME.matcher(name).matches()) {
      return new Problem.NoNodes(name);
    }
    List<String> names = all().stream().map(tracker -> tracker.chain().name()).toList();
    return new Problem.UnknownChain(given, NearMatches.of(given, names));
  }

  /**
   * Where it is, as far as that is known.
   *
   * @return with a head
   * @throws ProblemException with {@code chain_unavailable} if there is none yet
   */
  public TrackedChain requireHead(ChainTracker tracker) {
    TrackedChain state = tracker.state();
    if (state.head() == null) {
      throw new ProblemException(
          new Problem.ChainUnavailable(tracker.chain().name(), String.valueOf(state.problem())));
    }
    return state;
  }

  /** Its nodes did not agree for too long. */
  public boolean isStale(ChainTracker tracker) {
    @Nullable Instant agreed = tracker.state().agreed();
    Duration rounds = tracker.chain().pollEvery().multipliedBy(FRESH_ROUNDS);
    Duration within = rounds.compareTo(FRESH) > 0 ? rounds : FRESH;
    return agreed == null || agreed.plus(within).isBefore(clock.instant());
  }
}
