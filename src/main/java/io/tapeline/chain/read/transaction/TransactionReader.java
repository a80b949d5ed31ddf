package io.tapeline.chain.read.transaction;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.app.Said;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Sender;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.BlockChoice;
import io.tapeline.chain.read.Blocks;
import io.tapeline.chain.read.Doubt;
import io.tapeline.chain.read.Kept;
import io.tapeline.chain.read.Proving;
import io.tapeline.chain.read.ReadConfig;
import io.tapeline.chain.state.Placement;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers where a transaction is. Nodes say in which block; that it is there follows from the whole
 * block, and that the block is on the chain from what enough nodes agree on.
 */
@ApplicationScoped
public class TransactionReader {

  private static final int BYTES_OF_TRANSACTION = 1_500;
  private static final int BYTES_BESIDE = 2_000;

  private record Named(String chain, Hash hash) {}

  private final Blocks blocks;
  private final Kept<Named, FullBlock> whole;

  public TransactionReader(Blocks blocks, ReadConfig config) {
    this.blocks = blocks;
    this.whole =
        new Kept<>(
            ((long) config.keptMebibytes() << 20) / 2,
            block -> BYTES_BESIDE + BYTES_OF_TRANSACTION * block.transactions().size());
  }

  /**
   * Fails with {@code unknown_transaction} if no node knows it; with {@code not_proved} if too few
   * say so, or where what must be verified is not.
   */
  public Uni<TransactionReading> read(Ask ask, Hash id, boolean mustBeVerified) {
    return places(ask, id)
        .chain(said -> weigh(ask, id, said))
        .onFailure(NodeException.class)
        .transform(why -> Blocks.notProved(ask, String.valueOf(why.getMessage())))
        .invoke(
            reading -> {
              Doubt doubt = reading.doubt();
              if (mustBeVerified && doubt != null) {
                throw doubt.refusal(ask, "transaction " + id);
              }
            });
  }

  /** Once some know its block the others need not be waited for; that nobody does, all must say. */
  private static Uni<Map<String, Said<Placement>>> places(Ask ask, Hash id) {
    int some = ask.tracker().chain().quorum().needed();
    return ask.nodes()
        .all(some, node -> node.place(id))
        .chain(
            said ->
                blocksOf(said).isEmpty()
                    ? ask.nodes().all(node -> node.place(id))
                    : Uni.createFrom().item(said));
  }

  /** By the names of the nodes that say so. */
  private static Map<String, Hash> blocksOf(Map<String, Said<Placement>> said) {
    Map<String, Hash> blocks = new TreeMap<>();
    said.forEach(
        (name, each) -> {
          if (each instanceof Said.Answer<Placement>(Placement.In(Hash block, _))) {
            blocks.put(name, block);
          }
        });
    return blocks;
  }

  private Uni<TransactionReading> weigh(Ask ask, Hash id, Map<String, Said<Placement>> said) {
    refute(ask, said);
    return included(ask, id, new TreeMap<>(blocksOf(said)))
        .map(found -> found.orElseGet(() -> elsewhere(ask, id, said)));
  }

  /** What a node says of a transaction fits its id and its signature, or is refuted by them. */
  private static void refute(Ask ask, Map<String, Said<Placement>> said) {
    boolean isKnown =
        said.values().stream()
            .anyMatch(
                each ->
                    each instanceof Said.Answer<Placement>(Placement place)
                        && !(place instanceof Placement.Unknown));
    said.forEach(
        (name, each) -> {
          if (isKnown
              && each instanceof Said.Nothing<Placement>(NodeException why)
              && why.fault() == NodeFault.ABSURD) {
            ask.tracker().refute(name, String.valueOf(why.getMessage()));
          }
        });
  }

  // ---------------------------------------------------------------- in a block

  /** In the first of the blocks that is on the chain and has it; else in one that has it. */
  private Uni<Optional<TransactionReading>> included(
      Ask ask, Hash id, SortedMap<String, Hash> left) {
    if (left.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Hash block = left.values().iterator().next();
    Set<String> who = new TreeSet<>();
    left.forEach(
        (name, its) -> {
          if (its.equals(block)) {
            who.add(name);
          }
        });
    left.keySet().removeAll(who);
    return in(ask, id, block, who)
        .chain(
            found ->
                found.filter(reading -> reading.doubt() == null).isPresent()
                    ? Uni.createFrom().item(found)
                    : included(ask, id, left).map(other -> other.or(() -> found)));
  }

  private Uni<Optional<TransactionReading>> in(Ask ask, Hash id, Hash hash, Set<String> who) {
    return blocks
        .find(ask, new BlockChoice.Hashed(hash))
        .chain(
            anchor ->
                whole
                    .get(
                        new Named(ask.name(), hash),
                        () ->
                            Proving.first(
                                ask, node -> node.fullBlock(hash).map(block -> honest(block, id))))
                    .map(block -> in(ask, id, anchor, block, who)));
  }

  /** Of the block's senders the one that is asked for is compared with its signature. */
  private static FullBlock honest(FullBlock block, Hash id) {
    try {
      block.transactions().stream()
          .filter(sent -> sent.hash().equals(id))
          .forEach(sent -> Sender.require(sent.from(), sent.transaction()));
      return block;
    } catch (RefusedException e) {
      throw new NodeException(NodeFault.ABSURD, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<TransactionReading> in(
      Ask ask, Hash id, Anchor anchor, FullBlock block, Set<String> who) {
    int index =
        IntStream.range(0, block.transactions().size())
            .filter(i -> block.transactions().get(i).hash().equals(id))
            .findFirst()
            .orElse(-1);
    if (index < 0) {
      String why = "it says that block %s has transaction %s".formatted(anchor.hash(), id);
      who.forEach(name -> ask.tracker().refute(name, why));
      return Optional.empty();
    }
    return Optional.of(new TransactionReading.Included(ask.followed(), id, anchor, block, index));
  }

  // ---------------------------------------------------------------- in none

  private static TransactionReading elsewhere(Ask ask, Hash id, Map<String, Said<Placement>> said) {
    int answered = 0;
    int knowing = 0;
    Placement.@Nullable Pending waiting = null;
    for (Said<Placement> each : said.values()) {
      if (each instanceof Said.Answer<Placement>(Placement place)) {
        answered++;
        if (place instanceof Placement.Pending pending) {
          knowing++;
          waiting = pending;
        }
      }
    }
    if (waiting != null) {
      return pending(ask, id, waiting, knowing, said.size());
    }
    if (answered == 0) {
      throw new NodeException(NodeFault.DOWN, "none of its nodes answers: " + reasons(said));
    }
    if (!blocksOf(said).isEmpty()) {
      throw new NodeException(
          NodeFault.ABSURD,
          String.join(", ", blocksOf(said).keySet())
              + ": it is in no block where it is said to be");
    }
    String silent = reasons(said);
    throw new ProblemException(
        new Problem.UnknownTransaction(
            ask.name(),
            id.toString(),
            "%d of its %d nodes answered, and none knows it%s."
                .formatted(answered, said.size(), silent.isEmpty() ? "" : " (" + silent + ")")));
  }

  private static TransactionReading.Pending pending(
      Ask ask, Hash id, Placement.Pending waiting, int knowing, int nodes) {
    String why = "it is in no block yet; %d of %d nodes know it".formatted(knowing, nodes);
    return new TransactionReading.Pending(
        ask.followed(), id, waiting.transaction(), new Doubt(why, true));
  }

  private static String reasons(Map<String, Said<Placement>> said) {
    return said.entrySet().stream()
        .filter(each -> each.getValue() instanceof Said.Nothing<Placement>)
        .map(
            each ->
                each.getKey()
                    + ": "
                    + ((Said.Nothing<Placement>) each.getValue()).why().getMessage())
        .collect(Collectors.joining("; "));
  }
}
