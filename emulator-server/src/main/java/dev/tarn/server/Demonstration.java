package dev.tarn.server;

import dev.tarn.server.config.Setting;
import dev.tarn.server.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine;

/** The {@code demo} command: a server on a temporary directory, and the demo run against it. */
final class Demonstration {
  /** It has a data directory of its own; everything else can be set. */
  static final Set<Setting> SETTINGS = EnumSet.complementOf(EnumSet.of(Setting.DATA));

  private final PrintStream out;
  private final PrintStream err;

  Demonstration(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Gives the exit code; unless it is to leave, serves on until the process is told to end. */
  int run(TarnConfig config, boolean leaveAtTheEnd) {
    Foreground foreground = new Foreground(out, err);
    try {
      Path directory = Files.createTempDirectory("tarn-demo-");
      Tarn tarn = foreground.start(config.withDataDirectory(directory), () -> delete(directory));
      boolean right = new Demo(tarn.endpoint(), config.account().region(), out).run();
      out.println();
      out.println(right ? "All rows are right." : "Some rows are WRONG.");
      if (!leaveAtTheEnd) {
        out.println("Still serving at " + tarn.endpoint() + "; stop with Ctrl-C.");
        foreground.waitForTheEnd();
      }
      return right ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } catch (IOException e) {
      err.println("tarn: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void delete(Path directory) {
    try {
      DataDirectory.deleteTree(directory);
    } catch (IOException e) {
      err.println("tarn: cannot delete " + directory + ": " + e);
    }
  }
}
