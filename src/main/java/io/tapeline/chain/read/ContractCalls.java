package io.tapeline.chain.read;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.block.Header;
import io.tapeline.chain.contract.Signature;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.state.CallResult;

/** What contracts answer behind one block, as far as enough nodes agree; for the service itself. */
public final class ContractCalls {

  private final Ask ask;
  private final Header header;

  private ContractCalls(Ask ask, Header header) {
    this.ask = ask;
    this.header = header;
  }

  /**
   * Fails with {@link NodeException} if no node has it.
   *
   * @param block that enough nodes have on the chain
   */
  public static Uni<ContractCalls> at(Ask ask, Hash block) {
    return Proving.first(ask, node -> node.header(block))
        .map(header -> new ContractCalls(ask, header));
  }

  /**
   * Fails with {@link NodeException} if they do not agree.
   *
   * @param function that is given nothing
   */
  public Uni<CallResult> call(Address to, Signature function, String named) {
    return Agreeing.on(
        ask,
        "what %s answers to %s".formatted(to, named),
        node -> node.call(header, to, function.selector()));
  }
}
