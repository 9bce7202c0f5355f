package dev.tarn.server;

import dev.tarn.query.engine.EngineState;
import dev.tarn.server.logging.Logs;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** Runs a server for as long as the process lives and tells the user how far its start has got. */
final class Foreground {
  private final PrintStream out;
  private final PrintStream err;

  Foreground(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The {@code serve} command: returns, with an exit code, only when the start failed. */
  int serve(TarnConfig config) {
    try {
      start(config, () -> {});
      waitForTheEnd();
    } catch (IOException e) {
      err.println("tarn: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Starts the server, which is stopped when the process is told to end.
   *
   * @param afterwards runs when the server has stopped
   */
  Tarn start(TarnConfig config, Runnable afterwards) throws IOException {
    Logs.start(config.logLevel());
    Tarn tarn = Tarn.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tarn, afterwards), "tarn-stop"));
    out.println(
        "Tarn listens on "
            + tarn.endpoint()
            + " for Glue, Athena, S3 and STS (after "
            + ProcessAge.text()
            + "), data in "
            + config.dataDirectory());
    Thread.ofVirtual().name("tarn-announce").start(() -> announce(tarn));
    return tarn;
  }

  /** Keeps the process alive until it is told to end. */
  void waitForTheEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private void announce(Tarn tarn) {
    try {
      switch (tarn.awaitEngine()) {
        case EngineState.Ready ignored ->
            out.println("The query engine is ready (after " + ProcessAge.text() + ")");
        case EngineState.Failed failed ->
            out.println("The query engine cannot start: " + failed.reason());
        case EngineState.Starting ignored -> throw new IllegalStateException("still starting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Tarn tarn, Runnable afterwards) {
    tarn.close();
    afterwards.run();
    CacheTraining.startIfAskedFor();
  }
}
