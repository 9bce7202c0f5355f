package dev.tarn.server.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.server.EdgeConfig;
import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import dev.tarn.server.fault.Fault;
import dev.tarn.server.tls.TlsConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** {@code auth=strict} against the signer of the AWS SDK, and against what nobody has signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignatureWireTest {
  private static final String BUCKET = "signed";
  private static final AwsCredentials GOOD = AwsBasicCredentials.create("AKIDGOOD", "a/secret+one");
  private static final AwsCredentials WRONG = AwsBasicCredentials.create("AKIDGOOD", "another");
  private static final AwsCredentials UNKNOWN = AwsBasicCredentials.create("AKIDNONE", "any");
  private static final String JSON = "application/x-amz-json-1.1";

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final HttpClient plain = HttpClient.newHttpClient();
  private final Tarn tarn;

  SignatureWireTest(@TempDir Path data) throws IOException {
    AuthConfig strict = AuthConfig.strict(Map.of("AKIDGOOD", "a/secret+one"));
    tarn =
        Tarn.start(
            TarnConfig.defaults()
                .withPort(0)
                .withDataDirectory(data)
                .withEdge(new EdgeConfig(strict, TlsConfig.DEFAULT, Optional.empty())));
    try (S3Client s3 = s3(GOOD)) {
      s3.createBucket(request -> request.bucket(BUCKET));
    }
  }

  @AfterAll
  void stop() {
    plain.close();
    http.close();
    tarn.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with space + plus",
        "a//b/../c/./d",
        "umlaut-äöü-日本-😀",
        "%2F %25 percent",
        "?&=#;:@!$'()*,[]",
        "trailing/",
        "~tilde",
      })
  void everyKeyIsSignedAsTheSdkDoes(String key) {
    try (S3Client s3 = s3(GOOD)) {
      s3.putObject(
          request -> request.bucket(BUCKET).key(key).metadata(Map.of("note", "two  spaces")),
          RequestBody.fromString("content of " + key));
      assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String())
          .isEqualTo("content of " + key);
      assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(key)).contents())
          .anyMatch(object -> object.key().equals(key));
      s3.deleteObject(request -> request.bucket(BUCKET).key(key));
    }
  }

  @Test
  void signedChunksAreVerified() {
    byte[] content = new byte[700_001];
    for (ChecksumAlgorithm algorithm : List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256)) {
      try (S3Client s3 = s3(GOOD)) {
        s3.putObject(
            r -> r.bucket(BUCKET).key("chunks").checksumAlgorithm(algorithm),
            RequestBody.fromBytes(content));
        assertThat(s3.headObject(r -> r.bucket(BUCKET).key("chunks")).contentLength())
            .isEqualTo(content.length);
      }
    }
    try (S3Client s3 =
        at(S3Client.builder(), GOOD)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .httpClient(http)
            .build()) {
      s3.putObject(r -> r.bucket(BUCKET).key("whole"), RequestBody.fromBytes(content));
      assertThat(s3.headObject(r -> r.bucket(BUCKET).key("whole")).contentLength())
          .isEqualTo(content.length);
    }
  }

  /** Whatever was refused first is the answer, also while the rest of the body is read. */
  @Test
  void changedChunksAreRefused() {
    try (S3Client s3 =
        at(S3Client.builder(), GOOD)
            .forcePathStyle(true)
            .httpClient(new ChangingHttpClient(http))
            .build()) {
      code(
          "SignatureDoesNotMatch",
          () ->
              s3.putObject(
                  request -> request.bucket(BUCKET).key("changed"), RequestBody.fromString("x")));
      code(
          "NoSuchBucket",
          () ->
              s3.putObject(
                  request -> request.bucket("nowhere").key("changed"),
                  RequestBody.fromString("x")));
    }
    try (S3Client s3 = s3(GOOD)) {
      assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("changed")).contents()).isEmpty();
    }
  }

  @Test
  void presignedUrlsAreVerified() throws Exception {
    try (S3Presigner presigner = presigner(GOOD)) {
      URI put =
          presigner
              .presignPutObject(p ->
                  p.signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(r -> r.bucket(BUCKET).key("pre signed/ü")))
              .url()
              .toURI();
      assertThat(send(HttpRequest.newBuilder(put).PUT(BodyPublishers.ofString("by url"))))
          .startsWith("200");
      URI get =
          presigner
              .presignGetObject(p ->
                  p.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(r ->
                          r.bucket(BUCKET)
                              .key("pre signed/ü")
                              .responseContentType("text/x; charset=a b")))
              .url()
              .toURI();
      assertThat(send(HttpRequest.newBuilder(get))).isEqualTo("200 by url");
      assertThat(send(HttpRequest.newBuilder(URI.create(get.toString().replace("%20", "%21")))))
          .startsWith("403")
          .contains("<Code>SignatureDoesNotMatch</Code>", "<StringToSign>");
      assertThat(send(HttpRequest.newBuilder(get).header("x-amz-meta-added", "on the way")))
          .contains("<Code>AccessDenied</Code>", "<HeadersNotSigned>x-amz-meta-added");

      long shift = tarn.faults().add(Fault.shiftedClock(Duration.ofMinutes(6)));
      String expired = send(HttpRequest.newBuilder(get));
      tarn.faults().remove(shift);
      assertThat(expired)
          .startsWith("403")
          .contains("<Code>AccessDenied</Code>", "Request has expired", "<Expires>");
    }
    try (S3Presigner presigner = presigner(WRONG)) {
      URI get =
          presigner
              .presignGetObject(p ->
                  p.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(r -> r.bucket(BUCKET).key("pre signed/ü")))
              .url()
              .toURI();
      assertThat(send(HttpRequest.newBuilder(get))).contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  @Test
  void jsonAndQueryServicesAreVerified() {
    try (GlueClient glue = at(GlueClient.builder(), GOOD).httpClient(http).build();
        StsClient sts = at(StsClient.builder(), GOOD).httpClient(http).build()) {
      glue.createDatabase(r -> r.databaseInput(d -> d.name("über_alles").description("日本")));
      assertThat(glue.getDatabase(r -> r.name("über_alles")).database().description())
          .isEqualTo("日本");
      assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
    }
  }

  @Test
  void eachProtocolRefusesInItsOwnWords() {
    refused(WRONG, "SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch");
    refused(UNKNOWN, "InvalidAccessKeyId", "UnrecognizedClientException", "InvalidClientTokenId");
    refused(
        AwsSessionCredentials.create("AKIDGOOD", "a/secret+one", "a token of somebody else"),
        "InvalidToken",
        "UnrecognizedClientException",
        "InvalidClientTokenId");
    long shift = tarn.faults().add(Fault.shiftedClock(Duration.ofMinutes(-20)));
    try {
      refused(GOOD, "RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch");
    } finally {
      tarn.faults().remove(shift);
    }
  }

  private void refused(AwsCredentials credentials, String ofS3, String ofJson, String ofQuery) {
    try (S3Client s3 = s3(credentials);
        GlueClient glue = at(GlueClient.builder(), credentials).httpClient(http).build();
        StsClient sts = at(StsClient.builder(), credentials).httpClient(http).build()) {
      code(ofS3, () -> s3.listObjectsV2(request -> request.bucket(BUCKET)));
      code(
          ofS3,
          () ->
              s3.putObject(
                  request -> request.bucket(BUCKET).key("never"), RequestBody.fromString("x")));
      code(ofJson, () -> glue.getDatabases(request -> {}));
      code(ofQuery, sts::getCallerIdentity);
    }
    try (S3Client s3 = s3(GOOD)) {
      if (tarn.faults().list().isEmpty()) {
        assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("never")).contents()).isEmpty();
      }
    }
  }

  private static void code(String expected, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(expected));
  }

  @Test
  void temporaryCredentialsOfARoleAreGoodUntilTheyExpire() {
    Credentials given;
    try (StsClient sts = at(StsClient.builder(), GOOD).httpClient(http).build()) {
      given = sts.getSessionToken(request -> request.durationSeconds(900)).credentials();
    }
    AwsCredentials session =
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    try (S3Client s3 = s3(session);
        GlueClient glue = at(GlueClient.builder(), session).httpClient(http).build()) {
      s3.putObject(
          request -> request.bucket(BUCKET).key("of a session"), RequestBody.fromString("x"));
      assertThat(glue.getDatabases(request -> {}).databaseList()).isNotNull();
    }
    refused(
        AwsBasicCredentials.create(given.accessKeyId(), given.secretAccessKey()),
        "InvalidToken",
        "UnrecognizedClientException",
        "InvalidClientTokenId");
    refused(
        AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), "another"),
        "InvalidToken",
        "UnrecognizedClientException",
        "InvalidClientTokenId");
  }

  @Test
  void whatIsNotSignedIsRefused() throws Exception {
    assertThat(send(request("/" + BUCKET + "/plain")))
        .startsWith("403")
        .contains("<Code>AccessDenied</Code>");
    assertThat(
            send(
                request("/")
                    .header("Content-Type", JSON)
                    .header("X-Amz-Target", "AWSGlue.GetDatabases")
                    .POST(BodyPublishers.ofString("{}"))))
        .startsWith("400")
        .contains("MissingAuthenticationTokenException", "Missing Authentication Token");
    assertThat(
            send(
                request("/")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"))))
        .startsWith("403")
        .contains("<Code>MissingAuthenticationToken</Code>");
    assertThat(send(request("/" + BUCKET).header("Authorization", "AWS AKIDGOOD:c2lnbmF0dXJl")))
        .startsWith("400")
        .contains("<Code>InvalidRequest</Code>", "Please use AWS4-HMAC-SHA256.");
    assertThat(
            send(
                request("/")
                    .header("Content-Type", JSON)
                    .header("X-Amz-Target", "AWSGlue.GetDatabases")
                    .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDGOOD")
                    .POST(BodyPublishers.ofString("{}"))))
        .startsWith("400")
        .contains("IncompleteSignatureException", "requires 'Signature' parameter");
    assertThat(send(request("/_tarn/health"))).startsWith("200");
  }

  private S3Client s3(AwsCredentials credentials) {
    return at(S3Client.builder(), credentials).forcePathStyle(true).httpClient(http).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B at(B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(tarn.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)));
  }

  private S3Presigner presigner(AwsCredentials credentials) {
    return S3Presigner.builder()
        .endpointOverride(tarn.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(tarn.endpoint().resolve(path));
  }

  /** Status and body. */
  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = plain.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
