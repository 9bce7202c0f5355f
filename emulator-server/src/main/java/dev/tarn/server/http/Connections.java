package dev.tarn.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** What can be done to the connection that a request came on. */
public final class Connections {
  private Connections() {}

  /** Breaks it, without an answer, as a crash of the other side does. */
  public static void reset(HttpServletRequest request) throws IOException {
    EndPoint endPoint =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    if (endPoint.getTransport() instanceof SocketChannel channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0); // RST instead of FIN
      channel.close();
    }
    endPoint.close();
    throw new IOException("The connection was broken on purpose");
  }
}
