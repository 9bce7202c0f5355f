package dev.tarn.query.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.execution.HistoryRecord.Heading;
import dev.tarn.query.execution.Submission.RequestToken;
import dev.tarn.query.result.ResultKind;
import dev.tarn.query.result.StoredResult;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StatementType;

class ExecutionHistoryTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-10-10T10:00:00Z"));

  @Test
  void endedQueriesAreTheSameAfterARestart() throws IOException {
    QueryExecution before;
    try (var history = open()) {
      Execution execution = submit(history, "a");
      assertThat(execution.begin(clock.instant(), Optional.empty())).isTrue();
      clock.advance(Duration.ofSeconds(2));
      history.end(execution, ExecutionHistoryTest::succeeded);
      before = history.view("a").orElseThrow();
    }
    try (var history = open()) {
      assertThat(history.view("a")).contains(before);
      EndedExecution ended = history.ended("a").orElseThrow().orElseThrow();
      assertThat(ended.result()).contains(result());
      assertThat(before.status().completionDateTime()).isEqualTo(clock.instant());
      assertThat(before.statistics().totalExecutionTimeInMillis()).isEqualTo(2000);
    }
  }

  @Test
  void queriesThatHadNotEndedAreFailedAfterARestart() throws IOException {
    try (var history = open()) {
      submit(history, "queued");
      submit(history, "running").begin(clock.instant(), Optional.empty());
    }
    for (int restart = 0; restart < 2; restart++) {
      try (var history = open()) {
        for (String id : List.of("queued", "running")) {
          QueryExecution execution = history.view(id).orElseThrow();
          assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
          assertThat(execution.status().stateChangeReason()).contains("server stopped");
          assertThat(execution.status().athenaError().retryable()).isTrue();
          assertThat(execution.query()).isEqualTo("SELECT '" + id + "'");
        }
      }
    }
  }

  @Test
  void aTornLastRecordIsCutAndTheLogGoesOn() throws IOException {
    try (var history = open()) {
      submit(history, "a");
      submit(history, "torn");
    }
    Path file = onlyFile();
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - 30));
    try (var history = open()) {
      assertThat(history.contains("a")).isTrue();
      assertThat(history.contains("torn")).isFalse();
      submit(history, "b");
    }
    try (var history = open()) {
      assertThat(history.contains("b")).isTrue();
    }
  }

  @Test
  void anUnreadableRecordStopsTheStartWithTheFilesName() throws IOException {
    try (var history = open()) {
      submit(history, "a");
    }
    Files.writeString(onlyFile(), "{\"formatVersion\":1,\n", StandardOpenOption.APPEND);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(onlyFile().toString());
  }

  @Test
  void queriesAreForgottenAfter45Days() throws IOException {
    try (var history = open()) {
      history.end(submit(history, "old"), ExecutionHistoryTest::succeeded);
      clock.advance(Duration.ofDays(45));
      history.end(submit(history, "recent"), ExecutionHistoryTest::succeeded);
      assertThat(history.contains("old")).isTrue();
      clock.advance(Duration.ofDays(1));
      submit(history, "new");
      assertThat(history.contains("old")).isFalse();
      assertThat(history.contains("recent")).isTrue();
      assertThat(ids(history.list("primary", Instant.EPOCH, Long.MAX_VALUE, 9)))
          .containsExactly("new", "recent");
    }
    assertThat(files()).hasSize(2);
    try (var history = open()) {
      assertThat(history.contains("old")).isFalse();
    }
  }

  @Test
  void listsNewestFirstFromAnyPointAlsoAfterARestart() throws IOException {
    try (var history = open()) {
      for (String id : List.of("a", "b", "c", "d")) {
        submit(history, id);
      }
    }
    try (var history = open()) {
      submit(history, "e");
      List<Heading> first = history.list("primary", Instant.EPOCH, Long.MAX_VALUE, 2);
      assertThat(ids(first)).containsExactly("e", "d");
      assertThat(ids(history.list("primary", Instant.EPOCH, first.getLast().sequence(), 9)))
          .containsExactly("c", "b", "a");
      assertThat(history.list("other", Instant.EPOCH, Long.MAX_VALUE, 9)).isEmpty();
    }
  }

  @Test
  void aTokenStartsOneQueryAlsoAfterARestart() throws IOException {
    var token = new RequestToken("token", "request");
    try (var history = open()) {
      assertThat(history.startedBy(token)).isEmpty();
      assertThat(history.submit(submission("a", Optional.of(token)))).isPresent();
      assertThat(history.submit(submission("b", Optional.of(token)))).isEmpty();
    }
    try (var history = open()) {
      assertThat(history.startedBy(token)).contains("a");
      assertThatThrownBy(() -> history.startedBy(new RequestToken("token", "other request")))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              e -> {
                assertThat(e.athenaErrorCode()).isEqualTo("IDEMPOTENT_PARAMETER_MISMATCH");
                assertThat(e).hasMessageContaining("Idempotent parameters do not match");
              });
      assertThat(history.contains("b")).isFalse();
    }
  }

  @Test
  void theFirstEndWinsAndTheOthersDoNothing() throws IOException {
    try (var history = open()) {
      Execution execution = submit(history, "a");
      assertThat(history.end(execution, () -> new Outcome.Cancelled("why", EngineStatistics.NONE)))
          .isPresent();
      assertThat(history.end(execution, () -> unexpected())).isEmpty();
      assertThat(execution.begin(clock.instant(), Optional.empty())).isFalse();
      assertThat(history.view("a").orElseThrow().status().state())
          .isEqualTo(QueryExecutionState.CANCELLED);
    }
  }

  /** Kills a process that writes the history, several times, on the same files. */
  @Test
  void everythingAcknowledgedSurvivesAKill() throws Exception {
    List<String> submitted = new ArrayList<>();
    List<String> ended = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  HistoryProcess.class.getName(),
                  directory.toString(),
                  "run" + run)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> said = new ArrayList<>();
      try (var lines = process.inputReader()) {
        for (int i = 0; i < 100; i++) {
          said.add(lines.readLine());
        }
        process.toHandle().destroyForcibly();
        lines.lines().forEach(said::add);
      }
      // The last line may have been cut by the kill.
      said.subList(0, said.size() - 1).forEach(line -> acknowledge(line, submitted, ended));
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    clock.set(Instant.now());
    try (var history = open()) {
      assertThat(submitted).hasSizeGreaterThan(100).allMatch(history::contains);
      for (String id : submitted) {
        assertThat(history.view(id).orElseThrow().status().state())
            .isEqualTo(stateAfter(history, id, ended));
      }
    }
  }

  /** An end that was recorded but not yet reported may be there; a reported one must be. */
  private static QueryExecutionState stateAfter(
      ExecutionHistory history, String id, List<String> ended) {
    if (ended.contains(id)) {
      return QueryExecutionState.SUCCEEDED;
    }
    boolean recorded = history.ended(id).orElseThrow().orElseThrow().result().isPresent();
    return recorded ? QueryExecutionState.SUCCEEDED : QueryExecutionState.FAILED;
  }

  private static void acknowledge(String line, List<String> submitted, List<String> ended) {
    String id = line.substring(line.indexOf(' ') + 1);
    (line.startsWith("submitted ") ? submitted : ended).add(id);
  }

  private ExecutionHistory open() throws IOException {
    return ExecutionHistory.open(directory, clock, Durability.PROCESS);
  }

  private Execution submit(ExecutionHistory history, String id) {
    Submission submission = submission(id, Optional.empty());
    return history
        .submit(
            new Submission(
                submission.accepted(),
                clock.instant(),
                Duration.ZERO,
                true,
                submission.token(),
                Optional.empty()))
        .orElseThrow();
  }

  static Submission submission(String id, Optional<RequestToken> token) {
    return new Submission(
        QueryExecution.builder()
            .queryExecutionId(id)
            .query("SELECT '" + id + "'")
            .statementType(StatementType.DML)
            .substatementType("SELECT")
            .workGroup("primary")
            .resultConfiguration(
                ResultConfiguration.builder().outputLocation("s3://out/" + id + ".csv").build())
            .build(),
        Instant.now(),
        Duration.ZERO,
        true,
        token,
        Optional.empty());
  }

  static Outcome succeeded() {
    return new Outcome.Succeeded(result(), Optional.empty(), EngineStatistics.NONE);
  }

  private static Outcome unexpected() {
    throw new AssertionError("a second end");
  }

  private static StoredResult result() {
    return new StoredResult(
        ResultKind.CSV,
        List.of(new EngineColumn("a", "varchar(1)"), new EngineColumn("\"é\n", "row(a integer)")),
        OptionalLong.of(0));
  }

  private static List<String> ids(List<Heading> headings) {
    return headings.stream().map(Heading::id).toList();
  }

  private Path onlyFile() throws IOException {
    assertThat(files()).hasSize(1);
    return files().getFirst();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
