package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the built distribution. */
final class LauncherTest {
  private static final int SIGTERM_EXIT_CODE = 143;

  @TempDir Path data;

  @Test
  void stopsCleanlyWhenAskedToEvenWhileTheEngineStarts() throws InterruptedException {
    try (TarnProcess tarn = TarnProcess.start(data)) {
      assertThat(tarn.stop()).isEqualTo(SIGTERM_EXIT_CODE);
    }
    try (TarnProcess again = TarnProcess.start(data)) {
      assertThat(again.endpoint().getPort()).isPositive();
    }
  }

  @Test
  void aSecondProcessIsKeptOutOfTheDataDirectory() throws IOException, InterruptedException {
    try (TarnProcess tarn = TarnProcess.start(data)) {
      CommandRun second = run("serve", "--port", "0", "--data", data.toString());

      assertThat(tarn.endpoint().getPort()).isPositive();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errors()).contains("tarn: the data directory " + data + " is in use by");
    }
  }

  @Test
  void anOpenPortStopsTheStart() throws IOException, InterruptedException {
    try (TarnProcess tarn = TarnProcess.start(data)) {
      String port = Integer.toString(tarn.endpoint().getPort());
      CommandRun second = run("serve", "--port", port, "--data", data.resolve("other").toString());

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errors()).contains("tarn: cannot listen on 127.0.0.1:" + port);
    }
  }

  @Test
  void unknownSettingsStopTheStart() throws IOException, InterruptedException {
    CommandRun run = CommandRun.of(command("serve"), Map.of("TARN_PROT", "1"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("tarn: unknown environment variable TARN_PROT");
  }

  @Test
  void theDemoShowsRightRows() throws IOException, InterruptedException {
    CommandRun demo = run("demo", "--exit", "--port", "0");

    assertThat(demo.exitCode()).as(demo.output() + demo.errors()).isZero();
    assertThat(demo.output())
        .contains("SELECT", "CREATE TABLE device_events", "All rows are right.")
        .doesNotContain("WRONG");
  }

  private static CommandRun run(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(command(arguments), Map.of());
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(TarnProcess.launcher().toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
