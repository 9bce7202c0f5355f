package dev.tarn.server.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tarn.server.http.AnsweredRequest;
import dev.tarn.server.http.RequestObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request as one line of JSON. Lines are written by a thread of their own: a slow disk holds
 * up no answer. When it cannot keep up, lines are left out, and the next one says how many.
 */
public final class RequestLog implements RequestObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final String STANDARD_ERROR = "-";
  private static final JsonFactory JSON = new JsonFactory();
  private static final int WAITING = 16_384;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long CLOSE_SECONDS = 5;

  private record Line(long epochMillis, AnsweredRequest request) {}

  private final OutputStream out;
  private final boolean closing;
  private final Clock clock;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread writer;
  private volatile boolean closed;

  private RequestLog(OutputStream out, boolean closing, Clock clock) {
    this.out = out;
    this.closing = closing;
    this.clock = clock;
    this.writer = Thread.ofPlatform().name("tarn-request-log").daemon().start(this::writeAll);
  }

  /**
   * Opens the log for appending.
   *
   * @param target a file, or {@code -} for standard error
   */
  public static RequestLog open(String target, Clock clock) throws IOException {
    if (target.equals(STANDARD_ERROR)) {
      return new RequestLog(System.err, false, clock);
    }
    Path file = Path.of(target).toAbsolutePath();
    Files.createDirectories(file.getParent());
    return new RequestLog(
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true,
        clock);
  }

  @Override
  public void answered(AnsweredRequest request) {
    if (!waiting.offer(new Line(clock.millis(), request))) {
      leftOut.incrementAndGet();
    }
  }

  private void writeAll() {
    try {
      while (!closed || !waiting.isEmpty()) {
        Line line = waiting.poll(100, TimeUnit.MILLISECONDS);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (; line != null; line = waiting.poll()) {
          write(lines, line, leftOut.getAndSet(0));
        }
        if (lines.size() > 0) {
          out.write(lines.toByteArray());
          out.flush();
        }
      }
    } catch (IOException e) {
      LOG.error("The request log cannot be written; it ends here", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(ByteArrayOutputStream lines, Line line, long leftOut)
      throws IOException {
    AnsweredRequest request = line.request();
    try (JsonGenerator json = JSON.createGenerator(lines)) {
      json.writeStartObject();
      json.writeStringField("time", Instant.ofEpochMilli(line.epochMillis()).toString());
      json.writeStringField("requestId", request.requestId());
      json.writeStringField("service", request.call().service());
      json.writeStringField("operation", request.call().operation());
      json.writeNumberField("status", request.status());
      json.writeNumberField(
          "milliseconds", Math.round(request.nanos() / NANOS_PER_MILLI * 1000) / 1000.0);
      json.writeNumberField("bytesIn", request.bytesIn());
      json.writeNumberField("bytesOut", request.bytesOut());
      json.writeStringField("method", request.method());
      json.writeStringField("uri", Secrets.withoutSecrets(request.uri()));
      json.writeStringField("client", request.client());
      if (leftOut > 0) {
        json.writeNumberField("leftOutBefore", leftOut);
      }
      json.writeEndObject();
    }
    lines.write('\n');
  }

  /** Writes what is waiting. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      if (closing) {
        out.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
