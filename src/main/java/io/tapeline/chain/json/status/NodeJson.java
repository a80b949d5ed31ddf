package io.tapeline.chain.json.status;

import io.tapeline.chain.app.NodeState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A node of a chain, as it is sent. Its address is not: it may hold a key. */
@Schema(name = "ChainNode", description = "A node that is asked about a chain, and how it does.")
public record NodeJson(
    @Schema(description = "As the configuration names it.", examples = "mine") String name,
    @Schema(
            description =
                "`aside`: it contradicted what others agree on or prove, and is not believed;"
                    + " `doubted`: the same, but too few would be left without it; `unknown`: it"
                    + " was not asked yet.",
            enumeration = {"unknown", "working", "failing", "doubted", "aside"},
            examples = "working")
        String state,
    @Schema(
            description =
                "What is wrong, for programs; `contradicting` where it is set aside or doubted; null where"
                    + " nothing is.",
            enumeration = {
              "down",
              "slow",
              "resting",
              "limited",
              "refused",
              "malformed",
              "too_large",
              "wrong_chain",
              "absurd",
              "behind",
              "error",
              "contradicting"
            },
            examples = "slow",
            nullable = true)
        @Nullable String fault,
    @Schema(description = "The same in words.", nullable = true) @Nullable String because) {

  public static NodeJson of(NodeState state) {
    if (state.aside() != null) {
      return new NodeJson(state.name(), "aside", "contradicting", state.aside());
    }
    if (state.doubt() != null) {
      return new NodeJson(state.name(), "doubted", "contradicting", state.doubt());
    }
    NodeState.Fault fault = state.fault();
    if (state.failures() > 0 && fault != null) {
      return new NodeJson(state.name(), "failing", fault.kind().toString(), fault.detail());
    }
    return new NodeJson(state.name(), state.answered() == null ? "unknown" : "working", null, null);
  }
}
