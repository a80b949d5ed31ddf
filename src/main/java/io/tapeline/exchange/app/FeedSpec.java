package io.tapeline.exchange.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where market data comes from, as {@code tapeline.feed} says: {@code live}, {@code sandbox} or
 * {@code replay:DIR[,DIR…][@venues=coinbase+bybit][@xN|@max][@align]}.
 *
 * @param places recordings to replay: files, or folders with all that is in them
 * @param venues only these are replayed; all if empty
 * @param speed how many times faster than recorded; {@link Double#POSITIVE_INFINITY} is as fast as
 *     possible
 * @param align shift every session to the start of the latest one
 */
public record FeedSpec(
    Mode mode, List<Path> places, Set<String> venues, double speed, boolean align) {

  /** What kind of data this is; every answer names it. */
  public enum Mode {
    LIVE,
    REPLAY,
    SANDBOX;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String REPLAY_PREFIX = "replay:";
  private static final double MAX_SPEED = 1_000_000;

  public FeedSpec {
    places = List.copyOf(places);
    venues = Set.copyOf(venues);
  }

  /**
   * @throws IllegalArgumentException if the text is none of the three forms; the message says which
   *     part is wrong
   */
  public static FeedSpec parse(String text) {
    return switch (text.strip()) {
      case "live" -> new FeedSpec(Mode.LIVE, List.of(), Set.of(), 1, false);
      case "sandbox" -> new FeedSpec(Mode.SANDBOX, List.of(), Set.of(), 1, false);
      case String replay when replay.startsWith(REPLAY_PREFIX) ->
          replay(replay.substring(REPLAY_PREFIX.length()));
      case String other ->
          throw new IllegalArgumentException(
              "feed: '" + other + "' is none of live, sandbox, replay:DIR[@xN|@max][@align]");
    };
  }

  private static FeedSpec replay(String text) {
    int end = optionsStart(text);
    List<Path> places =
        Arrays.stream(text.substring(0, end).split(","))
            .filter(place -> !place.isBlank())
            .map(place -> Path.of(place.strip()))
            .toList();
    if (places.isEmpty()) {
      throw new IllegalArgumentException("feed: replay: needs a folder, replay:DIR");
    }
    double speed = 1;
    boolean align = false;
    Set<String> venues = Set.of();
    for (String option : text.substring(end).split("@")) {
      if (option.isEmpty()) {
        continue;
      }
      switch (option) {
        case "align" -> align = true;
        case "max" -> speed = Double.POSITIVE_INFINITY;
        case String v when v.startsWith("venues=") -> venues = venues(v);
        case String x when x.startsWith("x") -> speed = speed(x);
        case String other -> throw new IllegalArgumentException("feed: unknown option @" + other);
      }
    }
    return new FeedSpec(Mode.REPLAY, places, venues, speed, align);
  }

  /** Options stand at the end; an @ in a folder's name is left alone. */
  private static int optionsStart(String text) {
    int start = text.length();
    int at = text.lastIndexOf('@');
    while (at >= 0
        && text.substring(at + 1, start).matches("align|max|x[0-9.]+|venues=[a-z0-9_+]+")) {
      start = at;
      at = at == 0 ? -1 : text.lastIndexOf('@', at - 1);
    }
    return start;
  }

  private static Set<String> venues(String option) {
    return Arrays.stream(option.substring("venues=".length()).split("\\+"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static double speed(String option) {
    double speed = Double.parseDouble(option.substring(1));
    if (!(speed > 0) || speed > MAX_SPEED) {
      throw new IllegalArgumentException("feed: @" + option + " is not a speed, try @x10");
    }
    return speed;
  }

  public boolean isAsFastAsPossible() {
    return Double.isInfinite(speed);
  }
}
