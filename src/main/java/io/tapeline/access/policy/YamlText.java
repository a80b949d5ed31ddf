package io.tapeline.access.policy;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Bytes to nodes of YAML, which know their line and column. Nothing is constructed from them: no
 * tag, no class. What could be large out of proportion is refused first: long files, deep nesting,
 * many aliases.
 */
final class YamlText {

  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_DEPTH = 16;
  static final int MAX_ALIASES = 64;

  private final Faults faults;

  /** Where the parser was when it last found something; null before. */
  private @Nullable Mark reached;

  YamlText(Faults faults) {
    this.faults = faults;
  }

  /** Null if there is nothing to read; then it is among the faults why. */
  @Nullable Node compose(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      faults.add(new Fault(1, 1, "", "the file is longer than " + MAX_BYTES + " bytes"));
      return null;
    }
    String text = decode(bytes);
    if (text == null || !isPrintable(text)) {
      return null;
    }
    try {
      return isBounded(text) ? node(text) : null;
    } catch (MarkedYAMLException e) {
      refuse(e.getProblemMark(), "this is no YAML: " + Words.line(e.getProblem()));
    } catch (YAMLException e) {
      refuse(reached, "this is no YAML: " + Words.line(e.getMessage()));
    } catch (RuntimeException _) {
      // the parser throws what it happens to for some escapes, without saying where
      refuse(reached, "an escape behind this stands for no character");
    }
    return null;
  }

  private void refuse(@Nullable Mark at, String reason) {
    if (at == null) {
      faults.add(new Fault(1, 1, "", reason));
    } else {
      faults.add(at, "", reason);
    }
  }

  private @Nullable Node node(String text) {
    Node node = new Yaml(options()).compose(new StringReader(text));
    if (node == null) {
      faults.add(new Fault(1, 1, "", "the file is empty"));
    }
    return node;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    return options;
  }

  private @Nullable String decode(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes), text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      int start = decoded.lastIndexOf('\n') + 1;
      int line = (int) decoded.chars().filter(c -> c == '\n').count() + 1;
      int column = decoded.codePointCount(start, decoded.length()) + 1;
      faults.add(new Fault(line, column, "", "this is no UTF-8"));
      return null;
    }
    return decoded;
  }

  private boolean isPrintable(String text) {
    int line = 1;
    int column = 1;
    for (int c : text.codePoints().toArray()) {
      if (!StreamReader.isPrintable(c)) {
        String reason = "the character U+%04X must not be in a file".formatted(c);
        faults.add(new Fault(line, column, "", reason));
      }
      line = c == '\n' ? line + 1 : line;
      column = c == '\n' ? 1 : column + 1;
    }
    return faults.areNone();
  }

  /** Looks at what is written before anything is made of it. */
  private boolean isBounded(String text) {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Yaml(options()).parse(new StringReader(text))) {
      if (event instanceof CollectionStartEvent start) {
        refuseTag(start, start.getTag());
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof ScalarEvent scalar) {
        refuseTag(scalar, scalar.getTag());
      } else if (event instanceof AliasEvent) {
        aliases++;
      }
      reached = event.getEndMark();
      if (aliases > MAX_ALIASES || depth > MAX_DEPTH) {
        faults.refuse(
            event.getStartMark(),
            aliases > MAX_ALIASES
                ? "there are more than " + MAX_ALIASES + " aliases"
                : "this is nested deeper than " + MAX_DEPTH);
        return false;
      }
    }
    return true;
  }

  private void refuseTag(Event event, @Nullable String tag) {
    if (tag != null) {
      faults.refuse(event.getStartMark(), "tags are not read; leave " + Words.tag(tag) + " out");
    }
  }
}
