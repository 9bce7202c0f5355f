package dev.tarn.server;

import dev.tarn.server.health.PartState;
import dev.tarn.server.init.InitDirectory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is run and loaded at the start, beside everything else, and how far that is. */
final class InitialFiles {
  private static final Logger LOG = LoggerFactory.getLogger(InitialFiles.class);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final AtomicReference<PartState> state = new AtomicReference<>(new PartState.Ready());

  /** Begins to run and load them. */
  void start(InitDirectory directory) {
    state.set(new PartState.Starting());
    Thread.ofVirtual()
        .name("tarn-init")
        .start(() -> {
          try {
            directory.run();
            state.set(new PartState.Ready());
          } catch (InitDirectory.FailedException e) {
            LOG.error("What is to be run at the start failed: {}", e.getMessage());
            state.set(new PartState.Failed(String.valueOf(e.getMessage())));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  PartState state() {
    return state.get();
  }

  /**
   * Waits until all of them are loaded; there may be none.
   *
   * @throws IllegalStateException when one failed
   */
  void await() throws InterruptedException {
    while (state.get() instanceof PartState.Starting) {
      Thread.sleep(POLL_INTERVAL);
    }
    if (state.get() instanceof PartState.Failed failed) {
      throw new IllegalStateException("What is to be run at the start failed: " + failed.reason());
    }
  }
}
