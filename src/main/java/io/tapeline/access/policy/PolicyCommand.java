package io.tapeline.access.policy;

import io.tapeline.access.Policy;
import io.tapeline.access.Route;
import io.tapeline.access.RouteTable;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.ops.upstream.Outsider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tapeline policy}: looks at a policy before anybody depends on it. Ends with 0 if it is
 * fine, 1 if something is wrong with it, 2 if nothing could be looked at.
 */
public final class PolicyCommand {

  static final int FINE = 0;
  static final int FAULTS = 1;
  static final int USAGE = 2;

  private static final String AGAINST = "--against";

  private final Map<String, Route> routes = new LinkedHashMap<>();

  /**
   * @param routes all that the service has
   */
  public PolicyCommand(Collection<Route> routes) {
    routes.forEach(route -> this.routes.putIfAbsent(route.shape(), route));
  }

  /**
   * @param args {@code check FILE [--against FILE2]} or {@code test FILE CASES}
   * @return the exit code
   */
  public int run(List<String> args, PrintStream out) {
    if (args.size() == 2 && args.getFirst().equals("check")) {
      return check(args.get(1), null, out);
    }
    if (args.size() == 4 && args.getFirst().equals("check") && args.contains(AGAINST)) {
      int at = args.indexOf(AGAINST);
      // before the file or behind it
      return at == 2
          ? check(args.get(1), args.get(3), out)
          : at == 1 ? check(args.get(3), args.get(2), out) : usage(out);
    }
    if (args.size() == 3 && args.getFirst().equals("test")) {
      return test(args.get(1), args.get(2), out);
    }
    return usage(out);
  }

  private static int usage(PrintStream out) {
    out.println("usage: ./tapeline policy check FILE [--against FILE2]");
    out.println("       ./tapeline policy test FILE CASES");
    return USAGE;
  }

  private int check(String file, @Nullable String against, PrintStream out) {
    try {
      Policy policy = read(file, out);
      Policy before = against == null ? PolicyFile.shipped() : read(against, out);
      if (policy == null || before == null) {
        return FAULTS;
      }
      out.printf(
          "%s is fine: %s, %d plans, %d rules%n",
          file, policy.version(), policy.plans().size(), policy.rules().routes().size());
      list("routes that no rule is for, so nobody may ask them", uncovered(policy), out);
      list("rules for routes that there are not", idle(policy), out);
      list("upstreams that no rule names, so no request has them asked", unnamed(policy), out);
      list(
          "what it changes against " + (against == null ? "the shipped one" : against),
          policy.changes(before),
          out);
      return FINE;
    } catch (UnreadableFile e) {
      out.println(e.getMessage());
      return USAGE;
    }
  }

  private int test(String file, String cases, PrintStream out) {
    try {
      Policy policy = read(file, out);
      if (policy == null) {
        return FAULTS;
      }
      return switch (PolicyCases.run(policy, bytes(cases))) {
        case PolicyCases.Unreadable(List<Fault> faults) -> {
          tell(cases, faults, out);
          yield FAULTS;
        }
        case PolicyCases.Tried(int count, List<PolicyCases.Failed> failed) -> {
          failed.forEach(each -> tell(cases, each, out));
          out.printf("%d %s, %d failed%n", count, count == 1 ? "case" : "cases", failed.size());
          yield failed.isEmpty() ? FINE : FAULTS;
        }
      };
    } catch (UnreadableFile e) {
      out.println(e.getMessage());
      return USAGE;
    }
  }

  private static void tell(String file, PolicyCases.Failed failed, PrintStream out) {
    out.printf("%s:%d: %s%n", file, failed.line(), failed.asked());
    out.printf("  expected %s%n  came     %s%n", failed.expected(), failed.came());
  }

  private List<String> uncovered(Policy policy) {
    return policy.uncovered(routes.values());
  }

  /** A slip of the pen in a route would otherwise be noticed by callers only. */
  private List<String> idle(Policy policy) {
    if (routes.isEmpty()) {
      return List.of();
    }
    RouteTable<Route> table =
        RouteTable.of(
            routes.values().stream()
                .collect(Collectors.toMap(Function.identity(), Function.identity())));
    return policy.rules().routes().stream()
        .filter(route -> !route.isTree() && !table.covers(route))
        .map(Route::toString)
        .toList();
  }

  /** Those that came with an update may be wanted. */
  private static List<String> unnamed(Policy policy) {
    List<Leave> leaves =
        policy.rules().entries().values().stream()
            .map(rule -> Leave.of(rule.upstreams()))
            .distinct()
            .toList();
    return Stream.concat(Outsider.ALL.stream(), Stream.of(Outsider.model("any")))
        .filter(whom -> leaves.stream().noneMatch(leave -> leave.permits(whom)))
        .map(Outsider::nameInPolicies)
        .sorted()
        .toList();
  }

  private static void list(String title, List<String> lines, PrintStream out) {
    if (!lines.isEmpty()) {
      out.println(title + ":");
      lines.forEach(line -> out.println("  " + line));
    }
  }

  /** Null if something is wrong with it, which is told. */
  private static @Nullable Policy read(String file, PrintStream out) throws UnreadableFile {
    return switch (PolicyFile.read(bytes(file))) {
      case PolicyFile.Sound(Policy policy) -> policy;
      case PolicyFile.Faulty(List<Fault> faults) -> {
        tell(file, faults, out);
        yield null;
      }
    };
  }

  private static void tell(String file, List<Fault> faults, PrintStream out) {
    faults.forEach(fault -> out.println(file + ":" + fault));
    out.println(faults.size() == 1 ? "1 fault" : faults.size() + " faults");
  }

  /** No more than what tells that the file is too long. */
  private static byte[] bytes(String file) throws UnreadableFile {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(YamlText.MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new UnreadableFile(file + ": there is no such file", e);
    } catch (IOException | InvalidPathException e) {
      throw new UnreadableFile(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static final class UnreadableFile extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableFile(String why, Exception cause) {
      super(why, cause);
    }
  }
}
