package io.tapeline.access.app;

import io.tapeline.ops.embedded.FeedFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What hashes of keys are made with: what the configuration says, else a file in the home folder
 * that is made with the first start. Whoever has the database has no use of it without this.
 */
@ApplicationScoped
public class KeySecret {

  private static final int BYTES = 32;
  private static final String FILE = "key.secret";

  private final KeyHash hash;

  @Inject
  public KeySecret(AccessConfig config) {
    this(config, FeedFolder.configured().path());
  }

  KeySecret(AccessConfig config, Path home) {
    hash =
        new KeyHash(
            config
                .keySecret()
                .orElseGet(() -> kept(home))
                .strip()
                .getBytes(StandardCharsets.UTF_8));
  }

  public KeyHash hash() {
    return hash;
  }

  private static String kept(Path home) {
    Path file = home.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the secret for keys can't be kept in " + file, e);
    }
  }

  /** All at once, and readable to nobody else from the beginning. */
  private static void make(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Files.createDirectories(file.getParent());
    Path fresh =
        Files.createTempFile(
            file.getParent(),
            FILE,
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, HexFormat.of().formatHex(secret));
    try {
      Files.createLink(file, fresh); // whoever else was first keeps theirs
    } catch (java.nio.file.FileAlreadyExistsException _) {
      // then that one is the secret
    } finally {
      Files.delete(fresh);
    }
  }
}
