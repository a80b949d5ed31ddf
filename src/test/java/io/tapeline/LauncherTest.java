package io.tapeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./tapeline} says to those who got it wrong, before it starts anything. */
class LauncherTest {

  @TempDir Path folder;

  private Launcher run(String... arguments) throws Exception {
    return Launcher.run(folder, arguments);
  }

  @Test
  void helpNamesEveryCommandAndOption() throws Exception {
    Launcher help = run("help");
    assertThat(help.end(20)).isZero();
    assertThat(help.said())
        .contains("up", "record DIR", "test", "--feed", "--port", "--home", "--fresh", "@align");
    assertThat(run().end(20)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly                                  | unknown command fly",
        "up --speed 3                         | unknown option --speed",
        "up --feed                            | --feed needs a feed",
        "up --feed dream                      | --feed is live, sandbox or replay:DIR",
        "up --feed replay:                    | --feed is live, sandbox or replay:DIR",
        "up --feed replay:nowhere@max         | there is no recording 'nowhere'",
        "up --feed replay:.@fast              | there is no recording '.@fast'",
        "up --feed live --feed replay:.       | live is chosen already",
        "up --feed replay:. --feed sandbox    | only recordings can be combined",
        "up --port                            | --port needs a number",
        "up --port eighty                     | not 'eighty'",
        "up --port 65535                      | from 1 to 65534",
        "up --port 99999999999999999999       | from 1 to 65534",
        "up --home                            | --home needs a folder",
        "record                               | record needs a folder",
        "record --port 8081                   | record needs a folder",
        "record tape --feed sandbox           | leave --feed out",
      })
  void aWrongArgumentIsNamedAndNothingStarts(String arguments, String message) throws Exception {
    Launcher launcher = run(arguments.strip().split(" +"));
    assertThat(launcher.end(20)).isEqualTo(1);
    assertThat(launcher.said()).contains("tapeline: ").contains(message.strip());
    assertThat(folder.resolve(".tapeline")).doesNotExist();
  }

  @Test
  void aFolderThatCantBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Launcher launcher = run("up", "--home", file.resolve("home").toString());
    assertThat(launcher.end(20)).isEqualTo(1);
    assertThat(launcher.said()).contains("can't make the folder " + file.resolve("home"));
  }

  @Test
  void portsAreToldTakenOrFree() throws Exception {
    int port = Launcher.freePorts();
    try (ServerSocket _ = Launcher.taken(port)) {
      assertThat(PortCheck.isTaken(port)).isTrue();
    }
    assertThat(PortCheck.isTaken(port)).isFalse();
    assertThat(PortCheck.isTaken(0)).isFalse();
  }
}
