package io.tapeline.chain.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.block.FullBlock;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.fee.gas.FeeHistory;
import io.tapeline.chain.follow.BlockRange;
import io.tapeline.chain.proof.AccountClaim;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.state.CallResult;
import io.tapeline.chain.state.Placement;
import io.tapeline.chain.state.ReportedAccount;
import java.util.List;

/**
 * A node of a chain like Ethereum, which can be asked for more than where the chain is. What can be
 * proved is, against the header or hash that is given; {@code ABSURD} if that does not fit, {@code
 * UNABLE} if the node has no answer.
 */
public interface EvmNode extends ChainNode {

  /**
   * The block with this hash and all that is in it, which follows from the hash but for who sent
   * transactions; {@code BEHIND} if it has it not.
   */
  Uni<FullBlock> fullBlock(Hash hash);

  /**
   * Headers of these blocks, in their order; {@code BEHIND} if it has one not. They need not follow
   * each other where the chain changed meanwhile.
   *
   * @param blocks at most {@link #mostBlocks()}
   */
  Uni<List<Header>> headers(BlockRange blocks);

  /**
   * What was paid in these blocks, and what the next base fee is. Nothing of it is proved.
   *
   * @param percentiles of the gas of each block, ascending
   */
  Uni<FeeHistory> feeHistory(BlockRange blocks, List<Integer> percentiles);

  /** The header with this hash, on the chain or not. */
  Uni<Header> header(Hash hash);

  /** An account and these slots of its storage, proved against the state root of the header. */
  Uni<AccountClaim> proof(Header block, Address address, List<Hash> slots);

  /** Code that has this hash, as the account has it at a block. */
  Uni<byte[]> code(Header block, Address address, Hash codeHash);

  /** The same as {@link #proof} without a proof. */
  Uni<ReportedAccount> reported(Header block, Address address, List<Hash> slots);

  /** What a contract answers at a block; not proved. */
  Uni<CallResult> call(Header block, Address to, byte[] data);

  /** Where a transaction is. What it says has its hash; that it is there is not proved. */
  Uni<Placement> place(Hash transaction);
}
