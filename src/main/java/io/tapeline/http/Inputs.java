package io.tapeline.http;

import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's parameters and remembers every one that is wrong. Read them all, then {@link
 * #check()}, which throws once for all of them; until then a wrong one reads as its fallback.
 */
public final class Inputs {

  /** Java would take a plus sign, leading zeros and the digits of every script. */
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");

  private static final String CURSOR_FORM = "must be the next of a page of this very list";

  private final List<FieldError> errors = new ArrayList<>();
  private final boolean body;

  /** Of parameters. */
  public Inputs() {
    this(false);
  }

  private Inputs(boolean body) {
    this.body = body;
  }

  /** Of the fields of a JSON body, named by their pointers. */
  public static Inputs ofBody() {
    return new Inputs(true);
  }

  /** Notes a wrong input. The reason says what would have been right. */
  public void wrong(String name, String reason, @Nullable String given) {
    errors.add(
        body
            ? FieldError.pointer("/" + name, reason, given)
            : FieldError.parameter(name, reason, given));
  }

  /** What must be given; an empty text where it is not. */
  public String required(String name, @Nullable String given) {
    if (given == null || given.isBlank()) {
      wrong(name, "must be given", given);
      return "";
    }
    return given;
  }

  /**
   * Text for people; what is no character to be read is refused, PostgreSQL has no place for it.
   */
  public String text(String name, String given, int most) {
    if (given.length() > most) {
      wrong(name, "must have at most " + most + " characters", given);
    } else if (given.chars().anyMatch(Character::isISOControl)) {
      wrong(name, "must have no control characters", given);
    }
    return given;
  }

  /**
   * @throws ProblemException if anything was wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new ProblemException(new Problem.InvalidRequest(errors));
    }
  }

  /** Nanoseconds since 1970 UTC. */
  public @Nullable Long timeNanos(String name, @Nullable String given) {
    if (given == null) {
      return null;
    }
    try {
      return Times.parse(given);
    } catch (DateTimeException _) {
      wrong(name, "must be RFC 3339 or Unix milliseconds, from 1970 to 2261", given);
      return null;
    }
  }

  /** Nanoseconds since 1970 UTC. */
  public long timeNanos(String name, @Nullable String given, long fallback) {
    Long time = timeNanos(name, given);
    return time == null ? fallback : time;
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int integer(String name, @Nullable String given, int fallback, int min, int max) {
    return integer(name, given, fallback, min, max, "");
  }

  /**
   * @param or what else is taken, as the reason tells it
   */
  private int integer(
      String name, @Nullable String given, int fallback, int min, int max, String or) {
    if (given == null) {
      return fallback;
    }
    try {
      int number = WHOLE.matcher(given).matches() ? Integer.parseInt(given) : Integer.MIN_VALUE;
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, together with what is out of range.
    }
    wrong(name, "must be a whole number from " + min + " to " + max + or, given);
    return fallback;
  }

  /** A decimal from {@code min} to {@code max}, both included. */
  public double decimal(
      String name, @Nullable String given, String fallback, String min, String max) {
    if (given != null && given.matches("-?[0-9]{1,9}([.][0-9]{1,9})?")) {
      double number = Double.parseDouble(given);
      if (number >= Double.parseDouble(min) && number <= Double.parseDouble(max)) {
        return number;
      }
    }
    if (given != null) {
      wrong(name, "must be a decimal from " + min + " to " + max, given);
    }
    return Double.parseDouble(fallback);
  }

  public boolean flag(String name, @Nullable String given, boolean fallback) {
    return choice(name, given, Map.of("true", true, "false", false), fallback);
  }

  /** One of these words, in any case. */
  public <T> @Nullable T choice(String name, @Nullable String given, Map<String, T> choices) {
    if (given == null) {
      return null;
    }
    T chosen = choices.get(given.toLowerCase(Locale.ROOT));
    if (chosen == null) {
      String words = String.join(", ", choices.keySet().stream().sorted().toList());
      wrong(name, "must be one of " + words, given);
    }
    return chosen;
  }

  public <T> T choice(String name, @Nullable String given, Map<String, T> choices, T fallback) {
    T chosen = choice(name, given, choices);
    return chosen == null ? fallback : chosen;
  }

  /** A constant by its name, in any case; {@code null} if none was given. */
  public <E extends Enum<E>> @Nullable E choice(
      String name, @Nullable String given, Class<E> type) {
    Map<String, E> words = new java.util.TreeMap<>();
    Arrays.stream(type.getEnumConstants())
        .forEach(constant -> words.put(constant.name().toLowerCase(Locale.ROOT), constant));
    return choice(name, given, words);
  }

  /**
   * What a constructor makes of the text, such as {@code Instrument::parse}.
   *
   * @param form what would have been right: {@code an instrument such as btc-usd}
   */
  public <T> @Nullable T parsed(
      String name, @Nullable String given, String form, Function<String, T> parser) {
    if (given == null) {
      return null;
    }
    try {
      return parser.apply(given);
    } catch (IllegalArgumentException _) {
      wrong(name, "must be " + form, given);
      return null;
    }
  }

  /** Words between commas, in lower case, each once, in the order given; none if none was given. */
  public List<String> list(String name, @Nullable String given, int maxItems) {
    if (given == null) {
      return List.of();
    }
    List<String> items =
        Arrays.stream(given.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .distinct()
            .toList();
    if (items.contains("") || items.size() > maxItems) {
      wrong(name, "must be 1 to " + maxItems + " ids between commas", given);
      return List.of();
    }
    return items;
  }

  /**
   * The page that {@code limit} and {@code cursor} ask for.
   *
   * @param list the list and all that narrows it
   */
  public Paging paging(String list, @Nullable String limit, @Nullable String cursor) {
    return paging(list, integer("limit", limit, Paging.DEFAULT_LIMIT, 1, Paging.MAX_LIMIT), cursor);
  }

  /** The same of a list that can also be had whole, by {@code limit=all} without a cursor. */
  public Paging pagingOrAll(String list, @Nullable String limit, @Nullable String cursor) {
    if (Paging.isForAll(limit, cursor)) {
      return paging(list, Paging.DEFAULT_LIMIT, null);
    }
    String or = cursor == null ? ", or all" : "";
    int most = Paging.MAX_LIMIT;
    return paging(list, integer("limit", limit, Paging.DEFAULT_LIMIT, 1, most, or), cursor);
  }

  private Paging paging(String list, int rows, @Nullable String cursor) {
    String after = null;
    if (cursor != null) {
      after = Cursor.read(list, cursor).orElse(null);
      if (after == null) {
        wrong("cursor", CURSOR_FORM, cursor);
      }
    }
    return new Paging(list, rows, after);
  }

  /**
   * Where the page before ended, as its list writes places; {@code null} on the first page. A
   * cursor's checksum is no secret, so what it says is read with care all the same.
   */
  public <T> @Nullable T position(
      Paging paging, @Nullable String cursor, Function<String, T> parser) {
    String after = paging.after();
    if (after == null) {
      return null;
    }
    try {
      return parser.apply(after);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      wrong("cursor", CURSOR_FORM, cursor);
      return null;
    }
  }

  /** An id as databases make them; null if it is none, and then nothing has it. */
  public static @Nullable UUID uuid(@Nullable String given) {
    try {
      return given == null ? null : UUID.fromString(given);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
