package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a policy file, it is read or refused with faults at places that it has. */
class MutatedPoliciesTest {

  private static final int FILES = 100;
  private static final int MOST_EDITS = 4;
  private static final Policy SHIPPED = PolicyFile.shipped();

  /** What YAML, and we, are most easily confused by. */
  private static final List<String> SPLICES =
      List.of(
          "\n",
          "\t",
          "  ",
          ": ",
          ", ",
          "- ",
          "? ",
          "{",
          "}",
          "[",
          "]",
          "#",
          "'",
          "\"",
          "|\n",
          ">-\n",
          "&a ",
          "*a ",
          "*a",
          "!!int ",
          "! ",
          "!<x> ",
          "%YAML 1.1\n---\n",
          "---\n",
          "...\n",
          "<<: ",
          "~",
          "null",
          "true",
          "yes",
          "-1",
          "0",
          "0x10",
          "1_000",
          "1e9",
          ".inf",
          "1:30",
          "2024-01-01",
          "99999999999999999999",
          "\"\\UFFFFFFFF\"",
          "\"\\ud800\"",
          "\u0000",
          "\uFEFF",
          "\u2028",
          "é",
          "[".repeat(100),
          "{a: ".repeat(100),
          "&x [*x]",
          "GET /",
          "{rest*}",
          "::/0",
          "1d",
          "64KiB");

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  private static byte[] mutated(byte[] file, SplittableRandom random) {
    byte[] now = file;
    for (int i = random.nextInt(1 + random.nextInt(MOST_EDITS)); i >= 0; i--) {
      now = edited(now, random);
    }
    return now;
  }

  private static byte[] edited(byte[] file, SplittableRandom random) {
    int at = random.nextInt(file.length);
    int to = Math.min(file.length, at + 1 + random.nextInt(1 + random.nextInt(200)));
    byte[] splice = SPLICES.get(random.nextInt(SPLICES.size())).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> join(file, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
      case 1 -> join(file, at, splice, at);
      case 2 -> join(file, at, splice, to);
      case 3 -> join(file, at, new byte[0], to);
      case 4 -> join(file, at, Arrays.copyOfRange(file, at, to), at);
      default -> {
        int other = random.nextInt(file.length);
        int end = Math.min(file.length, other + 1 + random.nextInt(100));
        yield join(file, at, Arrays.copyOfRange(file, other, end), to);
      }
    };
  }

  /** The file up to a place, something else, and the file from another place on. */
  private static byte[] join(byte[] file, int to, byte[] between, int from) {
    byte[] joined = Arrays.copyOf(file, to + between.length + file.length - from);
    System.arraycopy(between, 0, joined, to, between.length);
    System.arraycopy(file, from, joined, to + between.length, file.length - from);
    // never empty, so that there is something to edit
    return joined.length == 0 ? new byte[] {' '} : joined;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFileIsReadOrRefusedNeverAnythingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] shipped = ShippedPolicyTest.file();
    Map<String, Integer> outcomes = new HashMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] file = mutated(shipped, random);
      switch (PolicyFile.read(file)) {
        case PolicyFile.Sound(var policy) -> {
          outcomes.merge("sound", 1, Integer::sum);
          assertThat(policy.version()).isNotEmpty();
          assertThat(policy.changes(SHIPPED)).isNotNull();
        }
        case PolicyFile.Faulty(var faults) -> {
          outcomes.merge("faulty", 1, Integer::sum);
          assertPlaces(file, faults);
        }
      }
    }
    assertThat(outcomes).containsKey("faulty");
  }

  private static void assertPlaces(byte[] file, List<Fault> faults) {
    // YAML counts some characters as ends of lines that others don't
    long lines =
        1
            + new String(file, StandardCharsets.UTF_8)
                .chars()
                .filter(c -> "\r\n\u0085\u2028\u2029".indexOf(c) >= 0)
                .count();
    assertThat(faults).isNotEmpty().isSorted();
    for (Fault fault : faults) {
      assertThat(fault.line()).as(fault + "").isBetween(1, (int) lines + 1);
      assertThat(fault.column()).as(fault + "").isPositive();
      assertThat(fault.reason()).isNotBlank().hasSizeLessThan(1_000).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void casesAreReadOrRefusedNeverAnythingElse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] cases = BrokenPolicy.text("cases.yaml").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < FILES; i++) {
      byte[] file = mutated(cases, random);
      switch (PolicyCases.run(SHIPPED, file)) {
        case PolicyCases.Tried(int count, var failed) ->
            assertThat(failed).hasSizeLessThanOrEqualTo(count);
        case PolicyCases.Unreadable(var faults) -> assertPlaces(file, faults);
      }
    }
  }
}
