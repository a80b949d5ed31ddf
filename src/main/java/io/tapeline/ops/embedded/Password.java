package io.tapeline.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * A random password for what is reachable from this machine: other users of the machine must not
 * get in. Kept in a file that only its owner can read.
 */
final class Password {

  private static final int RANDOM_BYTES = 24;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final String text;
  private boolean kept;

  private Password(Path file, String text, boolean kept) {
    this.file = file;
    this.text = text;
    this.kept = kept;
  }

  /** The password in this file, or a new one that is not kept yet. */
  static Password in(Path file) throws IOException {
    return Files.exists(file)
        ? new Password(file, Files.readString(file).strip(), true)
        : new Password(file, random(), false);
  }

  /** Letters, digits, {@code -} and {@code _}: safe in addresses, configuration files and SQL. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Writes what only its owner may read, all of it or nothing. */
  static void writePrivately(Path file, String content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, OWNER_ONLY);
    Files.writeString(part, content);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  boolean isKept() {
    return kept;
  }

  /** To be called when the server knows the password. */
  void keep() throws IOException {
    writePrivately(file, text + "\n");
    kept = true;
  }

  String text() {
    return text;
  }
}
