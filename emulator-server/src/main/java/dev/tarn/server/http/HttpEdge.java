package dev.tarn.server.http;

import dev.tarn.http.RequestHandler;
import dev.tarn.http.jetty.JettyHandler;
import dev.tarn.protocol.AwsJsonErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open port, for HTTP and for TLS. Every request, whatever its method and path, goes to one
 * handler, on a virtual thread of its own.
 */
public final class HttpEdge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);

  /** Presigned URLs and SigV4 headers with session tokens are long. */
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  /** Object bytes come in steps of this. */
  private static final int INPUT_BUFFER_BYTES = 64 * 1024;

  /** Of threads; connections are what is limited. */
  private static final int UNLIMITED = -1;

  private final Server server;
  private final ServerConnector connector;

  private HttpEdge(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Opens the port; requests are handled from now on.
   *
   * @param address where to listen
   * @param handler answers every request
   * @param observer hears of every request once it has been answered
   * @throws IOException when the port cannot be opened, with a message for the user
   */
  public static HttpEdge open(EdgeAddress address, RequestHandler handler, RequestObserver observer)
      throws IOException {
    // Not one of platform threads: Jetty runs some requests on those that read from the network,
    // and a few dozen slow clients would hold all of them.
    VirtualThreadPool threads = new VirtualThreadPool(UNLIMITED);
    threads.setName("tarn-http");
    Server server = new Server(threads);
    server.setErrorHandler(HttpEdge::answerMalformed);
    server.setRequestLog(new RequestObservation(observer));
    server.setHandler(new JettyHandler(new LastNet(handler, address.limits())));

    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    http.setInputBufferSize(INPUT_BUFFER_BYTES);
    ServerConnector connector =
        new ServerConnector(
            server,
            new DetectorConnectionFactory(new TlsConnections(address.tls(), http.getProtocol())),
            http);
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(address.limits().idle().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(address.limits().connections(), connector));
    server.addBean(new SlowConnections(connector, address.limits().headers()));
    HttpEdge edge = new HttpEdge(server, connector);
    edge.start(address);
    return edge;
  }

  private void start(EdgeAddress address) throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IOException(
          "cannot listen on " + address.host() + ":" + address.port() + ": " + rootMessage(e), e);
    }
  }

  /**
   * Loads what takes the HTTP library longest, on a thread of its own beside other work. Jetty's
   * encoders of HTTP/2 are not found by it: this server does not speak that.
   */
  public static void warmUp() {
    Thread.currentThread()
        .setContextClassLoader(new FirstProvider(HttpEdge.class.getClassLoader()));
    if (MimeTypes.DEFAULTS == null) {
      throw new IllegalStateException("no MIME types");
    }
  }

  /** The port that is open. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Closes the port and every connection. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The port was not closed in an orderly way", e);
    }
  }

  /**
   * S3 keys may hold what a web server would rather refuse: {@code //}, {@code %2F}, {@code ;}. Of
   * HTTP itself nothing is taken that two servers could understand differently.
   */
  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHttpCompliance(
        HttpCompliance.RFC9110.with("tarn", HttpCompliance.Violation.WHITESPACE_IN_PARAMETER));
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setResponseHeaderSize(MAX_HEADER_BYTES);
    configuration.setSendServerVersion(false);
    // Else "charset=UTF-8" arrives as "charset=utf-8": not what was signed, nor what S3 is to keep.
    configuration.setHeaderCacheCaseSensitive(true);
    // Which names are served is the business of whoever made the certificate, not of every request.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    return configuration;
  }

  /** What is not HTTP, or names a path above the root, never reaches a handler. */
  private static boolean answerMalformed(Request request, Response response, Callback callback) {
    byte[] body =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidRequest</Code><Message>"
                + HttpStatus.getMessage(response.getStatus())
                + "</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    response.getHeaders().put(AwsJsonErrors.REQUEST_ID_HEADER, new RequestIds().newUuid());
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
