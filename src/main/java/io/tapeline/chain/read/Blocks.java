package io.tapeline.chain.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Finality;
import io.tapeline.chain.follow.Head;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks that readings stand on: which it is, enough nodes agree on; its header any node
 * may give, since the hash follows from it.
 */
@ApplicationScoped
public class Blocks {

  private static final int HEADERS = 4_096;
  private static final int HEIGHTS = 4_096;

  /**
   * @param head the newest block then: at another head another block may be there; null if it can't
   */
  private record Height(String chain, long number, @Nullable Hash head) {}

  private record Named(String chain, Hash hash) {}

  private final Kept<Named, Header> headers = new Kept<>(HEADERS, _ -> 1);
  private final Kept<Height, Hash> heights = new Kept<>(HEIGHTS, _ -> 1);

  /** Fails with {@code unknown_block} or {@code not_proved}. */
  public Uni<Anchor> find(Ask ask, BlockChoice choice) {
    Uni<Anchor> found =
        switch (choice) {
          case BlockChoice.Newest(Finality finality) -> newest(ask, finality);
          case BlockChoice.Numbered(long number) -> numbered(ask, number);
          case BlockChoice.Hashed(Hash hash) -> hashed(ask, hash);
        };
    return found
        .onFailure(NodeException.class)
        .transform(why -> notProved(ask, String.valueOf(why.getMessage())));
  }

  public static ProblemException notProved(Ask ask, String why) {
    return new ProblemException(new Problem.NotProved(ask.name(), why));
  }

  private static ProblemException unknown(Ask ask, Object given, String why) {
    return new ProblemException(new Problem.UnknownBlock(ask.name(), given.toString(), why));
  }

  private Uni<Anchor> newest(Ask ask, Finality finality) {
    Optional<BlockRef> block = ask.head().at(finality);
    return block.isEmpty()
        ? Uni.createFrom()
            .failure(unknown(ask, finality, "Its nodes know no block that is so sure."))
        : header(ask, block.get().hash())
            .map(header -> sure(ask.head(), header, block.get().hash()));
  }

  private Uni<Anchor> numbered(Ask ask, long number) {
    long newest = ask.head().latest().number();
    if (number > newest) {
      return Uni.createFrom()
          .failure(unknown(ask, number, "The newest has the number %d.".formatted(newest)));
    }
    return agreed(ask, number)
        .chain(hash -> header(ask, hash).map(header -> sure(ask.head(), header, hash)));
  }

  private Uni<Anchor> hashed(Ask ask, Hash hash) {
    return header(ask, hash)
        .onFailure(Blocks::isUnable)
        .transform(_ -> unknown(ask, hash, "None of its nodes knows it."))
        .chain(header -> placed(ask, header, hash));
  }

  private static boolean isUnable(Throwable failure) {
    return failure instanceof NodeException why && why.fault() == NodeFault.UNABLE;
  }

  private Uni<Anchor> placed(Ask ask, Header header, Hash hash) {
    long newest = ask.head().latest().number();
    return header.number() > newest
        ? Uni.createFrom()
            .item(
                doubted(
                    header,
                    hash,
                    new Doubt("the chain has not reached block " + header.number(), true)))
        : agreed(ask, header.number())
            .map(
                there ->
                    there.equals(hash)
                        ? sure(ask.head(), header, hash)
                        : doubted(
                            header,
                            hash,
                            new Doubt(
                                "the block is not on the chain, which has %s there"
                                    .formatted(there),
                                false)));
  }

  private static Anchor sure(Head head, Header header, Hash hash) {
    long confirmations = Math.max(1, head.latest().number() - header.number() + 1);
    return new Anchor(header, hash, finality(head, header.number()), confirmations, null);
  }

  private static Anchor doubted(Header header, Hash hash, Doubt why) {
    return new Anchor(header, hash, Finality.LATEST, 0, why);
  }

  private static Finality finality(Head head, long number) {
    if (reaches(head.finalized(), number)) {
      return Finality.FINALIZED;
    }
    return reaches(head.safe(), number) ? Finality.SAFE : Finality.LATEST;
  }

  private static boolean reaches(@Nullable BlockRef block, long number) {
    return block != null && number <= block.number();
  }

  /** The block that the chain has at a height up to the newest. */
  private Uni<Hash> agreed(Ask ask, long number) {
    BlockRef latest = ask.head().latest();
    if (number == latest.number()) {
      return Uni.createFrom().item(latest.hash());
    }
    boolean isFinal = reaches(ask.head().finalized(), number);
    return heights.get(
        new Height(ask.name(), number, isFinal ? null : latest.hash()),
        () ->
            Agreeing.on(ask, "which block has the number " + number, node -> node.block(number))
                .map(BlockRef::hash));
  }

  private Uni<Header> header(Ask ask, Hash hash) {
    return headers.get(
        new Named(ask.name(), hash), () -> Proving.first(ask, node -> node.header(hash)));
  }
}
