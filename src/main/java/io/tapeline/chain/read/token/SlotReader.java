package io.tapeline.chain.read.token;

import com.github.benmanes.caffeine.cache.Cache;
import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.proof.SlotClaim;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.state.Proofs;
import io.tapeline.ops.Caches;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers that contracts keep: by a slot that the configuration names, or else by the usual
 * one that holds what the contract answers, which is remembered. The slot is proved; what it means
 * is not, so each time it is compared with what the contract answers.
 */
@ApplicationScoped
public class SlotReader {

  /** A smaller number may stand in a slot by chance: a flag, or a count. */
  private static final BigInteger LEAST_TELLING = BigInteger.valueOf(256);

  private static final int REMEMBERED = 10_000;

  private record Kind(String chain, Address contract, String function) {}

  private final Proofs proofs;
  private final Calls calls;

  /** Which of the usual slots it is. */
  private final Cache<Kind, Integer> inferred =
      Caches.tidiedInPassing().maximumSize(REMEMBERED).build();

  public SlotReader(Proofs proofs, Calls calls) {
    this.proofs = proofs;
    this.calls = calls;
  }

  /** Never fails for what nodes do; the reading says what is wrong. */
  public Uni<SlotReading> read(Ask ask, Anchor anchor, SlotQuestion question) {
    Uni<Said<BigInteger>> answered =
        said(calls.number(ask, anchor, question.contract(), question.call(), question.function()));
    Integer known = inferred.getIfPresent(kind(ask, question));
    if (question.configured() != null) {
      return known(ask, anchor, question, question.configured(), Meaning.CONFIGURED, answered);
    }
    if (known != null) {
      Hash slot = question.usual().get(known);
      return known(ask, anchor, question, slot, Meaning.INFERRED, answered);
    }
    return answered.chain(said -> infer(ask, anchor, question, said));
  }

  private static Kind kind(Ask ask, SlotQuestion question) {
    return new Kind(ask.name(), question.contract(), question.function());
  }

  private static <T> Uni<Said<T>> said(Uni<T> asked) {
    return asked
        .<Said<T>>map(Said.Answer::new)
        .onFailure(NodeException.class)
        .recoverWithItem(why -> new Said.Nothing<>(why));
  }

  // ---------------------------------------------------------------- where the slot is known

  private Uni<SlotReading> known(
      Ask ask,
      Anchor anchor,
      SlotQuestion question,
      Hash slot,
      Meaning meaning,
      Uni<Said<BigInteger>> answered) {
    return Uni.combine()
        .all()
        .unis(answered, said(proofs.claim(ask, anchor, question.contract(), List.of(slot))))
        .asTuple()
        .map(
            both ->
                switch (both.getItem2()) {
                  case Said.Answer<AccountClaim>(AccountClaim claim) ->
                      compared(ask, anchor, question, claim, meaning, both.getItem1());
                  case Said.Nothing<AccountClaim>(NodeException why) ->
                      reported(both.getItem1(), slot, Doubt.of(why));
                });
  }

  private SlotReading compared(
      Ask ask,
      Anchor anchor,
      SlotQuestion question,
      AccountClaim claim,
      Meaning meaning,
      Said<BigInteger> answered) {
    SlotClaim slot = claim.slots().getFirst();
    BigInteger reported = number(answered);
    if (reported != null && !reported.equals(slot.value())) {
      inferred.invalidate(kind(ask, question));
      String why =
          "%s answers %s, and the slot that is taken for it holds %s"
              .formatted(question.function(), reported, slot.value());
      return new SlotReading(
          reported, reported, meaning, slot.slot(), claim, new Doubt(why, false));
    }
    return new SlotReading(slot.value(), reported, meaning, slot.slot(), claim, anchor.doubt());
  }

  private static @Nullable BigInteger number(Said<BigInteger> answered) {
    return answered instanceof Said.Answer<BigInteger>(BigInteger number) ? number : null;
  }

  private static SlotReading reported(Said<BigInteger> answered, @Nullable Hash slot, Doubt doubt) {
    BigInteger reported = number(answered);
    return new SlotReading(reported, reported, Meaning.REPORTED, slot, null, doubt);
  }

  // ---------------------------------------------------------------- where it has to be found

  private Uni<SlotReading> infer(
      Ask ask, Anchor anchor, SlotQuestion question, Said<BigInteger> answered) {
    if (answered instanceof Said.Nothing<BigInteger>(NodeException why)) {
      return Uni.createFrom().item(reported(answered, null, Doubt.of(why)));
    }
    BigInteger reported = ((Said.Answer<BigInteger>) answered).value();
    if (reported.compareTo(LEAST_TELLING) < 0) {
      return Uni.createFrom().item(reported(answered, null, tooSmall(question)));
    }
    return said(proofs.claim(ask, anchor, question.contract(), question.usual()))
        .map(
            said ->
                switch (said) {
                  case Said.Answer<AccountClaim>(AccountClaim claim) ->
                      found(ask, anchor, question, claim, reported);
                  case Said.Nothing<AccountClaim>(NodeException why) ->
                      reported(answered, null, Doubt.of(why));
                });
  }

  private static Doubt tooSmall(SlotQuestion question) {
    return new Doubt(
        "it is not known in which slot the contract keeps it, and what %s answers is too small to tell"
            .formatted(question.function()),
        false);
  }

  private SlotReading found(
      Ask ask, Anchor anchor, SlotQuestion question, AccountClaim claim, BigInteger reported) {
    int[] matching =
        IntStream.range(0, claim.slots().size())
            .filter(i -> claim.slots().get(i).value().equals(reported))
            .toArray();
    if (matching.length != 1) {
      String why =
          "it is not known in which slot the contract keeps it: %s of the usual ones hold what %s answers"
              .formatted(matching.length == 0 ? "none" : "several", question.function());
      return new SlotReading(
          reported, reported, Meaning.REPORTED, null, null, new Doubt(why, false));
    }
    SlotClaim slot = claim.slots().get(matching[0]);
    if (anchor.isOnChain()) {
      inferred.put(kind(ask, question), matching[0]);
    }
    AccountClaim alone =
        new AccountClaim(claim.address(), claim.account(), claim.nodes(), List.of(slot));
    return new SlotReading(
        reported, reported, Meaning.INFERRED, slot.slot(), alone, anchor.doubt());
  }
}
