package dev.tarn.junit;

import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** A server on a free port and a temporary directory, with its clients. */
record TestServer(
    Tarn tarn,
    Path data,
    SdkHttpClient http,
    S3Client s3,
    GlueClient glue,
    AthenaClient athena,
    StsClient sts)
    implements AutoCloseable {
  static TestServer start() {
    try {
      Path data = Files.createTempDirectory("tarn-test-");
      Tarn tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data));
      SdkHttpClient http = UrlConnectionHttpClient.create();
      return new TestServer(
          tarn,
          data,
          http,
          at(tarn, S3Client.builder()).forcePathStyle(true).httpClient(http).build(),
          at(tarn, GlueClient.builder()).httpClient(http).build(),
          at(tarn, AthenaClient.builder()).httpClient(http).build(),
          at(tarn, StsClient.builder()).httpClient(http).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(Tarn tarn, B builder) {
    return builder
        .endpointOverride(tarn.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  @Override
  public void close() throws IOException {
    s3.close();
    glue.close();
    athena.close();
    sts.close();
    http.close();
    tarn.close();
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
