package dev.tarn.conformance;

import java.net.URI;
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

/** The AWS SDK's own clients, pointed at a server. */
public record AwsClients(
    URI endpoint,
    SdkHttpClient http,
    S3Client s3,
    GlueClient glue,
    AthenaClient athena,
    StsClient sts)
    implements AutoCloseable {
  static AwsClients of(URI endpoint) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new AwsClients(
        endpoint,
        http,
        at(endpoint, S3Client.builder()).forcePathStyle(true).httpClient(http).build(),
        at(endpoint, GlueClient.builder()).httpClient(http).build(),
        at(endpoint, AthenaClient.builder()).httpClient(http).build(),
        at(endpoint, StsClient.builder()).httpClient(http).build());
  }

  /** A builder of any client, pointed at a server. */
  static <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")));
  }

  @Override
  public void close() {
    s3.close();
    glue.close();
    athena.close();
    sts.close();
    http.close();
  }
}
