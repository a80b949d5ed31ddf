package io.tapeline.chain.record;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.EvmNode;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.block.MadeBlocks;
import io.tapeline.chain.fee.gas.FeeHistory;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.follow.BlockRef;
import io.tapeline.chain.follow.Head;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.state.CallResult;
import io.tapeline.chain.state.Placement;
import io.tapeline.chain.state.ReportedAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node that has a chain of whole blocks, all of it in memory. */
final class MadeNode implements EvmNode {

  private static final int MOST_BLOCKS = 50;

  private final List<FullBlock> chain = new ArrayList<>();
  private final Map<Hash, FullBlock> byHash = new HashMap<>();
  private MadeBlocks blocks;
  private int behind;
  private long missing = Long.MAX_VALUE;

  MadeNode(long seed, int transactions, int length) {
    blocks = new MadeBlocks(seed, transactions);
    extend(length);
  }

  MadeNode extend(int count) {
    for (int i = 0; i < count; i++) {
      FullBlock next = blocks.after(chain.isEmpty() ? null : chain.getLast());
      chain.add(next);
      byHash.put(next.hash(), next);
    }
    return this;
  }

  /** Others in the place of the last ones. */
  MadeNode replace(int last, int by, long seed) {
    chain.subList(chain.size() - last, chain.size()).clear();
    blocks = new MadeBlocks(seed, 1);
    return extend(by);
  }

  void isBehind(int count) {
    behind = count;
  }

  /** It has no whole block from this number on. */
  void lacksFrom(long number) {
    missing = number;
  }

  List<FullBlock> chain() {
    return List.copyOf(chain);
  }

  @Override
  public String name() {
    return "a";
  }

  private static <T> Uni<T> answer(Supplier<T> value) {
    return Uni.createFrom().item(value);
  }

  private FullBlock at(long number) {
    if (number >= chain.size() - behind) {
      throw new NodeException(NodeFault.BEHIND, "it has not that block");
    }
    return chain.get((int) number);
  }

  private BlockRef ref(long number) {
    return MadeBlocks.ref(at(number));
  }

  private static <T> T present(@Nullable T block) {
    if (block == null) {
      throw new NodeException(NodeFault.BEHIND, "it has not that block");
    }
    return block;
  }

  @Override
  public Uni<Head> head() {
    return answer(
        () -> {
          long height = chain.size() - 1L - behind;
          return new Head(ref(height), ref(Math.max(0, height - 8)), ref(Math.max(0, height - 16)));
        });
  }

  @Override
  public Uni<BlockRef> block(long number) {
    return answer(() -> ref(number));
  }

  @Override
  public Uni<BlockRef> block(Hash hash) {
    return answer(() -> MadeBlocks.ref(present(byHash.get(hash))));
  }

  @Override
  public Uni<List<BlockRef>> blocks(BlockRange range) {
    return answer(
        () -> {
          List<BlockRef> all = new ArrayList<>();
          for (long number = range.first(); number <= range.last(); number++) {
            all.add(ref(number));
          }
          return all;
        });
  }

  @Override
  public int mostBlocks() {
    return MOST_BLOCKS;
  }

  @Override
  public Uni<FullBlock> fullBlock(Hash hash) {
    return answer(
        () -> {
          FullBlock block = present(byHash.get(hash));
          return present(block.number() < missing ? block : null);
        });
  }

  @Override
  public Uni<List<Header>> headers(BlockRange blocks) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<FeeHistory> feeHistory(BlockRange blocks, List<Integer> percentiles) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Header> header(Hash hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<AccountClaim> proof(Header block, Address address, List<Hash> slots) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<byte[]> code(Header block, Address address, Hash codeHash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<ReportedAccount> reported(Header block, Address address, List<Hash> slots) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<CallResult> call(Header block, Address to, byte[] data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Placement> place(Hash transaction) {
    throw new UnsupportedOperationException();
  }
}
