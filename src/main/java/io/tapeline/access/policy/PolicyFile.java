package io.tapeline.access.policy;

import io.tapeline.access.Policy;
import io.tapeline.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A policy as YAML, see docs/operating/policy.md. A file is read whole or not at all: one fault is
 * enough to refuse it, and all of them are told at once.
 */
public final class PolicyFile {

  /** For a service that strangers can reach. */
  public static final String SHIPPED = "/policy.yaml";

  private static final String OPEN = "/policy-open.yaml";

  private PolicyFile() {}

  /** What came of a file. */
  public sealed interface Reading {}

  public record Sound(Policy policy) implements Reading {}

  /**
   * @param faults at least one, in the order of the file
   */
  public record Faulty(List<Fault> faults) implements Reading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /** Never throws, whatever the bytes are. Takes time in proportion to their number. */
  public static Reading read(byte[] bytes) {
    Faults faults = new Faults();
    Node root = new YamlText(faults).compose(bytes);
    Policy policy =
        root == null
            ? null
            : new PolicyReader(faults).read(Value.root(root, faults), Sha256.hex(bytes));
    return policy == null ? new Faulty(faults.all()) : new Sound(policy);
  }

  /** The one that is shipped. */
  public static Policy shipped() {
    return resource(SHIPPED);
  }

  /** The one for a service that only friends can reach. */
  public static Policy open() {
    return resource(OPEN);
  }

  private static Policy resource(String name) {
    try (InputStream file = PolicyFile.class.getResourceAsStream(name)) {
      return switch (read(file == null ? new byte[0] : file.readAllBytes())) {
        case Sound(Policy policy) -> policy;
        case Faulty(List<Fault> faults) -> throw new IllegalStateException(faults.toString());
      };
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }
}
