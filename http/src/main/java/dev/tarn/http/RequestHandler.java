package dev.tarn.http;

import java.io.IOException;

/** Answers requests completely: status, headers and body. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * Returns when the answer is complete.
   *
   * @throws IOException when the client cannot be answered any more; the connection is broken then
   */
  void handle(IncomingRequest request, OutgoingResponse response) throws IOException;
}
