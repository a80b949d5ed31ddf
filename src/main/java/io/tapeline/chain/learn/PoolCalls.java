package io.tapeline.chain.learn;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.contract.Words;
import io.tapeline.chain.pool.Kind;
import io.tapeline.chain.pool.Pool;
import io.tapeline.chain.pool.PoolCheck;
import io.tapeline.chain.pool.PoolState;
import io.tapeline.chain.read.ContractCalls;
import io.tapeline.chain.state.CallResult;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks one pool what it is and what is in it, behind one block. */
record PoolCalls(ContractCalls calls, Pool pool) {

  private static final int FEE_BITS = 24;

  /** Of v3 fees are told in millionths. */
  private static final int FEE_DIGITS = 6;

  private Uni<CallResult> ask(Question question) {
    return question.to(pool.address(), calls);
  }

  /** First by its tokens; what makes its price is asked where these are right. */
  Uni<PoolCheck> check() {
    return Uni.combine()
        .all()
        .unis(ask(Question.FIRST_TOKEN), ask(Question.SECOND_TOKEN))
        .asTuple()
        .chain(
            both ->
                PoolCheck.ofTokens(pool, both.getItem1(), both.getItem2())
                    .map(wrong -> Uni.createFrom().item(wrong))
                    .orElseGet(this::kind));
  }

  private Uni<PoolCheck> kind() {
    return pool.kind() == null
        ? is(Kind.V2).chain(isV2 -> isV2 ? right(Kind.V2) : right(Kind.V3))
        : right(pool.kind());
  }

  private Uni<Boolean> is(Kind kind) {
    return state(kind).map(Optional::isPresent);
  }

  private Uni<PoolCheck> right(Kind kind) {
    return is(kind)
        .chain(
            isRight ->
                isRight
                    ? fee(kind).map(fee -> new PoolCheck.Right(kind, fee.orElse(null)))
                    : Uni.createFrom().item(wrong()));
  }

  private PoolCheck wrong() {
    return new PoolCheck.Wrong(
        pool.kind() == null
            ? "its contract tells its price neither as pools of v2 do nor as those of v3"
            : "its contract does not tell its price as pools of %s do".formatted(pool.kind()));
  }

  private Uni<Optional<BigDecimal>> fee(Kind kind) {
    return switch (kind) {
      case V2 -> Uni.createFrom().item(Optional.empty());
      case V3 -> ask(Question.FEE).map(answer -> read(() -> fee(bytes(answer))));
    };
  }

  private static BigDecimal fee(byte[] answer) {
    return new BigDecimal(Words.of(answer, 1).number(0, FEE_BITS), FEE_DIGITS).stripTrailingZeros();
  }

  /** Nothing where what it answers is none of this kind. */
  Uni<Optional<PoolState>> state(Kind kind) {
    return switch (kind) {
      case V2 ->
          ask(Question.RESERVES).map(answer -> read(() -> PoolState.V2.ofReserves(bytes(answer))));
      case V3 ->
          ask(Question.SLOT)
              .chain(
                  slot ->
                      ask(Question.LIQUIDITY)
                          .map(
                              liquidity ->
                                  read(() -> PoolState.V3.ofSlot(bytes(slot), bytes(liquidity)))));
    };
  }

  private static byte[] bytes(CallResult result) {
    return switch (result) {
      case CallResult.Returned returned -> returned.bytes();
      case CallResult.Reverted _ -> throw new RefusedException("it answers nothing");
    };
  }

  private static <T> Optional<T> read(Supplier<? extends T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }
}
