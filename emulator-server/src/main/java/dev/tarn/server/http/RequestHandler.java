package dev.tarn.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests completely: status, headers and body. */
@FunctionalInterface
public interface RequestHandler {
  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
