package io.tapeline.sandbox.chain.app;

import io.tapeline.sandbox.chain.SandboxChain;
import io.tapeline.sandbox.chain.View;
import io.tapeline.sandbox.chain.fault.NodeFault;
import io.tapeline.sandbox.chain.fault.NodeFaultKind;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The switches of the simulated chain: what a body that names the chain asks for. */
@Singleton
public class ChainFaultsApi {

  private static final String REORG = "reorg";
  private static final long MAX_FOR_MS = Duration.ofDays(1).toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String KINDS =
      Arrays.stream(NodeFaultKind.values())
          .map(NodeFaultKind::id)
          .collect(Collectors.joining(", ", REORG + ", ", ""));

  private final SimulatedNodes nodes;
  private final ChainFaults faults;

  public ChainFaultsApi(SimulatedNodes nodes, ChainFaults faults) {
    this.nodes = nodes;
    this.faults = faults;
  }

  /** What comes of a wish. */
  public sealed interface Outcome {

    /**
     * @param json what was switched on
     */
    record Done(String json) implements Outcome {}

    /**
     * @param wrong reasons by the names of fields
     */
    record Refused(Map<String, String> wrong) implements Outcome {}
  }

  /** Those that are not over, as JSON. */
  public List<String> current() {
    return faults.current(nodes.nowNanos()).stream().map(ChainFaultsApi::write).toList();
  }

  /** Ends what nodes do wrong. A chain that was reorganized stays as it is. */
  public void clear() {
    faults.clear();
  }

  /** Switches on what is said, which may take a while the first time. */
  public Outcome add(JsonObject said) {
    Map<String, String> wrong = new LinkedHashMap<>();
    if (!nodes.isEnabled() || !SimulatedNodes.CHAIN.equals(said.getValue("chain"))) {
      wrong.put("chain", "must be " + SimulatedNodes.CHAIN + ", where there is one");
    }
    String fault = said.getValue("fault") instanceof String text ? text : "";
    if (fault.equals(REORG)) {
      number(said, "depth", SandboxChain.MOST_REPLACED, wrong);
      return wrong.isEmpty() ? reorg(said.getInteger("depth")) : new Outcome.Refused(wrong);
    }
    NodeFaultKind kind = NodeFaultKind.of(fault).orElse(null);
    if (kind == null) {
      wrong.put("fault", "one of " + KINDS);
    } else if (kind.hasBlocks()) {
      number(said, "blocks", SandboxChain.MOST_REPLACED, wrong);
    }
    if (said.containsKey("node") && !SimulatedNodes.NAMES.contains(said.getValue("node"))) {
      wrong.put("node", "one of " + SimulatedNodes.NAMES);
    }
    number(said, "for_ms", MAX_FOR_MS, wrong);
    return wrong.isEmpty() && kind != null ? node(said, kind) : new Outcome.Refused(wrong);
  }

  private static void number(JsonObject said, String name, long most, Map<String, String> wrong) {
    if (!(said.getValue(name) instanceof Number number)
        || number.longValue() < 1
        || number.longValue() > most) {
      wrong.put(name, "a number, 1 to " + most);
    }
  }

  private Outcome reorg(int depth) {
    View after;
    try {
      after = nodes.reorg(depth);
    } catch (IllegalStateException e) {
      return new Outcome.Refused(Map.of("fault", String.valueOf(e.getMessage())));
    }
    return new Outcome.Done(
        JsonText.object()
            .text("chain", SimulatedNodes.CHAIN)
            .text("fault", REORG)
            .number("depth", depth)
            .number("newest", after.newest())
            .text("hash", after.head().hash().toString())
            .toString());
  }

  private Outcome node(JsonObject said, NodeFaultKind kind) {
    long now = nodes.nowNanos();
    NodeFault fault =
        new NodeFault(
            said.getString("node"),
            kind,
            kind.hasBlocks() ? said.getInteger("blocks") : 0,
            now,
            now + said.getLong("for_ms") * NANOS_PER_MILLI);
    faults.add(fault);
    return new Outcome.Done(write(fault));
  }

  private static String write(NodeFault fault) {
    JsonText json = JsonText.object().text("chain", SimulatedNodes.CHAIN);
    @Nullable String node = fault.node();
    if (node != null) {
      json.text("node", node);
    }
    json.text("fault", fault.kind().id());
    if (fault.kind().hasBlocks()) {
      json.number("blocks", fault.blocks());
    }
    return json.text("from", Moments.rfc3339(fault.fromNanos()))
        .text("until", Moments.rfc3339(fault.untilNanos()))
        .toString();
  }
}
