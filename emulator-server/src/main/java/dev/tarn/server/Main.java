package dev.tarn.server;

import dev.tarn.server.http.HttpEdge;
import dev.tarn.server.logging.Logs;

/** The entry point of the {@code tarn} command. */
public final class Main {
  private Main() {}

  /** Runs one command; the process ends with its exit code. */
  public static void main(String[] arguments) {
    Logs.defer();
    Thread.ofPlatform().name("tarn-warm-up").daemon().start(HttpEdge::warmUp);
    System.exit(new Commands(System.getenv(), System.out, System.err).execute(arguments));
  }
}
