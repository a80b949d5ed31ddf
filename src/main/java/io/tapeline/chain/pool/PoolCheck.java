package io.tapeline.chain.pool;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.state.CallResult;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a contract is the pool that the configuration says, by what it answers. */
public sealed interface PoolCheck {

  /**
   * It has not said anything yet.
   *
   * @param why a clause; null if it was not asked
   */
  record Unchecked(@Nullable String why) implements PoolCheck {}

  /**
   * It is.
   *
   * @param fee what it takes of a swap, as a part of it; null where it does not say
   */
  record Right(Kind kind, @Nullable BigDecimal fee) implements PoolCheck {}

  /** There is no contract yet. */
  record Absent() implements PoolCheck {}

  /**
   * It is something else, of which nothing is told.
   *
   * @param why a clause
   */
  record Wrong(String why) implements PoolCheck {}

  /**
   * By its tokens alone; nothing where they are right.
   *
   * @param first answer to {@code token0()}
   * @param second answer to {@code token1()}
   */
  static Optional<PoolCheck> ofTokens(Pool pool, CallResult first, CallResult second) {
    if (isNothing(first) && isNothing(second)) {
      return Optional.of(new Absent());
    }
    Optional<Address> one = address(first);
    Optional<Address> other = address(second);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.of(new Wrong("its contract does not say which tokens it has"));
    }
    return one.get().equals(pool.first()) && other.get().equals(pool.second())
        ? Optional.empty()
        : Optional.of(
            new Wrong(
                "its contract has the tokens %s and %s, not %s and %s"
                    .formatted(one.get(), other.get(), pool.first(), pool.second())));
  }

  private static boolean isNothing(CallResult result) {
    return result instanceof CallResult.Returned(String hex) && hex.isEmpty();
  }

  private static Optional<Address> address(CallResult result) {
    try {
      return result instanceof CallResult.Returned returned
          ? Optional.of(Words.of(returned.bytes(), 1).address(0))
          : Optional.empty();
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  /** A clause; nothing where nothing is wrong, or not known to be. */
  default Optional<String> problem() {
    return switch (this) {
      case Right _ -> Optional.empty();
      case Unchecked(String why) ->
          Optional.ofNullable(why).map(each -> "its contract was asked in vain: " + each);
      case Absent _ -> Optional.of("there is no contract at its address yet");
      case Wrong(String why) -> Optional.of(why);
    };
  }
}
