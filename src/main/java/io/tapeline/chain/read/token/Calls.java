package io.tapeline.chain.read.token;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.Hash;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.proof.Address;
import io.tapeline.chain.read.Agreeing;
import io.tapeline.chain.read.Anchor;
import io.tapeline.chain.read.Ask;
import io.tapeline.chain.read.Kept;
import io.tapeline.chain.read.ReadConfig;
import io.tapeline.chain.state.CallResult;
import io.tapeline.chain.token.TokenCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.HexFormat;

/** What contracts answer at a block, as far as enough nodes agree; each is asked once. */
@ApplicationScoped
public class Calls {

  private static final int BYTES_BESIDE = 200;

  /** Of what is kept, a part is for answers. */
  private static final int PART = 8;

  private record Question(String chain, Hash block, Address to, String data) {}

  private final Kept<Question, CallResult> results;

  public Calls(ReadConfig config) {
    this.results =
        new Kept<>(
            ((long) config.keptMebibytes() << 20) / PART,
            result ->
                result instanceof CallResult.Returned(String hex)
                    ? BYTES_BESIDE + hex.length()
                    : BYTES_BESIDE);
  }

  /**
   * Fails with {@link NodeException} if nodes do not agree.
   *
   * @param what for people: {@code what balanceOf answers}
   */
  Uni<CallResult> result(Ask ask, Anchor anchor, Address to, byte[] data, String what) {
    return results.get(
        new Question(ask.name(), anchor.hash(), to, HexFormat.of().formatHex(data)),
        () -> Agreeing.on(ask, what, node -> node.call(anchor.header(), to, data)));
  }

  /** Of a function that answers a number; fails as well where it answers none. */
  Uni<BigInteger> number(Ask ask, Anchor anchor, Address to, byte[] data, String function) {
    return result(ask, anchor, to, data, "what " + function + " answers")
        .map(
            result ->
                switch (result) {
                  case CallResult.Returned returned ->
                      TokenCall.number(returned.bytes())
                          .orElseThrow(() -> none(function + " answers no number"));
                  case CallResult.Reverted _ -> throw none(function + " ends without an answer");
                });
  }

  private static NodeException none(String why) {
    return new NodeException(NodeFault.UNABLE, why + ", so this may be no ERC-20 token");
  }
}
