package io.tapeline.access.policy;

import io.tapeline.access.Admission;
import io.tapeline.access.Cost;
import io.tapeline.access.DurationText;
import io.tapeline.access.Limit;
import io.tapeline.access.Policy;
import io.tapeline.access.Scope;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads cases, with the names of the policy that they are for. */
final class CaseReader {

  static final Set<String> FIELDS = Set.of("when", "then");
  static final Set<String> WHEN_FIELDS = Set.of("route", "plan", "scopes", "from", "limit", "each");
  static final Set<String> THEN_FIELDS = Set.of("verdict", "cost", "group", "limit");

  private static final String ANONYMOUS = "anonymous";
  private static final String ALL = "all";

  /** Rows of a page where nobody asks for more or less. */
  private static final long USUAL_ROWS = 100;

  /** More than any list may have. */
  private static final long MOST_THINGS = 1_000;

  /** Somewhere outside: the block is for documentation. */
  private static final InetAddress ANYWHERE = InetAddress.ofLiteral("192.0.2.1");

  private static final Pattern REQUEST = Pattern.compile("[A-Z]{1,10} /\\S{0,2000}");
  private static final Pattern LIMIT = Pattern.compile("([1-9][0-9]{0,8}) per (\\S{1,10})");
  private static final Set<String> VERDICTS =
      Arrays.stream(Admission.values()).map(Admission::id).collect(Collectors.toSet());

  private final Policy policy;

  CaseReader(Policy policy) {
    this.policy = policy;
  }

  List<PolicyCase> read(Value file) {
    List<PolicyCase> cases = new ArrayList<>();
    for (Value item : file.items()) {
      Section both = item.section(FIELDS);
      if (both == null) {
        continue;
      }
      PolicyCase.Asked asked = asked(both.required("when"));
      PolicyCase.Expected expected = expected(both.required("then"));
      if (asked != null && expected != null) {
        cases.add(new PolicyCase(item.node().getStartMark().getLine() + 1, asked, expected));
      }
    }
    return cases;
  }

  private PolicyCase.@Nullable Asked asked(@Nullable Value value) {
    Section when = value == null ? null : value.section(WHEN_FIELDS);
    if (when == null) {
      return null;
    }
    String request = request(when.required("route"));
    Value scopes = when.optional("scopes");
    String plan = plan(when.optional("plan"), scopes);
    Value from = when.optional("from");
    Long things = when.optionalNumber("each", 1, MOST_THINGS);
    return new PolicyCase.Asked(
        request,
        plan,
        plan == null
            ? policy.anonymousScopes()
            : scopes == null ? usualScopes() : PolicyReader.scopes(scopes),
        from == null ? ANYWHERE : address(from),
        rows(when.optional("limit")),
        things == null ? 1 : things);
  }

  private static String request(@Nullable Value value) {
    String request = value == null ? null : value.text();
    if (value == null || request == null) {
      return "";
    }
    if (!REQUEST.matcher(request).matches()) {
      value.wrong("must be a method, one space and a path, as in GET /v1/prices/btc");
    }
    return request;
  }

  /** Null if there is no key: nobody gives one scopes, and its plan is for those without one. */
  private @Nullable String plan(@Nullable Value value, @Nullable Value scopes) {
    String plan = value == null ? ANONYMOUS : value.text();
    if (plan == null || plan.equals(ANONYMOUS) || plan.equals(policy.anonymousPlan())) {
      if (scopes != null) {
        scopes.lacks("is for keys, and who is anonymous has none; name another plan");
      }
      return null;
    }
    return value == null ? plan : value.oneOf("plan", policy.plans().keySet());
  }

  /** What a key may have without being an administrator's. */
  private static Set<Scope> usualScopes() {
    return EnumSet.complementOf(EnumSet.of(Scope.ADMIN));
  }

  private static InetAddress address(Value value) {
    String text = value.text();
    try {
      return text == null ? ANYWHERE : InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      value.wrong("must be an IPv4 or IPv6 address, not " + Words.of(value.node()));
      return ANYWHERE;
    }
  }

  private static @Nullable Long rows(@Nullable Value value) {
    if (value == null) {
      return USUAL_ROWS;
    }
    long rows = value.numberOr(ALL, 1, Cost.MOST_ROWS);
    return rows == Long.MAX_VALUE ? null : rows;
  }

  private PolicyCase.@Nullable Expected expected(@Nullable Value value) {
    Section then = value == null ? null : value.section(THEN_FIELDS);
    if (then == null) {
      return null;
    }
    Value verdict = then.required("verdict");
    String said = verdict == null ? "" : verdict.oneOf("verdict", VERDICTS);
    Value group = then.optional("group");
    Value limit = then.optional("limit");
    return new PolicyCase.Expected(
        Admission.of(said).orElse(Admission.NO_RULE),
        then.optionalNumber("cost", 1, Long.MAX_VALUE),
        group == null ? null : group.name(),
        limit == null ? null : limit(limit));
  }

  private static @Nullable Limit limit(Value value) {
    String text = value.text();
    Matcher parts = LIMIT.matcher(text == null ? "" : text);
    Duration per = parts.matches() ? DurationText.parse(parts.group(2)).orElse(null) : null;
    try {
      if (per != null) {
        return new Limit(Long.parseLong(parts.group(1)), per, 1);
      }
    } catch (IllegalArgumentException | ArithmeticException _) {
      // as wrong as any other text
    }
    if (text != null) {
      value.wrong("must be a limit such as 600 per 1m, not " + Words.of(value.node()));
    }
    return null;
  }
}
