package io.tapeline.http.structured;

import io.tapeline.http.structured.Member.Inner;
import io.tapeline.http.structured.Member.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field that has members under keys, in the order in which they are written. */
public record Dictionary(Map<String, Member> members) {

  public Dictionary {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * As RFC 9651 section 4.2.2 reads it; nothing if it can't be read in every part. Takes time in
   * proportion to the length.
   */
  public static Optional<Dictionary> parse(String field) {
    try {
      Scanner scanner = new Scanner(field);
      scanner.skipSpaces();
      Map<String, Member> members = new LinkedHashMap<>();
      while (!scanner.isAtEnd()) {
        String key = scanner.key();
        // a key that comes again replaces the one before, and stands last
        members.remove(key);
        members.put(key, member(scanner));
        scanner.nextMember();
      }
      return Optional.of(new Dictionary(members));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Member member(Scanner scanner) {
    if (!scanner.take('=')) {
      return new Item(Bare.TRUE, parameters(scanner));
    }
    return scanner.take('(') ? inner(scanner) : item(scanner);
  }

  private static Inner inner(Scanner scanner) {
    List<Item> items = new ArrayList<>();
    scanner.skipSpaces();
    while (!scanner.take(')')) {
      items.add(item(scanner));
      if (!scanner.isAt(' ') && !scanner.isAt(')')) {
        throw new IllegalArgumentException("no space behind an item");
      }
      scanner.skipSpaces();
    }
    return new Inner(items, parameters(scanner));
  }

  private static Item item(Scanner scanner) {
    Bare value = scanner.bare();
    return new Item(value, parameters(scanner));
  }

  private static Map<String, Bare> parameters(Scanner scanner) {
    Map<String, Bare> parameters = new LinkedHashMap<>();
    while (scanner.take(';')) {
      scanner.skipSpaces();
      String key = scanner.key();
      parameters.remove(key);
      parameters.put(key, scanner.take('=') ? scanner.bare() : Bare.TRUE);
    }
    return parameters;
  }

  /** Members with commas between. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    members.forEach(
        (key, member) -> {
          boolean isTrue = member instanceof Item item && item.value().equals(Bare.TRUE);
          String written = member.toString();
          all.add(
              isTrue
                  ? key + written.substring(Bare.TRUE.toString().length())
                  : key + "=" + written);
        });
    return String.join(", ", all);
  }
}
