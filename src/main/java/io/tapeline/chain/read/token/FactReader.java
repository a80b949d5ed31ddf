package io.tapeline.chain.read.token;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.Kept;
import io.tapeline.chain.state.CallResult;
import io.tapeline.chain.token.TokenCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tokens say of themselves, which hardly ever changes: it is asked again after a while. */
@ApplicationScoped
public class FactReader {

  private static final int TOKENS = 10_000;
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final BigInteger MOST_DECIMALS = BigInteger.valueOf(255);

  private record Contract(String chain, Address address) {}

  private final Calls calls;
  private final Kept<Contract, TokenFacts> facts = Kept.fresh(TOKENS, FRESH);

  public FactReader(Calls calls) {
    this.calls = calls;
  }

  /** Never fails for what nodes do. */
  public Uni<TokenFacts> read(Ask ask, Anchor anchor, Address contract) {
    return facts
        .get(new Contract(ask.name(), contract), () -> asked(ask, anchor, contract))
        .onFailure(NodeException.class)
        .recoverWithItem(TokenFacts.UNKNOWN);
  }

  private Uni<TokenFacts> asked(Ask ask, Anchor anchor, Address contract) {
    return Uni.combine()
        .all()
        .unis(
            calls.result(ask, anchor, contract, TokenCall.name(), "its name"),
            calls.result(ask, anchor, contract, TokenCall.symbol(), "its symbol"),
            calls.result(ask, anchor, contract, TokenCall.decimals(), "its decimals"))
        .asTuple()
        .map(
            said ->
                new TokenFacts(
                    told(said.getItem1(), TokenCall::text),
                    told(said.getItem2(), TokenCall::text),
                    told(said.getItem3(), FactReader::decimals)));
  }

  private static Optional<Integer> decimals(byte[] answer) {
    return TokenCall.number(answer)
        .filter(number -> number.compareTo(MOST_DECIMALS) <= 0)
        .map(BigInteger::intValue);
  }

  private static <T> @Nullable T told(CallResult result, Function<byte[], Optional<T>> reading) {
    return result instanceof CallResult.Returned returned
        ? reading.apply(returned.bytes()).orElse(null)
        : null;
  }
}
