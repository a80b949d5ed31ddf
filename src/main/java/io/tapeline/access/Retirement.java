package io.tapeline.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a route, told before it comes. It is answered all the same until somebody takes it
 * away.
 *
 * @param deprecated since that day, or from it on, nothing new should be built on it
 * @param sunset it may be gone from that day on; null if nobody knows yet
 * @param docs where it is explained, an address or a path; null if nowhere
 * @param successor what to ask instead, an address or a path; null if there is nothing
 */
public record Retirement(
    LocalDate deprecated,
    @Nullable LocalDate sunset,
    @Nullable String docs,
    @Nullable String successor) {

  public Retirement {
    if (sunset != null && sunset.isBefore(deprecated)) {
      throw new IllegalArgumentException("gone on " + sunset + ", before it is deprecated");
    }
  }

  @Override
  public String toString() {
    List<String> said = new ArrayList<>(List.of("deprecated " + deprecated));
    if (sunset != null) {
      said.add("gone " + sunset);
    }
    if (successor != null) {
      said.add("then " + successor);
    }
    if (docs != null) {
      said.add("see " + docs);
    }
    return String.join(", ", said);
  }
}
