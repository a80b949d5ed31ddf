package io.tapeline.access.policy;

import io.tapeline.access.Admission;
import io.tapeline.access.Cost;
import io.tapeline.access.DurationText;
import io.tapeline.access.Limit;
import io.tapeline.access.Policy;
import io.tapeline.access.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Requests that are written down with what a policy should say to each, see
 * docs/operating/policy.md. The same policy and the same cases give the same result.
 */
public final class PolicyCases {

  private static final String NONE = "none";

  private PolicyCases() {}

  /** What came of a file of cases. */
  public sealed interface Outcome {}

  /**
   * @param cases how many there were
   * @param failed none if the policy says what it should
   */
  public record Tried(int cases, List<Failed> failed) implements Outcome {
    public Tried {
      failed = List.copyOf(failed);
    }
  }

  /** The cases can't be read, so nothing was tried. */
  public record Unreadable(List<Fault> faults) implements Outcome {
    public Unreadable {
      faults = List.copyOf(faults);
    }
  }

  /**
   * A case to which the policy says something else.
   *
   * @param line of the case
   * @param asked for people
   * @param expected all that is different: {@code verdict allowed, cost 1}
   * @param came instead
   */
  public record Failed(int line, String asked, String expected, String came) {}

  public static Outcome run(Policy policy, byte[] cases) {
    Faults faults = new Faults();
    Node root = new YamlText(faults).compose(cases);
    List<PolicyCase> read =
        root == null ? List.of() : new CaseReader(policy).read(Value.root(root, faults));
    if (!faults.areNone()) {
      return new Unreadable(faults.all());
    }
    return new Tried(
        read.size(),
        read.stream().map(each -> judge(policy, each)).filter(Objects::nonNull).toList());
  }

  /** Null if the case holds. */
  private static @Nullable Failed judge(Policy policy, PolicyCase each) {
    PolicyCase.Asked asked = each.asked();
    PolicyCase.Expected expected = each.expected();
    Rule rule = policy.rules().find(asked.method(), asked.path()).orElse(null);
    Difference difference = new Difference();
    difference.compare("verdict", expected.verdict().id(), verdict(rule, asked).id());
    if (expected.cost() != null) {
      difference.compare("cost", expected.cost() + "", cost(rule, asked));
    }
    if (expected.group() != null) {
      difference.compare("group", expected.group(), rule == null ? NONE : rule.group());
    }
    if (expected.limit() != null) {
      difference.compare("limit", text(expected.limit()), text(limit(policy, rule, asked)));
    }
    return difference.expected.isEmpty() ? null : difference.failed(each);
  }

  private static Admission verdict(@Nullable Rule rule, PolicyCase.Asked asked) {
    return rule == null
        ? Admission.NO_RULE
        : rule.admits(asked.scopes(), asked.plan() != null, asked.from());
  }

  private static String cost(@Nullable Rule rule, PolicyCase.Asked asked) {
    if (rule == null) {
      return NONE;
    }
    Cost cost = rule.cost();
    Long rows = asked.rows();
    return (rows == null ? cost.ofAll(asked.things()) : cost.of(rows, asked.things())) + "";
  }

  private static @Nullable Limit limit(Policy policy, @Nullable Rule rule, PolicyCase.Asked asked) {
    String name = Objects.requireNonNullElse(asked.plan(), policy.anonymousPlan());
    return rule == null
        ? null
        : Objects.requireNonNull(policy.plans().get(name)).limits().get(rule.group());
  }

  private static String text(@Nullable Limit limit) {
    return limit == null ? NONE : limit.units() + " per " + DurationText.of(limit.per());
  }

  /** What should have come and what came, as far as they are not the same. */
  private static final class Difference {
    private final List<String> expected = new ArrayList<>();
    private final List<String> came = new ArrayList<>();

    void compare(String what, String wanted, String found) {
      if (!wanted.equals(found)) {
        expected.add(what + " " + wanted);
        came.add(what + " " + found);
      }
    }

    Failed failed(PolicyCase each) {
      return new Failed(
          each.line(),
          each.asked().toString(),
          String.join(", ", expected),
          String.join(", ", came));
    }
  }
}
