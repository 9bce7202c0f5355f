package dev.tarn.server.health;

import dev.tarn.server.http.RequestHandler;
import dev.tarn.server.http.Responses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    return new ReadOnlyPage(contentType, () -> new Content(HttpServletResponse.SC_OK, body.read()));
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      Responses.send(
          response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "application/json", new byte[0]);
      return;
    }
    Content content = source.read();
    Responses.send(response, content.status(), contentType, content.body());
  }
}
