package io.tapeline.access.app;

import io.tapeline.access.Policy;
import io.tapeline.access.Ranks;
import io.tapeline.access.Route;
import io.tapeline.access.RouteTable;
import io.tapeline.access.Rule;
import io.tapeline.access.policy.Fault;
import io.tapeline.access.policy.PolicyFile;
import io.tapeline.access.policy.PolicyFile.Faulty;
import io.tapeline.access.policy.PolicyFile.Sound;
import io.tapeline.ops.ServedRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The policy by which requests are judged now: all of one file, and then all of another. */
@ApplicationScoped
public class PolicyInForce {

  private static final Logger LOG = Logger.getLogger(PolicyInForce.class);
  private static final String OPEN = "open";
  private static final String GUARDED = "guarded";

  /** Extensions have resources as well. */
  private static final String OURS = "io.tapeline.";

  private final String name;
  private final ServedRoutes served;
  private volatile InForce now;

  /**
   * A rule and what it is for.
   *
   * @param name of the route: {@code GET /v1/prices/{asset}}
   * @param ranks of all plans
   */
  public record Ruled(Policy policy, String name, Rule rule, Ranks ranks) {}

  private record InForce(Policy policy, Ranks ranks, RouteTable<Ruled> routes) {

    static InForce of(Policy policy) {
      Ranks ranks = new Ranks(policy);
      Map<Route, Ruled> ruled = new HashMap<>();
      policy
          .rules()
          .entries()
          .forEach(
              (route, rule) -> ruled.put(route, new Ruled(policy, route.toString(), rule, ranks)));
      return new InForce(policy, ranks, RouteTable.of(ruled));
    }
  }

  /** What a reload came to. */
  public sealed interface Reload {

    /**
     * It is in force.
     *
     * @param changes a sentence each; none if it is the same
     */
    record Done(Policy policy, List<String> changes) implements Reload {}

    /**
     * All stays as it was.
     *
     * @param faults with their lines
     */
    record Refused(List<String> faults) implements Reload {}
  }

  /**
   * @throws IllegalArgumentException with all that is wrong, for people
   */
  public PolicyInForce(AccessConfig config, ServedRoutes served) {
    this.name = config.policy().orElse(OPEN);
    this.served = served;
    now =
        switch (read()) {
          case Reload.Done(Policy policy, _) -> InForce.of(policy);
          case Reload.Refused(List<String> faults) ->
              throw new IllegalArgumentException(
                  "the policy is not sound:\n  " + String.join("\n  ", faults));
        };
    LOG.infof("the policy is %s", now.policy.version());
  }

  public Policy now() {
    return now.policy;
  }

  public Ranks ranks() {
    return now.ranks;
  }

  /** The rule for a request, if there is one. */
  public Optional<Ruled> find(String method, String path) {
    return now.routes.find(method, path);
  }

  /** Reads the file again. What is not sound in every part changes nothing. Blocks. */
  public synchronized Reload reload() {
    Reload read = read();
    switch (read) {
      case Reload.Done(Policy policy, List<String> changes) -> {
        now = InForce.of(policy);
        LOG.infof("the policy is %s from now on: %s", policy.version(), changes);
      }
      case Reload.Refused(List<String> faults) ->
          LOG.warnf("the policy stays as it was: %s", faults);
    }
    return read;
  }

  private Reload read() {
    try {
      PolicyFile.Reading reading =
          switch (name) {
            case OPEN -> new Sound(PolicyFile.open());
            case GUARDED -> new Sound(PolicyFile.shipped());
            default -> PolicyFile.read(Files.readAllBytes(Path.of(name)));
          };
      return switch (reading) {
        case Faulty(List<Fault> faults) ->
            new Reload.Refused(faults.stream().map(Fault::toString).toList());
        case Sound(Policy policy) -> complete(policy);
      };
    } catch (IOException e) {
      return new Reload.Refused(List.of("the file can't be read: " + e.getMessage()));
    }
  }

  private List<Route> ours() {
    return served.all().stream()
        .filter(each -> each.resource().getName().startsWith(OURS))
        .map(each -> new Route(each.method(), each.template()))
        .toList();
  }

  /** A resource that nobody could ask is a mistake, and is not found out by waiting. */
  private Reload complete(Policy policy) {
    List<String> uncovered = policy.uncovered(ours());
    return uncovered.isEmpty()
        ? new Reload.Done(policy, now == null ? List.of() : policy.changes(now.policy))
        : new Reload.Refused(
            List.of(uncovered.stream().collect(Collectors.joining(", ", "no rule for ", ""))));
  }
}
