package dev.tarn.server.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.server.EdgeConfig;
import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import dev.tarn.server.tls.TlsConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** {@code auth=strict} and the forms of browsers, whose signature is in a field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FormSignatureWireTest {
  private static final String KEY_ID = "AKIDGOOD";
  private static final String SECRET = "a/secret+one";
  private static final String SCOPE = "20261125/eu-central-1/s3/aws4_request";
  private static final String BOUNDARY = "boundary-of-the-form";
  private static final String POLICY =
      base64(
          "{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":"
              + "[{\"bucket\":\"signed\"},[\"starts-with\",\"$key\",\"up/\"]]}");

  private final HttpClient http = HttpClient.newHttpClient();
  private final StaticCredentialsProvider credentials =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET));
  private final Tarn tarn;
  private final S3Client s3;

  FormSignatureWireTest(@TempDir Path data) throws IOException {
    AuthConfig strict = AuthConfig.strict(Map.of(KEY_ID, SECRET));
    tarn =
        Tarn.start(
            TarnConfig.defaults()
                .withPort(0)
                .withDataDirectory(data)
                .withEdge(new EdgeConfig(strict, TlsConfig.DEFAULT, Optional.empty())));
    s3 =
        S3Client.builder()
            .endpointOverride(tarn.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    s3.createBucket(request -> request.bucket("signed"));
  }

  @AfterAll
  void stop() {
    s3.close();
    http.close();
    tarn.close();
  }

  @Test
  void aSignedPolicyLetsItsFormThrough() throws Exception {
    assertThat(post("/signed", form(KEY_ID, SECRET))).startsWith("204");
    assertThat(s3.getObjectAsBytes(r -> r.bucket("signed").key("up/k")).asUtf8String())
        .isEqualTo("content");
    Map<String, String> elsewhere = form(KEY_ID, SECRET);
    elsewhere.put("key", "down/k");
    assertThat(post("/signed", elsewhere))
        .startsWith("403")
        .contains("<Code>AccessDenied</Code>", "Policy Condition failed");
  }

  @Test
  void aFormOfATemporaryKeyCarriesItsToken() throws Exception {
    Credentials given;
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(tarn.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      given = sts.getSessionToken().credentials();
    }
    Map<String, String> form = form(given.accessKeyId(), given.secretAccessKey());
    assertThat(post("/signed", form)).startsWith("400").contains("<Code>InvalidToken</Code>");
    form.put("x-amz-security-token", given.sessionToken());
    assertThat(post("/signed", form)).startsWith("204");
  }

  @Test
  void aFormThatNobodySignedIsRefused() throws Exception {
    assertThat(post("/signed", form(KEY_ID, "another")))
        .startsWith("403")
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(post("/signed", form("AKIDNONE", SECRET)))
        .startsWith("403")
        .contains("<Code>InvalidAccessKeyId</Code>");
    Map<String, String> bare = form(KEY_ID, SECRET);
    bare.keySet().retainAll(Set.of("key"));
    assertThat(post("/signed", bare)).startsWith("403").contains("<Code>AccessDenied</Code>");
    Map<String, String> changed = form(KEY_ID, SECRET);
    changed.put("policy", base64("{\"expiration\":\"2099-01-01T00:00:00Z\",\"conditions\":[]}"));
    assertThat(post("/signed", changed)).contains("<Code>SignatureDoesNotMatch</Code>");
    Map<String, String> old = form(KEY_ID, SECRET);
    old.put("AWSAccessKeyId", KEY_ID);
    assertThat(post("/signed", old)).startsWith("400").contains("<Code>InvalidRequest</Code>");
    for (String needed : List.of("policy", "X-Amz-Date", "X-Amz-Credential")) {
      Map<String, String> incomplete = form(KEY_ID, SECRET);
      incomplete.remove(needed);
      assertThat(post("/signed", incomplete))
          .startsWith("400")
          .contains("<Code>InvalidArgument</Code>", "a field named '" + needed + "'");
    }
    assertThat(s3.listObjectsV2(r -> r.bucket("signed").prefix("down")).contents()).isEmpty();
  }

  /** What is let through as a form must not be taken for something else behind the guard. */
  @Test
  void nothingButAFormPassesAsAForm() throws Exception {
    String marked = "<Delete><Object><Key>up/kept</Key></Object></Delete>";
    s3.putObject(r -> r.bucket("signed").key("up/kept"), RequestBody.fromString("kept"));
    for (String target :
        List.of("/signed?delete", "/signed/up/new?uploads", "/signed/up/kept", "/")) {
      assertThat(send(target, marked)).startsWith("4").doesNotStartWith("404");
    }
    assertThat(s3.headObject(r -> r.bucket("signed").key("up/kept")).contentLength()).isEqualTo(4);
    assertThat(s3.listMultipartUploads(r -> r.bucket("signed")).uploads()).isEmpty();
  }

  private static Map<String, String> form(String keyId, String secret) throws Exception {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : SCOPE.split("/", -1)) {
      key = hmac(key, part);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", "up/k");
    fields.put("policy", POLICY);
    fields.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    fields.put("X-Amz-Credential", keyId + "/" + SCOPE);
    fields.put("X-Amz-Date", "20261125T120000Z");
    fields.put("X-Amz-Signature", HexFormat.of().formatHex(hmac(key, POLICY)));
    return fields;
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String post(String path, Map<String, String> fields) throws Exception {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> body.append(part("name=\"" + name + "\"", value)));
    body.append(part("name=\"file\"; filename=\"f\"", "content"));
    return send(path, body.append("--" + BOUNDARY + "--\r\n").toString());
  }

  private static String part(String parameters, String value) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: form-data; "
        + parameters
        + "\r\n\r\n"
        + value
        + "\r\n";
  }

  /** Status and body. */
  private String send(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(tarn.endpoint() + path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
