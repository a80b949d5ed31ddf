package io.tapeline.http.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a dictionary has under a key; {@code toString} is how it is written. */
public sealed interface Member {

  /** In the order in which they are written. */
  Map<String, Bare> parameters();

  /** One value. */
  record Item(Bare value, Map<String, Bare> parameters) implements Member {
    public Item {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String toString() {
      return value + written(parameters);
    }
  }

  /** Several values between brackets. */
  record Inner(List<Item> items, Map<String, Bare> parameters) implements Member {
    public Inner {
      items = List.copyOf(items);
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String toString() {
      return items.stream().map(Item::toString).collect(Collectors.joining(" ", "(", ")"))
          + written(parameters);
    }
  }

  private static String written(Map<String, Bare> parameters) {
    StringBuilder text = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          text.append(';').append(name);
          if (!value.equals(Bare.TRUE)) {
            text.append('=').append(value);
          }
        });
    return text.toString();
  }
}
