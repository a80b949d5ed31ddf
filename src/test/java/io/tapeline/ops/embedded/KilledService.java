package io.tapeline.ops.embedded;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts the stores of a folder, and is killed before it can stop them. */
final class KilledService {

  private KilledService() {}

  /** Starts stores in a process of its own and kills it with {@code SIGKILL}; they live on. */
  static void leaveStores(Path folder, Path programs) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                KilledService.class.getName(),
                folder.toString(),
                programs.toString())
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); !"started".equals(line); line = lines.readLine()) {
        if (line == null) {
          throw new IOException("the stores did not start: " + said);
        }
        said.append(line).append('\n');
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** In the process that will be killed. */
  public static void main(String... args) throws Exception {
    Path folder = Path.of(args[0]);
    new LocalRedis(folder.resolve("redis"), LocalPorts.free()).start();
    new LocalPostgres(folder.resolve("postgres"), Path.of(args[1]), LocalPorts.free()).start();
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write("started\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      new CountDownLatch(1).await();
    }
  }
}
