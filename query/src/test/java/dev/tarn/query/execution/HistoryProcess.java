package dev.tarn.query.execution;

import dev.tarn.storage.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Submits and ends queries and says so, line by line, until it is killed. */
final class HistoryProcess {
  private HistoryProcess() {}

  public static void main(String[] arguments) throws IOException {
    var history =
        ExecutionHistory.open(Path.of(arguments[0]), Clock.systemUTC(), Durability.PROCESS);
    for (int i = 0; ; i++) {
      String id = arguments[1] + "-" + i;
      Execution execution =
          history.submit(ExecutionHistoryTest.submission(id, Optional.empty())).orElseThrow();
      System.out.println("submitted " + id);
      if (i % 2 == 0) {
        history.end(execution, () -> ExecutionHistoryTest.succeeded());
        System.out.println("ended " + id);
      }
    }
  }
}
