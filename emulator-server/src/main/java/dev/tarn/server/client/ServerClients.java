package dev.tarn.server.client;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK's clients of one server. */
public final class ServerClients implements AutoCloseable {
  private final URI endpoint;
  private final Region region;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();

  public ServerClients(URI endpoint, String region) {
    this.endpoint = endpoint;
    this.region = Region.of(region);
  }

  public URI endpoint() {
    return endpoint;
  }

  AthenaClient athena() {
    return at(AthenaClient.builder()).httpClient(http).build();
  }

  public GlueClient glue() {
    return at(GlueClient.builder()).httpClient(http).build();
  }

  public S3Client s3() {
    return at(S3Client.builder()).forcePathStyle(true).httpClient(http).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("tarn", "tarn"))));
  }

  @Override
  public void close() {
    http.close();
  }
}
