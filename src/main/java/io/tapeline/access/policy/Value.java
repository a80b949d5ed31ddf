package io.tapeline.access.policy;

import io.tapeline.access.DurationText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in the file and what stands there. What is wrong with it goes to the faults, and
 * something that would have been right is answered, so that reading goes on: of a file with faults
 * nothing is used.
 *
 * @param owner where its name stands, or itself if it has none
 */
record Value(Mark owner, Node node, String path, Faults faults) {

  /** Entries of one list or mapping. */
  static final int MOST = 1_000;

  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  static final String NAME_WORDS =
      "must be a name: a small letter, then at most 31 small letters, digits, _ or -";

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** A name and what stands under it. */
  record Entry(String key, Mark at, Value value) {}

  static Value root(Node node, Faults faults) {
    return new Value(node.getStartMark(), node, "", faults);
  }

  void wrong(String reason) {
    faults.add(node.getStartMark(), path, reason);
  }

  /** Something is wrong with the whole, not with what is written there. */
  void lacks(String reason) {
    faults.add(owner, path, reason);
  }

  private void mustBe(String what) {
    wrong("must be " + what + ", not " + Words.of(node));
  }

  private @Nullable String plain() {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
        ? scalar.getValue()
        : null;
  }

  boolean isSection() {
    return node instanceof MappingNode;
  }

  /** Null if it is none; YAML takes some words, such as {@code yes}, for something else. */
  @Nullable String text() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    boolean other = node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    wrong("must be text, not " + Words.of(node) + (other ? "; put it in quotes" : ""));
    return null;
  }

  String name() {
    String text = text();
    if (text != null && !NAME.matcher(text).matches()) {
      wrong(NAME_WORDS);
    }
    return text == null ? "" : text;
  }

  /** Text that is one of these. */
  String oneOf(String kind, Set<String> known) {
    String text = text();
    if (text != null && !known.contains(text)) {
      wrong(Words.unknown(kind, text, known));
    }
    return text == null ? "" : text;
  }

  long number(long least, long most) {
    String text = plain();
    if (text != null && WHOLE.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    mustBe("a whole number from " + least + " to " + most);
    return least;
  }

  /** A number, or {@link Long#MAX_VALUE} for this word. */
  long numberOr(String word, long least, long most) {
    if (node instanceof ScalarNode scalar && scalar.getValue().equals(word)) {
      return Long.MAX_VALUE;
    }
    String text = plain();
    if (text == null || !WHOLE.matcher(text).matches()) {
      mustBe(word + " or a whole number from " + least + " to " + most);
      return least;
    }
    return number(least, most);
  }

  Duration duration(Duration least, Duration most) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    Duration read = DurationText.parse(text).orElse(null);
    if (read != null && read.compareTo(least) >= 0 && read.compareTo(most) <= 0) {
      return read;
    }
    mustBe(
        "a duration from %s to %s, such as 1s, 5m, 1h or 1d"
            .formatted(DurationText.of(least), DurationText.of(most)));
    return least;
  }

  /** A day, quoted or not; null if it is none. */
  @Nullable LocalDate date() {
    try {
      return LocalDate.parse(node instanceof ScalarNode scalar ? scalar.getValue() : "");
    } catch (DateTimeParseException _) {
      mustBe("a day, such as 2027-01-31");
      return null;
    }
  }

  long size(long most) {
    Long read = node instanceof ScalarNode scalar ? SizeText.parse(scalar.getValue()) : null;
    if (read != null && read <= most) {
      return read;
    }
    mustBe("a size of at most " + SizeText.of(most) + ", such as 512B, 64KiB or 1MiB");
    return 0;
  }

  /** Empty if it is no list. */
  List<Value> items() {
    if (!(node instanceof SequenceNode list)) {
      mustBe("a list");
      return List.of();
    }
    List<Value> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new Value(item.getStartMark(), item, path + "[" + items.size() + "]", faults));
    }
    if (items.size() > MOST) {
      wrong("must have at most " + MOST + " entries");
      return items.subList(0, MOST);
    }
    return items;
  }

  /** Empty if it has no fields. A name that comes again is a fault, and left out. */
  List<Entry> entries() {
    if (!(node instanceof MappingNode mapping)) {
      mustBe("fields");
      return List.of();
    }
    if (mapping.getValue().size() > MOST) {
      wrong("must have at most " + MOST + " entries");
      return List.of();
    }
    Map<String, Integer> lines = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Entry entry = entry(tuple);
      if (entry != null && isFirst(entry, lines)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Entries whose keys are names. */
  List<Entry> named() {
    List<Entry> entries = entries();
    for (Entry entry : entries) {
      if (!NAME.matcher(entry.key()).matches()) {
        faults.add(entry.at(), entry.value().path(), NAME_WORDS);
      }
    }
    return entries;
  }

  private @Nullable Entry entry(NodeTuple tuple) {
    Mark at = tuple.getKeyNode().getStartMark();
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      faults.add(at, path, "a name must be text, not " + Words.of(tuple.getKeyNode()));
      return null;
    }
    String name = key.getValue();
    return new Entry(name, at, new Value(at, tuple.getValueNode(), below(name), faults));
  }

  private boolean isFirst(Entry entry, Map<String, Integer> lines) {
    Integer first = lines.putIfAbsent(entry.key(), entry.at().getLine() + 1);
    if (first != null) {
      faults.add(entry.at(), below(entry.key()), "stands there twice, first in line " + first);
    }
    return first == null;
  }

  private String below(String name) {
    String shown = NAME.matcher(name).matches() ? name : "[" + Words.shown(name) + "]";
    return path.isEmpty() || shown.startsWith("[") ? path + shown : path + "." + shown;
  }

  /** These fields and no others; null if it has no fields. */
  @Nullable Section section(Set<String> fields) {
    if (!isSection()) {
      mustBe("fields: " + String.join(", ", fields.stream().sorted().toList()));
      return null;
    }
    Map<String, Value> values = new HashMap<>();
    for (Entry entry : entries()) {
      if (fields.contains(entry.key())) {
        values.put(entry.key(), entry.value());
      } else {
        faults.add(entry.at(), below(entry.key()), Words.unknown("field", entry.key(), fields));
      }
    }
    return new Section(this, values);
  }

  /** A field of this that is not there. */
  void missing(String field) {
    faults.add(owner, below(field), "is missing");
  }
}
