package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which options the launcher gives to Java; Java itself is a script that tells them. */
final class LauncherCacheTest {
  private static final String TELL = "#!/bin/sh\nfor a; do echo \"$a\"; done\n";
  private static final String LEARN =
      """
      #!/bin/sh
      for a; do
        case $a in -XX:AOTCacheOutput=*) echo learnt >"${a#*=}" ;; esac
        echo "$a"
      done
      """;

  @TempDir Path directory;

  @BeforeEach
  void makeJava() throws IOException {
    Files.createDirectories(directory.resolve("java/bin"));
    release("25.0.1+8");
    java(TELL);
  }

  @Test
  void withoutACacheAServerIsToldToHaveOneMade() throws Exception {
    assertThat(launch(Map.of(), "serve"))
        .anyMatch(option -> option.startsWith("-Dtarn.trainer=/"))
        .noneMatch(option -> option.startsWith("-XX:AOTCache"));
    assertThat(launch(Map.of("TARN_AOT", "use"), "serve"))
        .noneMatch(option -> option.startsWith("-Dtarn.trainer"));
  }

  @Test
  void theCacheOfATrainingIsUsedFromThenOn() throws Exception {
    train();

    String use = "-XX:AOTCache=" + cache();
    assertThat(launch(Map.of(), "serve"))
        .contains(use)
        .noneMatch(option -> option.startsWith("-Dtarn.trainer"));
    assertThat(launch(Map.of(), "status"))
        .doesNotContain(use)
        .noneMatch(option -> option.contains("jdk.incubator"));
    assertThat(launch(Map.of("TARN_AOT", "off"), "serve")).doesNotContain(use);
  }

  @Test
  void aPackedCacheIsUnpackedForAServer() throws Exception {
    train();
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(Path.of(cache() + ".gz")))) {
      Files.copy(cache(), packed);
    }
    Files.delete(cache());

    assertThat(launch(Map.of(), "status")).noneMatch(option -> option.startsWith("-XX:AOTCache"));
    assertThat(launch(Map.of("TARN_AOT", "use"), "serve")).contains("-XX:AOTCache=" + cache());
    assertThat(cache()).hasContent("learnt");

    Files.delete(cache());
    Files.writeString(Path.of(cache() + ".gz"), "broken");
    assertThat(launch(Map.of(), "serve")).noneMatch(option -> option.startsWith("-XX:AOTCache"));
    try (var left = Files.list(cache().getParent())) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void aCacheOfAnotherJavaIsNotUsedButMadeAnew() throws Exception {
    train();
    release("25.0.2+1");

    assertThat(launch(Map.of(), "serve"))
        .noneMatch(option -> option.startsWith("-XX:AOTCache"))
        .anyMatch(option -> option.startsWith("-Dtarn.trainer="));
  }

  @Test
  void aCacheThatIsOlderThanAJarIsNotUsed() throws Exception {
    train();
    Files.setLastModifiedTime(cache(), FileTime.from(Instant.EPOCH));

    assertThat(launch(Map.of(), "serve")).noneMatch(option -> option.startsWith("-XX:AOTCache"));
  }

  @Test
  void aTrainingThatFailsLeavesNoCacheAndSaysWhere() throws Exception {
    java("#!/bin/sh\necho broken\nexit 1\n");

    CommandRun run = run(Map.of(), "train");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains(cache() + ".log says why");
    assertThat(Path.of(cache() + ".log")).content().contains("broken");
    assertThat(cache()).doesNotExist();
    assertThat(Path.of(cache() + ".training")).doesNotExist();
  }

  @Test
  void memoryIsTheHeap() throws Exception {
    assertThat(launch(Map.of(), "serve", "--memory", "300m")).contains("-Xmx300m", "300m");
    assertThat(launch(Map.of("TARN_MEMORY", "2g"), "serve")).contains("-Xmx2g");
    assertThat(launch(Map.of("TARN_MEMORY", "2g"), "serve", "--memory=1G")).contains("-Xmx1G");
    for (String wrong : List.of("much", "12", "g", "-1g", "1.5g")) {
      CommandRun run = run(Map.of("TARN_MEMORY", wrong), "serve");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("--memory must be", "'" + wrong + "'").hasLineCount(1);
    }
  }

  private void train() throws IOException, InterruptedException {
    java(LEARN);
    CommandRun run = run(Map.of("TARN_PORT", "1", "TARN_DATA", "/nowhere"), "train");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(cache()).hasContent("learnt");
    java(TELL);
  }

  private List<String> launch(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    CommandRun run = run(environment, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return run.output().lines().toList();
  }

  private CommandRun run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("TARN_JAVA_HOME", directory.resolve("java").toString());
    all.put("TARN_AOT_CACHE", cache().toString());
    all.putIfAbsent("TARN_AOT", "auto");
    List<String> command = new ArrayList<>(List.of(TarnProcess.launcher().toString()));
    command.addAll(List.of(arguments));
    return CommandRun.of(command, all);
  }

  private Path cache() {
    return directory.resolve("cache/tarn.aot");
  }

  private void java(String script) throws IOException {
    Path java = directory.resolve("java/bin/java");
    Files.writeString(java, script);
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private void release(String version) throws IOException {
    Files.writeString(
        directory.resolve("java/release"),
        "JAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"25.0.1\"\n");
  }
}
