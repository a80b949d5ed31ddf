package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.Policy;
import io.tapeline.ops.upstream.Outsider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operating/policy.md shows is true. */
class DocumentedPolicyTest {

  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/operating/policy.md"));
  }

  private static List<String> examples() throws IOException {
    return YAML.matcher(page()).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Test
  void theExampleIsSoundAndItsCasesHold() throws IOException {
    Policy policy = PolicyFileTest.policy(examples().getFirst());
    byte[] cases = examples().getLast().getBytes(StandardCharsets.UTF_8);
    assertThat(examples()).hasSize(2);
    assertThat(PolicyCases.run(policy, cases)).isEqualTo(new PolicyCases.Tried(5, List.of()));
  }

  @Test
  void everyFieldIsExplained() throws IOException {
    String page = page();
    Stream.of(
            PlanReader.FIELDS,
            PlanReader.LIMIT_FIELDS,
            PlanReader.QUOTA_FIELDS,
            PolicyReader.CACHE_FIELDS,
            RuleReader.FIELDS,
            CostReader.FIELDS)
        .flatMap(Set::stream)
        .forEach(field -> assertThat(page).contains("`" + field + "`"));
    PolicyReader.FIELDS.stream()
        .filter(field -> !field.equals("anonymous"))
        .forEach(field -> assertThat(page).contains("| `" + field + "` |"));
    PolicyReader.ANONYMOUS_FIELDS.forEach(
        field -> assertThat(page).contains("`anonymous." + field + "`"));
    Outsider.NAMES.forEach(name -> assertThat(page).contains("`" + name + "`"));
    CaseReader.WHEN_FIELDS.forEach(field -> assertThat(page).contains("`when." + field + "`"));
    CaseReader.THEN_FIELDS.forEach(field -> assertThat(page).contains("`then." + field + "`"));
  }

  @Test
  void theFaultsThatItShowsAreThoseThatAreTold() throws IOException {
    String page = page();
    String example = examples().getFirst();
    String broken =
        example
            .replace("read: {units: 600, per: 1m,", "read: {units: 600, per: 1w,")
            .replace("scope: jobs:write, group: write", "scope: jobs:write, group: wirte");
    byte[] bytes = broken.getBytes(StandardCharsets.UTF_8);
    assertThat(PolicyFile.read(bytes))
        .isInstanceOfSatisfying(
            PolicyFile.Faulty.class,
            faulty ->
                faulty
                    .faults()
                    .forEach(
                        fault -> assertThat(page).contains("    my-policy.yaml:" + fault + "\n")));
  }
}
