package io.tapeline.chain.command;

import io.tapeline.access.command.Options;
import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.block.ReadProof;
import io.tapeline.chain.block.ReadProof.Proved;
import io.tapeline.chain.json.ProofDocument;
import io.tapeline.chain.json.ProofJson;
import io.tapeline.chain.json.ProofJson.UnreadableException;
import io.tapeline.chain.spv.proof.InclusionClaim;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tapeline verify proof.json}: whether what is said of a chain follows from a block's
 * hash. Ends with 0 if it does, 1 if not, 2 if the command makes no sense.
 */
public final class ProofCommand {

  static final int PROVED = 0;
  static final int NOT_PROVED = 1;
  static final int NO_SENSE = 2;

  private static final String USAGE = "usage: ./tapeline verify PROOF [--block HASH]";
  private static final String BLOCK = "--block";

  private final PrintStream out;

  public ProofCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Whether a proof is given to {@code verify}, and not a saved answer: one file that begins as
   * JSON does, and none of an answer's options.
   */
  public static boolean isFor(List<String> arguments) {
    if (arguments.contains(BLOCK)) {
      return true;
    }
    if (arguments.size() != 1) {
      return false;
    }
    try (InputStream file = Files.newInputStream(Path.of(arguments.getFirst()))) {
      int first = file.read();
      while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
        first = file.read();
      }
      return first == '{';
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }

  /**
   * @param arguments behind {@code verify}
   */
  public int run(List<String> arguments) {
    try {
      Options options = Options.of(arguments, Set.of(BLOCK), Set.of());
      if (options.words().size() != 1) {
        throw new IllegalArgumentException("one file with the proof is needed");
      }
      String file = options.words().getFirst();
      return check(file, bytes(file), expected(options.value(BLOCK)));
    } catch (IllegalArgumentException e) {
      out.println("tapeline: " + e.getMessage() + "\n" + USAGE);
      return NO_SENSE;
    } catch (IOException e) {
      out.println("tapeline: " + e.getMessage() + ": can't be read");
      return NO_SENSE;
    }
  }

  private static @Nullable Hash expected(@Nullable String hash) {
    if (hash == null) {
      return null;
    }
    try {
      return Hash.of(hash);
    } catch (IllegalArgumentException | RefusedException _) {
      throw new IllegalArgumentException("--block is no hash of 64 hexadecimal digits: " + hash);
    }
  }

  /** No more than it takes to see that it is too much. */
  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(ProofJson.MAX_BYTES + 1);
    }
  }

  private int check(String file, byte[] document, @Nullable Hash expected) {
    try {
      lines(ProofDocument.read(document), expected).forEach(out::println);
      return PROVED;
    } catch (UnreadableException e) {
      out.println("tapeline: " + file + ": " + e.getMessage());
      return NO_SENSE;
    } catch (RefusedException e) {
      out.println("not proved: " + e.getMessage());
      return NOT_PROVED;
    }
  }

  private static List<String> lines(ProofDocument document, @Nullable Hash expected) {
    return switch (document) {
      case ProofDocument.OfEvm(ReadProof proof) -> lines(proof, expected);
      case ProofDocument.OfBitcoin(InclusionClaim claim) ->
          BitcoinStatement.of(claim.verify(), expected).lines();
    };
  }

  private static List<String> lines(ReadProof proof, @Nullable Hash expected) {
    Proved proved = proof.check();
    if (expected != null && !expected.equals(proof.blockHash())) {
      throw new RefusedException(
          "it is about block %s, not about %s".formatted(proof.blockHash(), expected));
    }
    return new Statement(proof, proved, expected != null).lines();
  }
}
