package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.tapeline.access.Rule;
import io.tapeline.ops.upstream.Outsider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;

/** The schema that editors read says no more and no less about fields than the reader does. */
class PolicySchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TEXT = tree();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TEXT);

  /** Faults that need more than one place to be seen, or a value to be understood. */
  private static final Set<String> BEYOND_SCHEMAS =
      Set.of(
          "a tag that would change nothing",
          "a merge key",
          "anonymous have a plan that there is not",
          "a default plan that there is not",
          "a plan with empty limits",
          "a group without a limit in one plan",
          "a limit over too long a time",
          "a limit over no time",
          "a burst that the dearest request does not fit into",
          "a day that is larger than the month",
          "two rules for one route",
          "a rule with an unknown group",
          "a rule with an unknown cache",
          "a cost larger than what plans allow at once",
          "rows so dear that a page does not fit",
          "a list so long that a page does not fit",
          "a body out of range",
          "an address that is a name",
          "an end on a day that there is not",
          "an end before its beginning",
          "a block with bits beyond its prefix",
          "a block with too long a prefix");

  private static JsonNode tree() {
    try {
      return JSON.readTree(Files.readString(Path.of("src/main/resources/policy.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file says as JSON; null where it is no YAML, or says what JSON can't. */
  private static @Nullable JsonNode json(String file) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      return JSON.valueToTree(new Yaml(new DaysAsText(options)).load(file));
    } catch (YAMLException | IllegalArgumentException _) {
      return null;
    }
  }

  /** As editors read it: YAML 1.2 has no type for days. */
  private static final class DaysAsText extends SafeConstructor {
    DaysAsText(LoaderOptions options) {
      super(options);
      yamlConstructors.put(Tag.TIMESTAMP, yamlConstructors.get(Tag.STR));
    }
  }

  private static Set<ValidationMessage> faults(JsonNode json) {
    return SCHEMA.validate(json);
  }

  static List<BrokenPolicy> broken() {
    return BrokenPolicy.all();
  }

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  @Test
  void itIsASchemaItself() {
    assertThatCode(SCHEMA::initializeValidators).doesNotThrowAnyException();
    JsonSchema meta =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(TEXT)).isEmpty();
  }

  @Test
  void soundPoliciesAreSoundToIt() {
    for (String file :
        List.of(
            BrokenPolicy.small(), new String(ShippedPolicyTest.file(), StandardCharsets.UTF_8))) {
      assertThat(faults(Objects.requireNonNull(json(file)))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void itRefusesWhatCanBeSeenFieldByField(BrokenPolicy broken) {
    JsonNode json = json(broken.file());
    if (json != null) {
      assertThat(faults(json).isEmpty())
          .as(broken.file())
          .isEqualTo(BEYOND_SCHEMAS.contains(broken.name()));
    }
  }

  /** Whoever follows the editor's help is not refused for a field; and the reader is stricter. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatTheReaderTakesTheSchemaTakes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int both = 0;
    for (int i = 0; i < 100; i++) {
      String file = edited(BrokenPolicy.small(), random);
      if (PolicyFile.read(file.getBytes(StandardCharsets.UTF_8)) instanceof PolicyFile.Sound) {
        both++;
        assertThat(faults(Objects.requireNonNull(json(file)))).as(file).isEmpty();
      }
    }
    assertThat(both).isPositive();
  }

  /** One word for another of the same file. */
  private static String edited(String file, SplittableRandom random) {
    List<String> words = new ArrayList<>(List.of(file.split("(?<=[ ,:{}\\[\\]\\n])")));
    words.set(random.nextInt(words.size()), words.get(random.nextInt(words.size())));
    return String.join("", words);
  }

  @Test
  void theReaderAndTheSchemaKnowTheSameFields() {
    assertThat(fields("")).isEqualTo(new TreeSet<>(PolicyReader.FIELDS));
    assertThat(fields("/properties/anonymous"))
        .isEqualTo(new TreeSet<>(PolicyReader.ANONYMOUS_FIELDS));
    Map<String, Set<String>> parts =
        Map.of(
            "plan", PlanReader.FIELDS,
            "limit", PlanReader.LIMIT_FIELDS,
            "cache", PolicyReader.CACHE_FIELDS,
            "rule", RuleReader.FIELDS,
            "cost", CostReader.FIELDS);
    parts.forEach(
        (part, known) ->
            assertThat(fields("/$defs/" + part)).as(part).isEqualTo(new TreeSet<>(known)));
    assertThat(fields("/$defs/plan/properties/quota"))
        .isEqualTo(new TreeSet<>(PlanReader.QUOTA_FIELDS));
  }

  @Test
  void theReaderAndTheSchemaKnowTheSameWords() {
    assertThat(words("/$defs", "scope")).isEqualTo(new TreeSet<>(PolicyReader.SCOPES.keySet()));
    assertThat(words("/$defs/rule/properties", "work")).isEqualTo(Rule.WORK);
    assertThat(words("/$defs/rule/properties/upstreams", "items")).isEqualTo(Outsider.NAMES);
    assertThat(TEXT.at("/$defs/name/pattern").asText()).isEqualTo("^" + Value.NAME + "$");
  }

  private static Set<String> fields(String pointer) {
    Set<String> fields = new TreeSet<>();
    TEXT.at(pointer + "/properties").fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  /** Those that a field may be. */
  private static Set<String> words(String pointer, String field) {
    Set<String> words = new TreeSet<>();
    TEXT.at(pointer).path(field).path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }
}
