package dev.tarn.server.health;

import dev.tarn.server.http.RequestHandler;
import dev.tarn.server.http.Responses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code reset}: makes the server forget what clients have made. Only by POST: it destroys. */
public final class ResetPage implements RequestHandler {
  private static final String TEXT_TYPE = "text/plain; charset=utf-8";

  private final Reset reset;

  /** Makes the server forget. */
  @FunctionalInterface
  public interface Reset {
    void run() throws IOException;
  }

  public ResetPage(Reset reset) {
    this.reset = reset;
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      Responses.send(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, TEXT_TYPE, new byte[0]);
      return;
    }
    try {
      reset.run();
      Responses.send(response, HttpServletResponse.SC_NO_CONTENT, TEXT_TYPE, new byte[0]);
    } catch (IOException e) {
      byte[] reason = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
      Responses.send(response, HttpServletResponse.SC_CONFLICT, TEXT_TYPE, reason);
    }
  }
}
