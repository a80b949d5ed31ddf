package io.tapeline.access.policy;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of which the names are known. Those that must be there and are not are faults. */
final class Section {

  private final Value whole;
  private final Map<String, Value> values;

  Section(Value whole, Map<String, Value> values) {
    this.whole = whole;
    this.values = Map.copyOf(values);
  }

  /** Null if it is not there, which is fine. */
  @Nullable Value optional(String field) {
    return values.get(field);
  }

  /** Null if it is not there, which is a fault. */
  @Nullable Value required(String field) {
    Value value = values.get(field);
    if (value == null) {
      whole.missing(field);
    }
    return value;
  }

  long number(String field, long least, long most) {
    Value value = required(field);
    return value == null ? least : value.number(least, most);
  }

  @Nullable Long optionalNumber(String field, long least, long most) {
    Value value = optional(field);
    return value == null ? null : value.number(least, most);
  }

  Duration duration(String field, Duration least, Duration most) {
    Value value = required(field);
    return value == null ? least : value.duration(least, most);
  }
}
