package io.tapeline.http;

import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the native library of brotli lies. Left alone, its loader makes a new copy in the temporary
 * folder at each start, and leaves it there if the process is killed.
 */
final class BrotliLibrary {

  private BrotliLibrary() {}

  /** Puts it into this folder unless it is there; nothing if there is none for this machine. */
  static Optional<Path> keptIn(Path folder) throws IOException {
    String name = System.mapLibraryName("brotli");
    try (InputStream packed =
        Encoder.class.getResourceAsStream("/lib/" + platform() + "/" + name)) {
      return packed == null
          ? Optional.empty()
          : Optional.of(kept(folder.resolve(name), packed.readAllBytes()));
    }
  }

  /** As the library's jars name it. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return (system.startsWith("mac") ? "osx" : system)
        + "-"
        + (machine.equals("amd64") ? "x86_64" : machine);
  }

  /** A file with exactly these bytes: one of an earlier version, or half of one, is replaced. */
  private static Path kept(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), "");
      Files.write(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
