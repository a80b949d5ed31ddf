package io.tapeline.access.policy;

import io.tapeline.access.Retirement;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a rule says of its route's end. */
final class RetirementReader {

  private static final String DEPRECATED = "deprecated";
  private static final String SUNSET = "sunset";
  private static final String DOCS = "docs";
  private static final String SUCCESSOR = "successor";

  static final Set<String> FIELDS = Set.of(DEPRECATED, SUNSET, DOCS, SUCCESSOR);

  /** An address, or a path here, that can stand in a header. */
  private static final Pattern PLACE =
      Pattern.compile("(https?://|/)[A-Za-z0-9._~:/?#@!$&'()*+,;=%{}\\[\\]-]{0,500}");

  private RetirementReader() {}

  /** Null if nothing is said, or something wrong. */
  static @Nullable Retirement read(Section rule) {
    Value said = rule.optional(DEPRECATED);
    if (said == null) {
      for (String field : FIELDS) {
        Value alone = rule.optional(field);
        if (alone != null) {
          alone.wrong("is said of deprecated routes only: say deprecated as well");
        }
      }
      return null;
    }
    LocalDate deprecated = said.date();
    Value end = rule.optional(SUNSET);
    LocalDate sunset = end == null ? null : end.date();
    String docs = place(rule.optional(DOCS));
    String successor = place(rule.optional(SUCCESSOR));
    if (end != null && sunset != null && deprecated != null && sunset.isBefore(deprecated)) {
      end.wrong("must not be before it is deprecated");
      return null;
    }
    return deprecated == null ? null : new Retirement(deprecated, sunset, docs, successor);
  }

  private static @Nullable String place(@Nullable Value value) {
    String text = value == null ? null : value.text();
    if (value != null && text != null && !PLACE.matcher(text).matches()) {
      value.wrong("must be an address or a path, such as https://docs.example/v2 or /v2/prices");
    }
    return text;
  }
}
