package io.tapeline.access.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A policy that is wrong, see src/test/resources/policies/broken.txt.
 *
 * @param name what is wrong, for people
 * @param faults all of them, as they are printed
 */
record BrokenPolicy(String name, String file, List<String> faults) {

  private static final Pattern EDIT =
      Pattern.compile("<<<\\n(.*?)\\n?>>>\\n(.*?)\\n?(?=<<<\\n|!!!\\n)", Pattern.DOTALL);

  static List<BrokenPolicy> all() {
    return Stream.of(text("broken.txt").split("\n## ")).skip(1).map(BrokenPolicy::parse).toList();
  }

  /** The sound policy that they are made of. */
  static String small() {
    return text("small.yaml");
  }

  static String text(String name) {
    try (InputStream file = BrokenPolicy.class.getResourceAsStream("/policies/" + name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BrokenPolicy parse(String section) {
    int mark = section.indexOf("!!!\n");
    String edits = section.substring(0, mark + "!!!\n".length());
    String name = section.substring(0, section.indexOf('\n'));
    String file = small();
    Matcher edit = EDIT.matcher(edits);
    while (edit.find()) {
      file = edited(name, file, edit.group(1), edit.group(2));
    }
    return new BrokenPolicy(
        name, file, section.substring(mark).lines().skip(1).filter(l -> !l.isEmpty()).toList());
  }

  private static String edited(String name, String file, String old, String now) {
    if (old.isEmpty()) {
      return now.isEmpty() ? "" : now + "\n";
    }
    int at = file.indexOf(old);
    if (at < 0 || file.indexOf(old, at + 1) >= 0) {
      throw new IllegalStateException(name + ": not there, or twice: " + old);
    }
    return file.substring(0, at) + now + file.substring(at + old.length());
  }

  @Override
  public String toString() {
    return name;
  }
}
