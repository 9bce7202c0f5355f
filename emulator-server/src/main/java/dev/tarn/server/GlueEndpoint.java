package dev.tarn.server;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

/** Connects to the Glue service behind an address: a running Tarn's, or AWS's own. */
final class GlueEndpoint {
  private static final String AWS_DOMAIN = ".amazonaws.com";

  private GlueEndpoint() {}

  /**
   * A client of the service at the address. The credentials for AWS are those that every AWS tool
   * finds; a Tarn needs none.
   *
   * @param region overrides the one in AWS's address
   */
  static GlueClient connect(URI endpoint, @Nullable String region, String defaultRegion) {
    String host = endpoint.getHost().toLowerCase(Locale.ROOT);
    boolean aws = (host + "/").contains(AWS_DOMAIN + "/") || host.contains(AWS_DOMAIN + ".");
    Region signing =
        Optional.ofNullable(region)
            .map(Region::of)
            .or(() -> regionIn(host))
            .orElseGet(() -> Region.of(defaultRegion));
    return GlueClient.builder()
        .endpointOverride(endpoint)
        .region(signing)
        .credentialsProvider(aws ? DefaultCredentialsProvider.builder().build() : anyone())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Optional<Region> regionIn(String host) {
    return Arrays.stream(host.split("\\."))
        .map(Region::of)
        .filter(Region.regions()::contains)
        .findFirst();
  }

  private static AwsCredentialsProvider anyone() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("tarn", "tarn")));
  }
}
