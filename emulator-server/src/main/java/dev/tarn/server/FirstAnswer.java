package dev.tarn.server;

import dev.tarn.server.http.AnsweredRequest;
import dev.tarn.server.http.RequestObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notices when the first request has been answered. */
final class FirstAnswer implements RequestObserver {
  private static final Duration MOST = Duration.ofMillis(100);

  private final CountDownLatch given = new CountDownLatch(1);

  @Override
  public void answered(AnsweredRequest request) {
    given.countDown();
  }

  /**
   * Returns then, or after a tenth of a second. The engine's start takes all processors; who has
   * waited for the port comes before it.
   */
  void await() {
    try {
      given.await(MOST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
