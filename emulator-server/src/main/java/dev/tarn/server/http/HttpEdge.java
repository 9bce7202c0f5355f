package dev.tarn.server.http;

import dev.tarn.protocol.AwsJsonErrors;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open port. Every request, whatever its method and path, goes to one handler. */
public final class HttpEdge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);

  /** Presigned URLs and SigV4 headers with session tokens are long. */
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final Javalin javalin;

  private HttpEdge(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Opens the port; requests are handled on virtual threads from now on.
   *
   * @param port 0 for any free one
   * @throws IOException when the port cannot be opened, with a message for the user
   */
  public static HttpEdge open(String host, int port, RequestHandler handler) throws IOException {
    Javalin javalin = Javalin.create(config -> configure(config, handler));
    try {
      return new HttpEdge(javalin.start(host, port));
    } catch (JavalinBindException e) {
      throw new IOException("cannot listen on " + host + ":" + port + ": " + rootMessage(e), e);
    }
  }

  /** Loads what takes the HTTP library longest, so that it can be done beside other work. */
  public static void warmUp() {
    if (MimeTypes.DEFAULTS == null) {
      throw new IllegalStateException("no MIME types");
    }
  }

  /** The port that is open. */
  public int port() {
    return javalin.port();
  }

  /** Closes the port; requests under way are given a moment to end. */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, RequestHandler handler) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(HttpEdge::acceptEveryKey);
    config.jetty.modifyServer(server -> server.setErrorHandler(HttpEdge::answerMalformed));
    config.routes.before(context -> {
      context.skipRemainingHandlers();
      answer(handler, context.req(), context.res());
    });
  }

  private static void answer(
      RequestHandler handler, HttpServletRequest request, HttpServletResponse response) {
    long start = System.nanoTime();
    try {
      handler.handle(request, response);
    } catch (IOException e) {
      LOG.debug("{} {}: the client is gone", request.getMethod(), request.getRequestURI(), e);
    } catch (RuntimeException | Error e) {
      String id = new RequestIds().newUuid();
      LOG.error("{} {} failed, request {}", request.getMethod(), request.getRequestURI(), id, e);
      if (!response.isCommitted()) {
        response.reset();
        response.setHeader(AwsJsonErrors.REQUEST_ID_HEADER, id);
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      }
    }
    if (LOG.isDebugEnabled()) {
      long micros = (System.nanoTime() - start) / 1_000;
      String target = request.getHeader(Router.TARGET_HEADER);
      LOG.debug(
          "{} {} {} {} {} us",
          request.getMethod(),
          request.getRequestURI(),
          target == null ? "-" : target,
          response.getStatus(),
          micros);
    }
  }

  /** S3 keys may hold what a web server would rather refuse: {@code //}, {@code %2F}, {@code ;}. */
  private static void acceptEveryKey(HttpConfiguration configuration) {
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHttpCompliance(HttpCompliance.RFC7230_LEGACY);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setResponseHeaderSize(MAX_HEADER_BYTES);
    configuration.setSendServerVersion(false);
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
