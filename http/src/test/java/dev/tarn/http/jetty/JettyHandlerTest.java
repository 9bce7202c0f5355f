package dev.tarn.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and answers as bytes. */
final class JettyHandlerTest {
  private @Nullable Server server;
  private int port;

  private void start(RequestHandler handler) throws Exception {
    start(handler, 30_000);
  }

  private void start(RequestHandler handler, long idleMillis) throws Exception {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    Server started = new Server();
    ServerConnector connector =
        new ServerConnector(started, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(idleMillis);
    started.addConnector(connector);
    started.setHandler(new JettyHandler(handler));
    started.start();
    server = started;
    port = connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  /** Line ends are written as HTTP wants them. */
  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String described(IncomingRequest request) throws IOException {
    return String.join(
        "\n",
        request.method(),
        request.path(),
        String.valueOf(request.query()),
        request.url(),
        String.valueOf(request.header("x-one")),
        request.headers("X-ONE").toString(),
        request.headerNames().toString(),
        String.valueOf(request.contentType()),
        String.valueOf(request.contentLength()),
        new String(request.body().readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  private static void send(OutgoingResponse response, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    response.status(200);
    response.contentType("text/plain");
    response.contentLength(bytes.length);
    response.body().write(bytes);
  }

  @Test
  void theRequestIsAsItWasSent() throws Exception {
    start((request, response) -> send(response, described(request)));
    String answer =
        exchange(
            """
            POST //b/a%2Fb/../c;v=1?k=%20&k HTTP/1.1
            Host: b.example:81
            X-One: 1
            x-one: 2
            Content-Type: a/B
            Content-Length: 3
            Connection: close

            abc\
            """);
    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Type: text/plain\r\n")
        .endsWith(
            """
            POST
            //b/a%2Fb/../c;v=1
            k=%20&k
            http://b.example:81//b/a%2Fb/../c;v=1
            1
            [1, 2]
            [Host, X-One, Content-Type, Content-Length, Connection]
            a/B
            3
            abc\
            """);
  }

  @Test
  void anAbsoluteUriIsAPathAndChunksHaveNoLength() throws Exception {
    start((request, response) -> send(response, described(request)));
    String answer =
        exchange(
            """
            PUT http://h/p HTTP/1.1
            Host: h
            Transfer-Encoding: chunked
            Connection: close

            2
            ab
            0

            """);
    assertThat(answer).contains("PUT\n/p\nnull\nhttp://h/p\n").endsWith("\nnull\n-1\nab");
  }

  @Test
  void anAnswerCanBeOfBuffersOrOfNothing() throws Exception {
    start((request, response) -> {
      if (request.path().equals("/empty")) {
        response.status(204);
        response.header("X-A", "1");
        response.header("X-A", "2");
        assertThat(response.header("x-a")).isEqualTo("2");
        return;
      }
      response.contentLength(6);
      response.body().write(ByteBuffer.allocateDirect(3).put(new byte[] {'a', 'b', 'c'}).flip());
      response.body().write('d');
      assertThat(response.isCommitted()).isTrue();
      response.body().write(ByteBuffer.allocate(0));
      response.body().write(new byte[] {0, 'e', 'f'}, 1, 2);
    });
    assertThat(exchange("GET / HTTP/1.1\nHost: h\nConnection: close\n\n"))
        .contains("Content-Length: 6\r\n")
        .endsWith("\r\n\r\nabcdef");
    assertThat(exchange("GET /empty HTTP/1.1\nHost: h\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .contains("X-A: 2\r\n")
        .doesNotContain("Content-Length");
  }

  @Test
  void anAnswerThatFailsHalfWayIsCutOff() throws Exception {
    start((request, response) -> {
      response.contentLength(1000);
      response.body().write(new byte[] {'a'});
      throw new IOException("on purpose");
    });
    assertThat(exchange("GET / HTTP/1.1\nHost: h\n\n"))
        .contains("Content-Length: 1000\r\n")
        .endsWith("\r\n\r\na");
  }

  @Test
  void aHandlerThatFailsAnswersNothing() throws Exception {
    start((request, response) -> {
      throw new IllegalStateException("on purpose");
    });
    assertThat(exchange("GET / HTTP/1.1\nHost: h\n\n")).isEmpty();
  }

  /** Also when the handler has wrapped what it could not read. */
  @Test
  void aBodyThatIsNoHttpIsRefused() throws Exception {
    start((request, response) -> {
      try {
        send(response, described(request));
      } catch (IOException | RuntimeException e) {
        throw new IOException("cannot be read", e);
      }
    });
    assertThat(exchange("PUT / HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\nxyz\nabc\n0\n\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("Connection: close\r\n");
  }

  /** Another connection, on which nothing happens, is closed meanwhile. */
  @Test
  void aConnectionIsNotIdleWhileAHandlerWorks() throws Exception {
    start(
        (request, response) -> {
          try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), port)) {
            idle.setSoTimeout(10_000);
            assertThat(idle.getInputStream().read()).isNegative();
          }
          send(response, described(request));
        },
        100);
    assertThat(exchange("PUT / HTTP/1.1\nHost: h\nContent-Length: 3\nConnection: close\n\nabc"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\nabc");
  }

  @Test
  void aConnectionCanBeBrokenAsByACrash() throws Exception {
    start((request, response) -> assertThatIOException().isThrownBy(response::breakConnection));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      assertThatIOException().isThrownBy(in::read).isInstanceOf(SocketException.class);
    }
  }
}
