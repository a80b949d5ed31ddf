package io.tapeline.load;

import java.util.List;
import java.util.Locale;

/** What a column of a file can say; an enum for each kind of file. */
public interface Column {

  String name();

  /** How files name it, in lower-case letters and digits, with a blank before and after each. */
  String names();

  /** Whether a file can do without. */
  boolean isOptional();

  /** As a map of columns names it: {@code quote_volume}. */
  default String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of columns, as {@link #names()} has them. */
  static List<String> plain(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""))
        .toList();
  }
}
