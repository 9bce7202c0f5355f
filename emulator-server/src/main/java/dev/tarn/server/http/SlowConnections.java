package dev.tarn.server.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which the head of a request, or a TLS handshake, has begun and does not
 * come to an end. Such a connection holds no thread, and is not idle, so that nothing else would
 * ever end it.
 */
final class SlowConnections extends AbstractLifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(SlowConnections.class);

  /** How often the connections are looked at within the time that they have. */
  private static final int LOOKS = 4;

  private final ServerConnector connector;
  private final Duration patience;
  private Map<EndPoint, Progress> progress = new HashMap<>();

  /**
   * What was last seen of a connection between two requests.
   *
   * @param messages requests whose head was complete
   * @param bytes received when that number was first seen
   * @param since when more bytes were first seen than that; 0 for not yet
   */
  private record Progress(long messages, long bytes, long since) {}

  SlowConnections(ServerConnector connector, Duration patience) {
    this.connector = connector;
    this.patience = patience;
  }

  @Override
  protected void doStart() {
    scheduleNext();
  }

  private void scheduleNext() {
    Scheduler scheduler = connector.getScheduler();
    if (scheduler.isRunning() || scheduler.isStarting()) {
      scheduler.schedule(this::look, patience.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    Map<EndPoint, Progress> seen = new HashMap<>();
    long now = System.nanoTime();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Progress current = now(endPoint, now);
      if (current.since() != 0 && now - current.since() > patience.toNanos()) {
        LOG.debug("Too slow: {}", endPoint);
        endPoint.close();
      } else {
        seen.put(endPoint, current);
      }
    }
    progress = seen;
    if (isRunning()) {
      scheduleNext();
    }
  }

  private Progress now(EndPoint endPoint, long now) {
    Connection outer = endPoint.getConnection();
    Connection inner =
        outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
    long messages = inner.getMessagesIn();
    long bytes = outer.getBytesIn();
    Progress before = progress.get(endPoint);
    boolean answering = messages > inner.getMessagesOut();
    if (answering || before == null || before.messages() != messages) {
      return new Progress(messages, bytes, 0);
    }
    return before.since() == 0 && bytes > before.bytes()
        ? new Progress(messages, before.bytes(), now)
        : before;
  }
}
