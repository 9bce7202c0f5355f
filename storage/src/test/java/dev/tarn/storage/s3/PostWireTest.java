package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads by HTML forms. */
class PostWireTest {

  private static final String BOUNDARY = "----WebKitFormBoundaryx";

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private S3TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new S3TestServer(directory, 0);
    send("PUT", "lake", "", "text/plain");
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void theFileOfAFormIsAnObject() throws Exception {
    String content = "a\r\n--b\r\n----WebKit" + "x".repeat(200_000) + "\r\n";
    HttpResponse<String> posted =
        post(
            form("key", "up/${filename}")
                + form("x-amz-meta-color", "red")
                + form("success_action_status", "201")
                + file(content)
                + form("after", "ignored"));
    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(posted.body()).contains("<Key>up/photo.txt</Key>").contains("<Bucket>lake</Bucket>");
    HttpResponse<String> got = send("GET", "lake/up/photo.txt", "", "text/plain");
    assertThat(got.body()).isEqualTo(content);
    assertThat(got.headers().firstValue("x-amz-meta-color")).contains("red");
    assertThat(got.headers().firstValue("Content-Type")).contains("text/x");
  }

  @Test
  void theAnswerIsWhatTheFormAsksFor() throws Exception {
    assertThat(post(form("key", "k") + file("x")).statusCode()).isEqualTo(204);
    HttpResponse<String> redirected =
        post(form("key", "k") + form("success_action_redirect", "http://a.b/c") + file("x"));
    assertThat(redirected.statusCode()).isEqualTo(303);
    assertThat(redirected.headers().firstValue("Location").orElseThrow())
        .startsWith("http://a.b/c?bucket=lake&key=k&etag=%22");
  }

  @Test
  void thePolicyIsKept() throws Exception {
    String conditions =
        "[{\"bucket\":\"lake\"},[\"starts-with\",\"$key\",\"user/\"],"
            + "[\"content-length-range\",2,5]]";
    String policy = form("policy", policy("2099-01-01T00:00:00Z", conditions));
    String key = form("key", "user/k");
    assertThat(post(key + policy + file("abc")).statusCode()).isEqualTo(204);
    assertThat(post(key + policy + file("a")).body()).contains("<Code>EntityTooSmall");
    assertThat(post(key + policy + file("abcdef")).body()).contains("<Code>EntityTooLarge");
    assertThat(post(form("key", "k") + policy + file("abc")).body())
        .contains("<Code>AccessDenied")
        .contains("Policy Condition failed");
    assertThat(post(key + policy + form("acl", "private") + file("abc")).body())
        .contains("Extra input fields: acl");
    String old = form("policy", policy("2009-01-01T00:00:00Z", conditions));
    assertThat(post(key + old + file("abc")).body()).contains("Policy expired");
    assertThat(post(key + form("policy", "bm8=") + file("abc")).body())
        .contains("<Code>InvalidPolicyDocument");
  }

  @Test
  void aFormThatIsNoneIsRefused() throws Exception {
    assertThat(post(file("x")).body()).contains("<Code>InvalidArgument");
    assertThat(post(form("key", "k")).body()).contains("exactly one file");
    assertThat(send("POST", "lake", "x", "multipart/form-data; boundary=q").body())
        .contains("<Code>MalformedPOSTRequest");
    assertThat(send("POST", "lake", "x", "multipart/form-data").body())
        .contains("<Code>MalformedPOSTRequest");
    assertThat(send("POST", "lake", "x", "text/plain").statusCode()).isEqualTo(412);
    String torn = form("key", "torn") + file("abc");
    assertThat(
            send(
                    "POST",
                    "lake",
                    torn.substring(0, torn.length() - 4),
                    "multipart/form-data; boundary=" + BOUNDARY)
                .body())
        .contains("<Code>MalformedPOSTRequest");
    assertThat(send("GET", "lake/torn", "", "text/plain").statusCode()).isEqualTo(404);
    assertThat(post(form("key", "k") + form("x", "y".repeat(30_000)) + file("x")).body())
        .contains("<Code>MaxPostPreDataLengthExceeded");
  }

  /** Names and empty fields take memory as well. */
  @Test
  void aFormHasSoManyFields() throws Exception {
    StringBuilder fields = new StringBuilder(form("key", "k"));
    for (int i = 0; i < 2000; i++) {
      fields.append(form("field-" + i, ""));
    }
    assertThat(post(fields + file("x")).body())
        .contains("<Code>MaxPostPreDataLengthExceeded</Code>");
  }

  @Test
  void aFieldAddsNoHeaderToTheAnswers() throws Exception {
    post(
        form("key", "k")
            + form("x-amz-meta-a", "b\r\nx-injected: 1")
            + form("Cache-Control", "no-store\r\nx-injected: 2")
            + form("Content-Type", "a/b\r\nx-injected: 3")
            + file("x"));
    HttpResponse<String> got = send("GET", "lake/k", "", "text/plain");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().map()).doesNotContainKey("x-injected");
    String override = "?response-content-type=a%2Fb%0d%0ax-injected:%204";
    got = send("GET", "lake/k" + override, "", "text/plain");
    assertThat(got.headers().map()).doesNotContainKey("x-injected");
  }

  private static String policy(String expiration, String conditions) {
    String json = "{\"expiration\":\"" + expiration + "\",\"conditions\":" + conditions + "}";
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(String name, String value) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static String file(String content) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\photo.txt\"\r\n"
        + "Content-Type: text/x\r\n\r\n"
        + content
        + "\r\n";
  }

  private HttpResponse<String> post(String parts) throws IOException, InterruptedException {
    return send(
        "POST",
        "lake",
        parts + "--" + BOUNDARY + "--\r\n",
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  private HttpResponse<String> send(String method, String path, String body, String type)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", type)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
