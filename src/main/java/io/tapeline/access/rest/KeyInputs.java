package io.tapeline.access.rest;

import io.tapeline.access.AddressRange;
import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.http.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of keys, and notes what is wrong with it. */
final class KeyInputs {

  /** Of a tenant's id, in the words of the contract. */
  static final String TENANT =
      "Whose; your own tenant unless said otherwise. Another one needs `admin`.";

  private static final int MAX_NOTE_LENGTH = 200;
  private static final int MAX_ADDRESSES = 50;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(31);

  private KeyInputs() {}

  /** Null where a policy lets somebody in who has no key, and they don't say whose. */
  static @Nullable UUID tenant(Inputs inputs, @Nullable String given, Caller caller) {
    if (given == null) {
      return caller.tenant();
    }
    UUID asked = Inputs.uuid(given);
    if (asked == null || (!asked.equals(caller.tenant()) && !caller.may(Scope.ADMIN))) {
      inputs.wrong("tenant", "must be your own tenant's id", given);
    }
    return asked;
  }

  /** Nobody can give what they don't have. */
  static Set<Scope> scopes(Inputs inputs, @Nullable List<String> given, Caller caller) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (given == null || given.isEmpty()) {
      inputs.wrong("scopes", "must be at least one scope", null);
      return scopes;
    }
    for (int i = 0; i < given.size(); i++) {
      Optional<Scope> scope = Optional.ofNullable(given.get(i)).flatMap(Scope::of);
      if (scope.isEmpty()) {
        inputs.wrong("scopes/" + i, "must be one of " + all(), given.get(i));
      } else if (!caller.may(scope.get())) {
        inputs.wrong("scopes/" + i, "must be one that your own key has", given.get(i));
      } else {
        scopes.add(scope.get());
      }
    }
    return scopes;
  }

  private static String all() {
    return String.join(", ", EnumSet.allOf(Scope.class).stream().map(Scope::id).toList());
  }

  static List<AddressRange> addresses(Inputs inputs, @Nullable List<String> given) {
    List<AddressRange> ranges = new ArrayList<>();
    if (given == null) {
      return ranges;
    }
    if (given.size() > MAX_ADDRESSES) {
      inputs.wrong("addresses", "must be at most " + MAX_ADDRESSES, null);
      return ranges;
    }
    for (int i = 0; i < given.size(); i++) {
      try {
        ranges.add(AddressRange.parse(String.valueOf(given.get(i))));
      } catch (IllegalArgumentException e) {
        inputs.wrong("addresses/" + i, String.valueOf(e.getMessage()), given.get(i));
      }
    }
    return ranges;
  }

  static String note(Inputs inputs, @Nullable String given) {
    return given == null ? "" : inputs.text("note", given, MAX_NOTE_LENGTH);
  }

  static @Nullable Instant expires(Inputs inputs, @Nullable String given, Instant now) {
    Long nanos = inputs.timeNanos("expires", given);
    if (nanos == null) {
      return null;
    }
    Instant end = Instant.ofEpochSecond(0, nanos);
    if (!end.isAfter(now)) {
      inputs.wrong("expires", "must be in the future", given);
    }
    return end;
  }

  /** For so long the old key goes on being good. */
  static Duration overlap(Inputs inputs, @Nullable String given) {
    if (given == null) {
      return Duration.ZERO;
    }
    try {
      Duration overlap = Duration.parse(given);
      if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
        return overlap;
      }
    } catch (DateTimeParseException _) {
      // said below
    }
    inputs.wrong("overlap", "must be an ISO 8601 duration from PT0S to P31D, such as PT1H", given);
    return Duration.ZERO;
  }
}
