package io.tapeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reviewers should not have to say. */
class TidyTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern NAMED_FILE =
      Pattern.compile("`((?:docs|src|openapi|bench|\\.ci)/[\\w./-]+)`");
  private static final Pattern NAMED_CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})`");
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern STARTS_THE_SERVICE = Pattern.compile("(?m)^@QuarkusTest$");

  /** Everything of ours in text, wherever it stands. */
  static Stream<Path> files(String... roots) {
    return Stream.of(roots)
        .map(Path::of)
        .filter(Files::exists)
        .flatMap(TidyTest::walk)
        .filter(Files::isRegularFile);
  }

  private static Stream<Path> walk(Path root) {
    try (Stream<Path> found = Files.walk(root)) {
      return found.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of("."))) {
      List<Path> here = top.map(Path::normalize).toList();
      return Stream.concat(here.stream(), files("docs", "openapi", "bench", "src/main/resources"))
          .filter(file -> file.toString().endsWith(".md"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> all(Pattern pattern, Path file) {
    return pattern.matcher(read(file)).results();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) {
    all(LINK, page)
        .filter(link -> !link.group(1).matches("[a-z]+:.*|/.*"))
        .forEach(
            link -> {
              Path target =
                  link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
              assertThat(target).as("%s in %s", link.group(), page).exists();
              if (link.group(2) != null) {
                assertThat(anchors(target)).as(page + "").contains(link.group(2));
              }
            });
  }

  /** Headings as the renderers of repositories name them. */
  private static Set<String> anchors(Path page) {
    return all(HEADING, page)
        .map(heading -> heading.group(1).toLowerCase(java.util.Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileAndClassThatIsNamedExists(Path page) {
    all(NAMED_FILE, page)
        .forEach(file -> assertThat(Path.of(file.group(1))).as(page + "").exists());
    Set<String> classes =
        files("src")
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .collect(Collectors.toSet());
    all(NAMED_CLASS, page)
        .forEach(name -> assertThat(classes).as(page + "").contains(name.group(1)));
  }

  @Test
  void nothingIsLeftUnfinished() {
    List<String> unfinished =
        Stream.concat(
                files("src", "docs", "openapi", "bench", ".ci"),
                Stream.of("tapeline", "pom.xml", "README.md", "CONTRIBUTING.md").map(Path::of))
            .filter(file -> !file.toString().matches(".*\\.(gz|zst|bin|png)"))
            .filter(file -> UNFINISHED.matcher(read(file)).find())
            .map(Path::toString)
            .toList();
    assertThat(unfinished).isEmpty();
  }

  /** Else a process that has others beside it would start the service again for each of them. */
  @Test
  void testsOfTheWholeServiceAreTaggedAsSuch() {
    List<String> untagged =
        files("src/test/java")
            .filter(file -> STARTS_THE_SERVICE.matcher(read(file)).find())
            .filter(file -> !read(file).contains("@Tag(\"service\")"))
            .map(Path::toString)
            .toList();
    assertThat(untagged).isEmpty();
  }

  @Test
  void everyDecisionHasItsPartsAndItsNumber() {
    List<Path> decisions = files("docs/decisions").sorted().toList();
    for (int i = 0; i < decisions.size(); i++) {
      Path decision = decisions.get(i);
      assertThat(decision.getFileName().toString()).startsWith("%04d-".formatted(i + 1));
      assertThat(read(decision))
          .as(decision + "")
          .startsWith("# " + (i + 1) + ". ")
          .contains("**Status**", "**Context.**", "**Decision.**", "**Consequences.**");
    }
  }
}
