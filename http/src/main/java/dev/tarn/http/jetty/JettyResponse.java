package dev.tarn.http.jetty;

import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.ResponseBody;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** An answer that goes out through Jetty. */
final class JettyResponse implements OutgoingResponse {
  private final Request request;
  private final Response response;
  private final Body body = new Body();

  JettyResponse(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public void status(int status) {
    response.setStatus(status);
  }

  @Override
  public void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  @Override
  public @Nullable String header(String name) {
    return response.getHeaders().get(name);
  }

  @Override
  public ResponseBody body() {
    return body;
  }

  @Override
  public boolean isCommitted() {
    return response.isCommitted();
  }

  @Override
  public void reset() {
    response.reset();
  }

  @Override
  public void breakConnection() throws IOException {
    if (endPoint().getTransport() instanceof SocketChannel channel) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0); // RST instead of FIN
      channel.close();
    }
    close();
    throw new IOException("The connection was broken on purpose");
  }

  void close() {
    endPoint().close();
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  /** Tells Jetty with the last byte that it is the last, so that one packet may hold everything. */
  private final class Body extends ResponseBody {
    private long written;

    @Override
    public void write(ByteBuffer buffer) throws IOException {
      if (!buffer.hasRemaining()) {
        return; // an empty write would send the headers
      }
      written += buffer.remaining();
      boolean last = written == response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
      Content.Sink.write(response, last, buffer);
    }
  }
}
