package dev.tarn.server.health;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.server.http.Responses;
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
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    if (!request.method().equals("POST")) {
      response.header("Allow", "POST");
      Responses.send(response, 405, TEXT_TYPE, new byte[0]);
      return;
    }
    try {
      reset.run();
      Responses.send(response, 204, TEXT_TYPE, new byte[0]);
    } catch (IOException e) {
      byte[] reason = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
      Responses.send(response, 409, TEXT_TYPE, reason);
    }
  }
}
