package io.tapeline.signing.command;

import io.tapeline.access.command.Options;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.signing.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tapeline verify}: whether a saved answer is what was answered to a question. Ends with 0
 * if it is, 1 if that can't be said, 2 if the command makes no sense.
 */
public final class VerifyCommand {

  public static final String USAGE =
      """
      usage: ./tapeline verify ANSWER --url URL --keys FILE [--method GET]
             ./tapeline verify --headers FILE --body FILE --url URL --keys FILE [--method GET]
             ./tapeline verify PROOF [--block HASH]

      ANSWER    as saved with: curl -si -H 'Accept-Signature: sig=()' URL >ANSWER
      --headers --body   the same in two files, as saved with: curl -s -D HEADERS -o BODY …
      --url     what was asked, with its query
      --keys    as saved with: curl -s SERVICE/.well-known/http-message-signatures-directory >FILE
      PROOF     a proof.json of a chain, which says what it proves
      --block   the hash of its block as you trust it
      """;

  static final int FITS = 0;
  static final int DOES_NOT = 1;
  static final int NO_SENSE = 2;

  private static final Set<String> OPTIONS =
      Set.of("--url", "--keys", "--method", "--headers", "--body");

  private final PrintStream out;

  public VerifyCommand(PrintStream out) {
    this.out = out;
  }

  /** What can't be read, in words for people. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
      super(why);
    }
  }

  /**
   * @param arguments behind {@code verify}
   */
  public int run(List<String> arguments) {
    try {
      Options options = Options.of(arguments, OPTIONS, Set.of());
      String method = options.value("--method");
      Target target =
          Target.of(
              method == null ? "GET" : method.toUpperCase(Locale.ROOT), required(options, "--url"));
      String keys = required(options, "--keys");
      return check(answer(options), target, read(keys, SavedKeys::of));
    } catch (IllegalArgumentException e) {
      out.println("tapeline: " + e.getMessage() + "\n\n" + USAGE);
      return NO_SENSE;
    } catch (UnreadableException e) {
      out.println("tapeline: " + e.getMessage());
      return NO_SENSE;
    }
  }

  private static String required(Options options, String name) {
    String value = options.value(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static SavedAnswer answer(Options options) throws UnreadableException {
    String headers = options.value("--headers");
    String body = options.value("--body");
    if (options.words().size() == 1 && headers == null && body == null) {
      return read(options.words().getFirst(), SavedAnswer::whole);
    }
    if (!options.words().isEmpty() || headers == null || body == null) {
      throw new IllegalArgumentException(
          "one file with the answer is needed, or --headers and --body");
    }
    byte[] content = read(body, bytes -> bytes);
    return read(headers, head -> SavedAnswer.of(head, content));
  }

  private interface Reading<T> {
    T of(byte[] bytes);
  }

  private static <T> T read(String file, Reading<T> reading) throws UnreadableException {
    try {
      return reading.of(Files.readAllBytes(Path.of(file)));
    } catch (NoSuchFileException _) {
      throw new UnreadableException(file + ": there is no such file");
    } catch (IOException | InvalidPathException e) {
      throw new UnreadableException(file + ": can't be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(file + ": " + e.getMessage());
    }
  }

  private int check(SavedAnswer answer, Target target, SavedKeys keys) {
    out.printf(
        "%s %s was answered %d, %d bytes%n",
        target.method(), target.component("@target-uri"), answer.status(), answer.body().length);
    List<String> labels = labels(answer.header("signature-input"));
    if (labels.isEmpty()) {
      out.println("not proved: the answer is not signed: ask with Accept-Signature: sig=()");
      return DOES_NOT;
    }
    List<String> wrong = new ArrayList<>();
    for (String label : labels) {
      Check check = Check.of(label, answer, target, keys);
      check.said().forEach(line -> out.println("  " + line));
      wrong.addAll(check.wrong());
    }
    wrong.forEach(why -> out.println("not proved: " + why));
    if (wrong.isEmpty()) {
      out.println("proved: this is what was answered to that question");
    }
    return wrong.isEmpty() ? FITS : DOES_NOT;
  }

  private static List<String> labels(@Nullable String input) {
    return input == null
        ? List.of()
        : Dictionary.parse(input).map(all -> List.copyOf(all.members().keySet())).orElse(List.of());
  }
}
