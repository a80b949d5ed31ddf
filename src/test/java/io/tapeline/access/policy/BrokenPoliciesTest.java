package io.tapeline.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of each broken file is told, at its place, in words for people; and no other. */
class BrokenPoliciesTest {

  static List<BrokenPolicy> broken() {
    return BrokenPolicy.all();
  }

  private static List<String> faults(byte[] file) {
    return switch (PolicyFile.read(file)) {
      case PolicyFile.Sound _ -> List.of();
      case PolicyFile.Faulty(List<Fault> faults) -> faults.stream().map(Fault::toString).toList();
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatTheyAreMadeOfIsSound() {
    assertThat(faults(bytes(BrokenPolicy.small()))).isEmpty();
    assertThat(BrokenPolicy.all()).hasSizeGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void everyFaultIsToldAtItsPlace(BrokenPolicy broken) {
    List<String> found = faults(bytes(broken.file()));
    List<String> comparable = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String wanted = i < broken.faults().size() ? broken.faults().get(i) : "";
      boolean begins = wanted.endsWith("…") && found.get(i).startsWith(wanted.replace("…", ""));
      comparable.add(begins ? wanted : found.get(i));
    }
    assertThat(comparable).isEqualTo(broken.faults()).isNotEmpty();
  }

  @Test
  void aFileThatIsTooLongIsRefusedUnread() {
    String small = BrokenPolicy.small();
    String longest = small + "#".repeat(YamlText.MAX_BYTES - small.length());
    assertThat(faults(bytes(longest))).isEmpty();
    assertThat(faults(bytes(longest + "#")))
        .containsExactly("1:1: the file is longer than 262144 bytes");
  }

  @Test
  void bytesThatAreNoTextAreRefusedWhereTheyStand() {
    byte[] file = bytes("name: small\nänonymous: é".replace("é", "?"));
    file[file.length - 1] = (byte) 0xE9;
    assertThat(faults(file)).containsExactly("2:12: this is no UTF-8");
  }

  @Test
  void charactersThatNobodySeesAreRefusedWhereTheyStand() {
    assertThat(faults(bytes("name: a\u0007b\n# \u0000")))
        .containsExactly(
            "1:8: the character U+0007 must not be in a file",
            "2:3: the character U+0000 must not be in a file");
  }

  @Test
  void aliasesThatWouldGrowAreRefused() {
    StringBuilder file = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      file.append("a%d: &a%d [%s, %s, %s]\n".formatted(i, i, before, before, before));
    }
    assertThat(faults(bytes(file.toString())))
        .containsExactly("23:18: there are more than 64 aliases");
  }

  @Test
  void whatContainsItselfIsReadOnce() {
    assertThat(faults(bytes("&all\nplans: *all\nrules: *all\n"))).hasSizeLessThan(40).isNotEmpty();
  }

  @Test
  void nobodyIsToldMoreThanAnybodyReads() {
    StringBuilder file = new StringBuilder(BrokenPolicy.small());
    for (int i = 0; i < 900; i++) {
      file.append("  GET /x/%d: {scope: a, group: b, work: c}\n".formatted(i));
    }
    assertThat(faults(bytes(file.toString()))).hasSize(Faults.MOST);
    for (int i = 900; i < 1_000; i++) {
      file.append("  GET /x/%d: {scope: a, group: b, work: c}\n".formatted(i));
    }
    assertThat(faults(bytes(file.toString())))
        .contains("28:3: rules: must have at most 1000 entries");
  }
}
