package io.tapeline.access.policy;

import io.tapeline.problem.NearMatches;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** How faults speak about what is in a file. */
final class Words {

  private static final int LONGEST_WORD = 60;
  private static final int LONGEST_LINE = 200;
  private static final int MOST_NAMES = 12;

  /** Comparing takes time, and a file may have many wrong names. */
  private static final int MOST_COMPARED = 100;

  private Words() {}

  /** A word or a few of the file. */
  static String shown(@Nullable String text) {
    return cut(text, LONGEST_WORD);
  }

  /** A sentence that somebody else wrote. */
  static String line(@Nullable String text) {
    return cut(text, LONGEST_LINE);
  }

  /** A tag as people write it: {@code !!str}. */
  static String tag(String tag) {
    return shown(tag.replace(Tag.PREFIX, "!!"));
  }

  private static String cut(@Nullable String text, int longest) {
    String line = String.valueOf(text).replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
  }

  /** What a node is, so that people recognise it: {@code a list}, {@code 'abc'}. */
  static String of(Node node) {
    return switch (node) {
      case MappingNode _ -> "fields";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag() == Tag.NULL -> "nothing";
      case ScalarNode scalar ->
          "'"
              + shown(scalar.getValue())
              + (scalar.getScalarStyle() == ScalarStyle.PLAIN ? "'" : "' in quotes");
      default -> "this";
    };
  }

  /** Says that a name is unknown, and which ones may be meant. */
  static String unknown(String kind, String given, Collection<String> known) {
    List<String> near = known.size() > MOST_COMPARED ? List.of() : NearMatches.of(given, known);
    String start = "there is no " + kind + " '" + shown(given) + "'";
    if (!near.isEmpty()) {
      return start + "; near: " + String.join(", ", near.stream().map(Words::shown).toList());
    }
    return known.isEmpty() || known.size() > MOST_NAMES
        ? start
        : start
            + "; there are: "
            + String.join(", ", known.stream().map(Words::shown).sorted().toList());
  }
}
