package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives a service one core and its callers the other, and asks it as fast as it answers. */
final class Cores {

  static final String SERVICE = "0";
  static final String CALLERS = "1";

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

  private Cores() {}

  /** All threads of a process. */
  static void pin(long pid, String cores) throws IOException, InterruptedException {
    new ProcessBuilder("taskset", "-a", "-p", "-c", cores, Long.toString(pid)).start().waitFor();
  }

  /**
   * Requests that were answered in a second, by 32 callers on their core.
   *
   * @param headers of each request: {@code Name: value}
   */
  static double rate(String address, int seconds, String... headers)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("taskset", "-c", CALLERS, "wrk", "-t1", "-c32", "-d" + seconds + "s"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    command.add(address);
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(wrk.waitFor()).as(out).isZero();
    assertThat(out).doesNotContain("Non-2xx");
    Matcher rate = RATE.matcher(out);
    assertThat(rate.find()).as(out).isTrue();
    return Double.parseDouble(rate.group(1));
  }
}
