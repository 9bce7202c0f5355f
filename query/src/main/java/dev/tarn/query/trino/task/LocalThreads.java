package dev.tarn.query.trino.task;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.airlift.concurrent.Threads;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The threads in which the coordinator talks to its own tasks. */
@Singleton
final class LocalThreads {
  private final ExecutorService executor =
      Executors.newCachedThreadPool(Threads.daemonThreadsNamed("local-task-%s"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Threads.daemonThreadsNamed("local-task-timer"));

  @Inject
  LocalThreads() {}

  Executor executor() {
    return executor;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
    timer.shutdownNow();
  }
}
