package dev.tarn.server;

import dev.tarn.query.engine.EngineState;
import dev.tarn.server.tls.TlsContexts;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Makes the certificate for TLS clients when the engine has started: that takes as long as a tenth
 * of the engine, and nobody waits for it.
 */
final class LaterCertificate implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final TlsContexts tls;
  private final Supplier<EngineState> engine;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Thread thread;

  private LaterCertificate(TlsContexts tls, Supplier<EngineState> engine) {
    this.tls = tls;
    this.engine = engine;
    this.thread = Thread.ofPlatform().name("tarn-open-tls").daemon().unstarted(this::prepare);
  }

  /** Returns at once. */
  static LaterCertificate start(TlsContexts tls, Supplier<EngineState> engine) {
    LaterCertificate later = new LaterCertificate(tls, engine);
    later.thread.start();
    return later;
  }

  private void prepare() {
    try {
      while (engine.get() instanceof EngineState.Starting && !closing.get()) {
        Thread.sleep(POLL_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!closing.get()) {
      tls.prepareTrusted();
    }
  }

  /** Nobody writes into a directory that is closed. */
  @Override
  public void close() {
    closing.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
