package dev.tarn.server.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** Changes the signature of every chunk on the way. */
record ChangingHttpClient(SdkHttpClient client) implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ContentStreamProvider changed =
        () -> changed(request.contentStreamProvider().orElseThrow().newStream());
    return client.prepareRequest(
        HttpExecuteRequest.builder()
            .request(request.httpRequest())
            .contentStreamProvider(changed)
            .build());
  }

  private static InputStream changed(InputStream body) {
    try (body) {
      String text = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new ByteArrayInputStream(
          text.replaceAll("chunk-signature=..", "chunk-signature=__")
              .getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client is somebody else's. */
  @Override
  public void close() {}
}
