package io.tapeline.chain.token;

import io.tapeline.chain.RefusedException;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.state.CallResult;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the contract of a token says of its decimals. */
public sealed interface TokenCheck {

  /**
   * It has not said anything yet.
   *
   * @param why a clause; null if it was not asked
   */
  record Unchecked(@Nullable String why) implements TokenCheck {}

  record Says(int decimals) implements TokenCheck {}

  /**
   * It says none that can be.
   *
   * @param why a clause
   */
  record Silent(String why) implements TokenCheck {}

  /**
   * @param answer to {@code decimals()}
   */
  static TokenCheck of(CallResult answer) {
    return switch (answer) {
      case CallResult.Reverted _ -> new Silent("its contract answers no decimals()");
      case CallResult.Returned returned -> read(returned.bytes());
    };
  }

  private static TokenCheck read(byte[] answer) {
    if (answer.length == 0) {
      return new Silent("no contract answers there yet");
    }
    try {
      BigInteger number = Words.of(answer, 1).number(0);
      return number.compareTo(BigInteger.valueOf(Token.MOST_DECIMALS)) > 0
          ? new Silent("its contract says " + number)
          : new Says(number.intValueExact());
    } catch (RefusedException e) {
      return new Silent("what its contract answers is no number: " + e.getMessage());
    }
  }

  /** Whether nothing needs to be asked again. */
  default boolean settles(Token declared) {
    return this instanceof Says(int said)
        && (declared.decimals() == null || declared.decimals() == said);
  }

  /**
   * A clause; nothing where nothing is wrong, or not known to be.
   *
   * @param declared as the configuration has it
   */
  default Optional<String> problem(Token declared) {
    return switch (this) {
      case Unchecked(String why) ->
          Optional.ofNullable(why)
              .filter(_ -> declared.decimals() == null)
              .map(each -> "decimals of %s are not known: %s".formatted(declared.symbol(), each));
      case Says(int said) ->
          settles(declared)
              ? Optional.empty()
              : Optional.of(
                  "%s has %d decimals by the configuration, which is taken, and %d by its contract"
                      .formatted(declared.symbol(), declared.decimals(), said));
      case Silent(String why) ->
          declared.decimals() == null
              ? Optional.of(
                  "decimals of %s have to be configured: %s".formatted(declared.symbol(), why))
              : Optional.empty();
    };
  }
}
