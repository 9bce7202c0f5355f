package dev.tarn.server.http;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param headers how long the head of a request, or a TLS handshake, may take to arrive
 * @param idle how long nothing at all may happen on a connection
 * @param bodyGrace how long a body may be slow before its rate is looked at
 * @param bodyBytesPerSecond the least that must then have arrived on average
 * @param connections open at a time; more wait in the system's queue
 */
public record EdgeLimits(
    Duration headers, Duration idle, Duration bodyGrace, long bodyBytesPerSecond, int connections) {
  public static final EdgeLimits DEFAULT =
      new EdgeLimits(
          Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30), 256, 8_192);
}
