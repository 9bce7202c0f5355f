package dev.tarn.server.http;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes TLS by its first bytes. Nothing of TLS is loaded, and no certificate is made, before
 * the first such connection: most servers never see one.
 */
final class TlsConnections extends AbstractConnectionFactory
    implements ConnectionFactory.Detecting {
  private static final int HANDSHAKE = 0x16;
  private static final int ALERT = 0x15;
  private static final int MAJOR_VERSION = 3;

  private final Supplier<SSLContext> contexts;
  private final String nextProtocol;
  private @Nullable Ready ready;

  private record Ready(SSLContext context, SslConnectionFactory connections) {}

  TlsConnections(Supplier<SSLContext> contexts, String nextProtocol) {
    super("TLS");
    this.contexts = contexts;
    this.nextProtocol = nextProtocol;
  }

  @Override
  public Detection detect(ByteBuffer buffer) {
    if (buffer.remaining() < 2) {
      return Detection.NEED_MORE_BYTES;
    }
    int type = buffer.get(buffer.position()) & 0xFF;
    int version = buffer.get(buffer.position() + 1) & 0xFF;
    return (type == HANDSHAKE || type == ALERT) && version == MAJOR_VERSION
        ? Detection.RECOGNIZED
        : Detection.NOT_RECOGNIZED;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return connections().newConnection(connector, endPoint);
  }

  private synchronized SslConnectionFactory connections() {
    SSLContext context = contexts.get();
    Ready known = ready;
    if (known != null && known.context().equals(context)) {
      return known.connections();
    }
    SslContextFactory.Server settings = new SslContextFactory.Server();
    settings.setSslContext(context);
    SslConnectionFactory connections = new SslConnectionFactory(settings, nextProtocol);
    try {
      connections.start();
    } catch (Exception e) {
      throw new IllegalStateException("TLS cannot start", e);
    }
    ready = new Ready(context, connections);
    return connections;
  }
}
