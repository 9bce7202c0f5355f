package dev.tarn.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

final class DeferredLoggingTest {
  private static final List<Level> MOST_TO_LEAST =
      List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

  private final ILoggerFactory loggers = new DeferredLogging().getLoggerFactory();
  private final Logger own = loggers.getLogger("dev.tarn.server.Something");
  private final Logger library = loggers.getLogger("org.example.Library");
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void writeToMemory() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() throws IOException {
    System.setErr(before);
    Logs.start(LogLevel.INFO);
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  void letsThroughWhatJavaLoggingWould() {
    for (LogLevel asked : LogLevel.values()) {
      JavaLogging.open(asked);
      for (Level line : MOST_TO_LEAST) {
        assertThat(asked.passes(own.getName(), line))
            .as("%s at %s", line, asked)
            .isEqualTo(JavaLogging.open(asked).getLogger(own.getName()).isEnabledForLevel(line));
        assertThat(asked.passes(library.getName(), line))
            .as("a library's %s at %s", line, asked)
            .isEqualTo(
                JavaLogging.open(asked).getLogger(library.getName()).isEnabledForLevel(line));
      }
    }
  }

  @Test
  void writesWhatIsLoggedAndNotWhatIsTooQuiet() {
    Logs.start(LogLevel.INFO);

    own.info("{} of {}", 1, 2);
    own.debug("too quiet");
    library.info("too quiet, too");
    library.warn("broken", new IllegalStateException("the cause"));

    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains(" INFO dev.tarn.server.Something: 1 of 2\n")
        .contains(
            " WARNING org.example.Library: broken\njava.lang.IllegalStateException: the cause")
        .doesNotContain("quiet");
  }

  @Test
  void followsALevelThatIsSetLater() {
    Logs.start(LogLevel.INFO);
    own.info("opens the log");

    Logs.start(LogLevel.DEBUG);

    assertThat(own.isDebugEnabled()).isTrue();
    assertThat(own.isTraceEnabled()).isFalse();
  }
}
