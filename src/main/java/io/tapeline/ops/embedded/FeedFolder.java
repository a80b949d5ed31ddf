package io.tapeline.ops.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one feed: {@code postgres/}, {@code redis/}, {@code log/}, {@code tmp/}, and {@code
 * run/}, where the service tells whoever started it how it is. Programs that all feeds share stand
 * beside it.
 */
public record FeedFolder(Path path) {

  /** Belong to the running service, also when everything else is forgotten. */
  private static final Set<String> IN_USE = Set.of("run", "log");

  private static final String HOME = "tapeline.home";

  public FeedFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** The folder that the system property {@code tapeline.home} names. */
  public static FeedFolder configured() {
    return new FeedFolder(Path.of(System.getProperty(HOME, ".tapeline/default")));
  }

  /** Whether the start says which folder it is. */
  public static boolean isChosen() {
    return System.getProperty(HOME) != null;
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path redis() {
    return path.resolve("redis");
  }

  Path run() {
    return path.resolve("run");
  }

  Path programs() {
    return path.resolveSibling("bin");
  }

  /** Native libraries that all feeds share. */
  public Path libraries() {
    return path.resolveSibling("lib");
  }

  /** Tells whoever started the service why it does not start, in a sentence. */
  public void refused(String why) throws IOException {
    Files.createDirectories(run());
    Files.writeString(run().resolve("refused"), why + "\n");
  }

  /** Forgets all that is kept for this feed. Nothing may run in it; links are not followed. */
  void empty() throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
      for (Path child : children) {
        if (!IN_USE.contains(child.getFileName().toString())) {
          delete(child);
        }
      }
    }
  }

  /** Deletes a file, or a folder with all that is in it; a link, but not what it leads to. */
  static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
