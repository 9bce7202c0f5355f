package dev.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.http.RequestHandler;
import dev.tarn.server.tls.TlsConfig;
import dev.tarn.server.tls.TlsContexts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over a bare socket: no HTTP, half HTTP, HTTP that two servers read differently. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileClientWireTest {
  private static final EdgeLimits LIMITS =
      new EdgeLimits(
          Duration.ofMillis(800), Duration.ofSeconds(20), Duration.ofMillis(800), 1_000, 500);
  private static final int TIMEOUT_MILLIS = 15_000;
  private static final long SEED = 20_261_125;

  private final AtomicInteger failures = new AtomicInteger();
  private final HttpEdge edge;

  HostileClientWireTest(@TempDir Path directory) throws IOException {
    RequestHandler reading =
        (request, response) -> {
          byte[] body = request.body().readAllBytes();
          byte[] answer = (request.method() + " " + body.length).getBytes(StandardCharsets.UTF_8);
          Responses.send(response, 200, "text/plain", answer);
        };
    edge =
        HttpEdge.open(
            new EdgeAddress(
                "127.0.0.1",
                0,
                LIMITS,
                new TlsContexts(TlsConfig.DEFAULT, directory, Clock.systemUTC())),
            new CallNaming(reading),
            request -> failures.addAndGet(request.status() >= 500 ? 1 : 0));
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  @Test
  void randomBytesNeverHarm() throws IOException {
    Random random = new Random(SEED);
    byte[] request =
        "POST /a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
            .getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < 400; round++) {
      byte[] bytes;
      if (round % 2 == 0) {
        bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
      } else {
        bytes = request.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      assertThat(exchange(bytes))
          .as("round %s", round)
          .satisfiesAnyOf(
              answer -> assertThat(answer).doesNotStartWith("HTTP/1.1 5"),
              answer -> assertThat(answer).startsWith("HTTP/1.1 505"));
    }
    assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("GET 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 3, 4",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Content-Length: +3",
        "Content-Length: 3a",
        "Content-Length: -3",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Content-Length : 3",
        "Content-Length: 3\r\n folded: 1",
        "X: \0",
        "No colon",
        "Host: other",
      })
  void whatTwoServersReadDifferentlyIsRefused(String headers) throws IOException {
    String answer =
        exchange(
            "POST / HTTP/1.1\r\nHost: h\r\n"
                + headers
                + "\r\n\r\nabcGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");

    assertThat(answer)
        .satisfiesAnyOf(HostileClientWireTest::isClosed, HostileClientWireTest::is400);
    assertThat(answer).doesNotContain("HTTP/1.1 200");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h:port\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "get / HTTP/1.1\r\nHost: h\r\nX: \u0001\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
        "GET /\r\n\r\n",
      })
  void aRequestNeedsOneHostAndAVersion(String request) throws IOException {
    assertThat(exchange(request))
        .satisfiesAnyOf(
            HostileClientWireTest::isClosed,
            answer -> assertThat(answer).matches("(?s)HTTP/1.1 (400|426|505) .*"));
  }

  /** The answer is lost when the connection is closed before all of the request has been read. */
  private static void isClosed(String answer) {
    assertThat(answer).isEmpty();
  }

  private static void is400(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nab",
        "Content-Length: 3\r\n\r\nab",
      })
  void aBodyThatIsNotWholeIsRefused(String rest) throws IOException {
    assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\n" + rest))
        .startsWith("HTTP/1.1 400 ")
        .contains("<Code>InvalidRequest</Code>", "Connection: close\r\n");
  }

  @Test
  void headersAreBounded() throws IOException {
    String many = "X-Filler: " + "x".repeat(1_000) + "\r\n";
    assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\n" + many.repeat(70) + "\r\n"))
        .satisfiesAnyOf(HostileClientWireTest::isClosed, HostileClientWireTest::is400);
    assertThat(exchange("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .satisfiesAnyOf(HostileClientWireTest::isClosed, HostileClientWireTest::is400);
    assertThat(
            exchange(
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + many.repeat(50) + "\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  /** A body or a head that comes drop by drop is cut off, and nobody else waits for it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: h\r\nX: ",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
      })
  void slowClientsAreCutOff(String beginning) throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      long start = System.nanoTime();
      assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      for (Socket socket : slow) {
        assertThat(isCutOff(socket)).isTrue();
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Sends a byte every 50 ms until the other side has had enough. */
  private static boolean isCutOff(Socket socket) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
    try {
      while (System.nanoTime() < end) {
        socket.getOutputStream().write('x');
        if (socket.getInputStream().available() > 0) {
          return true; // an answer, which nothing but an error can be
        }
        Thread.sleep(50);
      }
      return false;
    } catch (IOException e) {
      return true; // a write to a connection that the server has closed
    }
  }

  private String exchange(String request) throws IOException {
    return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(readAll(socket), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return ""; // the server was quicker to close than we to write
    }
  }

  private static byte[] readAll(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
