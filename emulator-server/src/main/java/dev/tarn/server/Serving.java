package dev.tarn.server;

import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine;

/** The {@code serve} command. */
final class Serving {
  private final PrintStream out;
  private final PrintStream err;

  Serving(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Serves until the process is told to end; returns only when the start failed. */
  int run(TarnConfig config) {
    Foreground foreground = new Foreground(out);
    try {
      foreground.start(config, () -> {});
      foreground.waitForTheEnd();
    } catch (IOException e) {
      err.println("tarn: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
