package dev.tarn.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** TLS and plain HTTP on the same port, with the certificates that the server makes itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsWireTest {
  private static final String BUCKET = "tls-bucket";

  private final Tarn tarn;
  private final TrustManager[] trust;
  private final SSLContext context;

  TlsWireTest(@TempDir Path data) throws Exception {
    tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data));
    Path authority =
        new TlsContexts(TlsConfig.DEFAULT, data.resolve("tls"), Clock.systemUTC()).trusted();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("tarn", PemFiles.readCertificates(authority).getFirst());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    trust = factory.getTrustManagers();
    context = SSLContext.getInstance("TLS");
    context.init(null, trust, null);
  }

  @AfterAll
  void stop() {
    tarn.close();
  }

  @Test
  void theSdkSpeaksTls() {
    URI https = https("localhost");
    try (SdkHttpClient http =
            UrlConnectionHttpClient.builder().tlsTrustManagersProvider(() -> trust).build();
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(https)
                .region(Region.US_EAST_1)
                .credentialsProvider(anyone())
                .forcePathStyle(true)
                .httpClient(http)
                .build();
        GlueClient glue =
            GlueClient.builder()
                .endpointOverride(https("127.0.0.1"))
                .region(Region.US_EAST_1)
                .credentialsProvider(anyone())
                .httpClient(http)
                .build()) {
      s3.createBucket(request -> request.bucket("sdk-over-tls"));
      s3.putObject(
          request -> request.bucket("sdk-over-tls").key("k"),
          RequestBody.fromBytes(new byte[300_000]));
      assertThat(s3.getObjectAsBytes(r -> r.bucket("sdk-over-tls").key("k")).asByteArray())
          .hasSize(300_000);
      assertThat(glue.getDatabases(request -> {}).databaseList()).isEmpty();
    }
  }

  @Test
  void plainHttpIsServedOnTheSamePort() throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(context).build()) {
      for (URI endpoint : new URI[] {https("localhost"), tarn.endpoint()}) {
        assertThat(
                http.send(
                        HttpRequest.newBuilder(endpoint.resolve("/_tarn/health")).build(),
                        BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void theHostOfABucketHasACertificateAndServesTheBucket() throws Exception {
    assertThat(exchange(BUCKET + ".localhost", "PUT /")).startsWith("HTTP/1.1 200");
    assertThat(exchange(BUCKET + ".localhost", "PUT /_tarn/health")).startsWith("HTTP/1.1 200");

    assertThat(exchange(BUCKET + ".localhost", "GET /_tarn/health"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("engine");
    assertThat(exchange("localhost", "GET /_tarn/health")).contains("engine");
    assertThat(exchange("127.0.0.1", "GET /" + BUCKET)).contains("<Key>_tarn/health</Key>");
  }

  @Test
  void otherNamesAreNotVouchedFor() {
    assertThatThrownBy(() -> exchange("bucket.example.com", "GET /"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void whatOnlyBeginsLikeTlsDoesNoHarm() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tarn.endpoint().getPort())) {
      socket.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9});
      socket.getOutputStream().flush();
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(200);
    }
    assertThat(exchange("localhost", "GET /_tarn/health")).startsWith("HTTP/1.1 200");
  }

  /** The name is verified as browsers and SDKs do; nothing is looked up in DNS. */
  private String exchange(String host, String request) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), tarn.endpoint().getPort());
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, host, tarn.endpoint().getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      String head =
          request
              + " HTTP/1.1\r\nHost: "
              + host
              + ":"
              + tarn.endpoint().getPort()
              + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private URI https(String host) {
    return URI.create("https://" + host + ":" + tarn.endpoint().getPort());
  }

  private static StaticCredentialsProvider anyone() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
  }
}
