package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The asynchronous S3 clients of the AWS SDK for Java: on Netty, over TLS, on the CRT. */
@ExtendWith(SharedTarn.class)
final class JavaS3ClientsWireTest {

  private static final int PART_BYTES = 5 << 20;
  private static final int CONCURRENT = 64;

  private final URI endpoint;

  JavaS3ClientsWireTest(AwsClients clients) {
    this.endpoint = clients.endpoint();
  }

  /** The clients, each with multipart uploads and downloads of its own. */
  enum Client {
    NETTY,
    NETTY_TLS,
    CRT;

    S3AsyncClient at(URI endpoint) {
      return switch (this) {
        case NETTY -> netty(endpoint);
        case NETTY_TLS -> netty(URI.create("https://localhost:" + endpoint.getPort()));
        case CRT -> crt(endpoint);
      };
    }

    String bucket(String prefix) {
      return prefix + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @ParameterizedTest
  @EnumSource
  void objectsComeBackWholeAndInRanges(Client client) {
    String bucket = client.bucket("java");
    byte[] content = new byte[2 * PART_BYTES + 1234];
    new Random(7).nextBytes(content);
    try (S3AsyncClient s3 = client.at(endpoint)) {
      s3.createBucket(r -> r.bucket(bucket)).join();
      s3.putObject(r -> r.bucket(bucket).key("a/ünï +1"), AsyncRequestBody.fromString("small"))
          .join();
      assertThat(get(s3, bucket, "a/ünï +1", null).asUtf8String()).isEqualTo("small");

      s3.putObject(r -> r.bucket(bucket).key("big"), AsyncRequestBody.fromBytes(content)).join();
      HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key("big")).join();
      assertThat(head.eTag()).endsWith("-3\"");
      assertThat(head.contentLength()).isEqualTo(content.length);
      assertThat(get(s3, bucket, "big", null).asByteArray()).isEqualTo(content);
      assertThat(get(s3, bucket, "big", "bytes=5242870-5242889").asByteArray())
          .isEqualTo(Arrays.copyOfRange(content, 5_242_870, 5_242_890));
      assertThat(get(s3, bucket, "big", "bytes=-10").asByteArray())
          .isEqualTo(Arrays.copyOfRange(content, content.length - 10, content.length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyChecksumIsAgreedOn(Client client) {
    String bucket = client.bucket("sums");
    try (S3AsyncClient s3 = client.at(endpoint)) {
      s3.createBucket(r -> r.bucket(bucket)).join();
      for (ChecksumAlgorithm algorithm :
          List.of(
              ChecksumAlgorithm.CRC32,
              ChecksumAlgorithm.CRC32_C,
              ChecksumAlgorithm.CRC64_NVME,
              ChecksumAlgorithm.SHA1,
              ChecksumAlgorithm.SHA256)) {
        s3.putObject(
                r -> r.bucket(bucket).key(algorithm.name()).checksumAlgorithm(algorithm),
                AsyncRequestBody.fromString("summed"))
            .join();
        assertThat(get(s3, bucket, algorithm.name(), null).asUtf8String()).isEqualTo("summed");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyCallsAtATimeAreServed(Client client) {
    String bucket = client.bucket("many");
    try (S3AsyncClient s3 = client.at(endpoint)) {
      s3.createBucket(r -> r.bucket(bucket)).join();
      List<CompletableFuture<String>> calls = new ArrayList<>();
      for (int i = 0; i < CONCURRENT; i++) {
        String key = "key-" + i;
        calls.add(
            s3.putObject(r -> r.bucket(bucket).key(key), AsyncRequestBody.fromString(key))
                .thenCompose(put ->
                    s3.getObject(
                        r -> r.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
                .thenApply(ResponseBytes::asUtf8String));
      }
      for (int i = 0; i < CONCURRENT; i++) {
        assertThat(calls.get(i).join()).isEqualTo("key-" + i);
      }
      assertThat(s3.listObjectsV2(r -> r.bucket(bucket)).join().keyCount()).isEqualTo(CONCURRENT);
    }
  }

  private static ResponseBytes<GetObjectResponse> get(
      S3AsyncClient s3, String bucket, String key, @Nullable String range) {
    return s3.getObject(
            r -> r.bucket(bucket).key(key).range(range), AsyncResponseTransformer.toBytes())
        .join();
  }

  private static S3AsyncClient netty(URI endpoint) {
    NettyNioAsyncHttpClient.Builder http =
        NettyNioAsyncHttpClient.builder().maxConcurrency(CONCURRENT);
    if (endpoint.getScheme().equals("https")) {
      http.tlsTrustManagersProvider(() -> trusted(endpoint.getPort()));
    }
    return S3AsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(anybody())
        .forcePathStyle(true)
        .httpClientBuilder(http)
        .multipartEnabled(true)
        .multipartConfiguration(
            m -> m.thresholdInBytes((long) PART_BYTES).minimumPartSizeInBytes((long) PART_BYTES))
        .build();
  }

  private static S3AsyncClient crt(URI endpoint) {
    return S3AsyncClient.crtBuilder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(anybody())
        .forcePathStyle(true)
        .minimumPartSizeInBytes((long) PART_BYTES)
        .thresholdInBytes((long) PART_BYTES)
        .build();
  }

  private static StaticCredentialsProvider anybody() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
  }

  /** The server's own authority, which it hands out on its port. */
  private static TrustManager[] trusted(int port) {
    URI authority = URI.create("http://localhost:" + port + "/_tarn/ca.pem");
    try (InputStream pem = authority.toURL().openStream()) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "tarn", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
