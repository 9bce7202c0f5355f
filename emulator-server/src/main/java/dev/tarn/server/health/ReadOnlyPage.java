package dev.tarn.server.health;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.server.http.Responses;
import java.io.IOException;

/** A page of the server about itself that changes nothing. */
public final class ReadOnlyPage implements RequestHandler {
  /** Makes the page. */
  @FunctionalInterface
  public interface Source {
    Content read() throws IOException;
  }

  /** Makes a page that is always there. */
  @FunctionalInterface
  public interface Body {
    byte[] read() throws IOException;
  }

  /** What a page says now; never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Content(int status, byte[] body) {}

  private final String contentType;
  private final Source source;

  public ReadOnlyPage(String contentType, Source source) {
    this.contentType = contentType;
    this.source = source;
  }

  public static ReadOnlyPage of(String contentType, Body body) {
    return new ReadOnlyPage(contentType, () -> new Content(200, body.read()));
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      response.header("Allow", "GET, HEAD");
      Responses.send(response, 405, "application/json", new byte[0]);
      return;
    }
    Content content = source.read();
    Responses.send(response, content.status(), contentType, content.body());
  }
}
