package dev.tarn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiagnosisTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path data;

  private int run(URI endpoint, Map<String, String> environment) {
    return new Diagnosis(new PrintStream(out, true, StandardCharsets.UTF_8), environment)
        .run(data.resolve("made later"), endpoint);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static URI free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  @Test
  void findsNothingWrongWhereAServerCanStart() throws IOException {
    URI endpoint = free();
    String set = "http://localhost:" + endpoint.getPort();
    assertThat(run(endpoint, Map.of("AWS_ENDPOINT_URL", set))).as(said()).isZero();
    assertThat(said())
        .contains("ok    port: " + endpoint.getAuthority() + " is free")
        .contains("ok    data: " + data.resolve("made later") + " can be written")
        .contains("ok    clock: it is ")
        .contains("ok    clients: AWS_ENDPOINT_URL is " + set);
  }

  @Test
  void namesWhatLeadsClientsElsewhere() throws IOException {
    URI endpoint = free();
    assertThat(
            run(
                endpoint,
                Map.of(
                    "AWS_ENDPOINT_URL", "http://localhost:1",
                    "AWS_ENDPOINT_URL_S3", "https://s3.example",
                    "AWS_PROFILE", "work",
                    "https_proxy", "http://proxy.example:3128")))
        .as(said())
        .isZero();
    assertThat(said())
        .contains("note  clients: AWS_ENDPOINT_URL is http://localhost:1, which is not " + endpoint)
        .contains("note  clients: AWS_ENDPOINT_URL_S3 is https://s3.example, which is not")
        .contains("note  clients: AWS_PROFILE is set and may lead clients elsewhere")
        .contains("note  clients: https_proxy is set, and NO_PROXY does not name 127.0.0.1");
  }

  @Test
  void saysThatThePortIsTakenAndTheDirectoryIsNone() throws IOException {
    Files.writeString(data.resolve("made later"), "a file");
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI taken = URI.create("http://127.0.0.1:" + mute.getLocalPort());
      Thread.ofVirtual().start(() -> hangUp(mute));
      assertThat(run(taken, Map.of())).isEqualTo(1);
      assertThat(said()).contains("WRONG port: " + taken.getAuthority());
    }
    assertThat(said()).contains("WRONG data: " + data.resolve("made later") + " cannot be written");
  }

  private static void hangUp(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException e) {
      // The test has closed the socket.
      assertThat(server.isClosed()).isTrue();
    }
  }
}
