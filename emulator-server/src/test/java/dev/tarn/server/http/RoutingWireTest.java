package dev.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.server.Tarn;
import dev.tarn.server.TarnConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which protocol answers which request, seen from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoutingWireTest {
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Tarn tarn;

  RoutingWireTest(@TempDir Path data) throws IOException {
    tarn = Tarn.start(TarnConfig.defaults().withPort(0).withDataDirectory(data));
  }

  @AfterAll
  void stop() {
    http.close();
    tarn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, JSON + "; charset=utf-8", "application/x-amz-json-1.0"})
  void awsJsonIsAnsweredPlainly(String contentType) throws Exception {
    HttpResponse<String> answer = getDatabases("AWSGlue.GetDatabases", contentType);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"DatabaseList\":[]}");
    assertThat(header(answer, "content-type")).isEqualTo(JSON);
    assertThat(header(answer, "x-amzn-requestid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}");
  }

  @Test
  void plainJsonIsAnsweredInAnEnvelope() throws Exception {
    HttpResponse<String> answer = getDatabases("AWSGlue.GetDatabases", "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"Output\":{\"DatabaseList\":[]},\"Version\":\"1.0\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", FORM})
  void whatIsNoJsonIsNotLookedAt(String contentType) throws Exception {
    HttpResponse<String> answer = getDatabases("AWSGlue.GetDatabases", contentType);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("<UnknownOperationException/>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AmazonAthena.Nope", "AmazonAthena.getWorkGroup", "AmazonAthena."})
  void anUnknownOperationHasNoMessage(String target) throws Exception {
    HttpResponse<String> answer = getDatabases(target, JSON);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
  }

  @Test
  void jsonWithoutATargetIsAnUnknownOperationOfTheSignedService() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/")
                .header("Content-Type", JSON)
                .header("Authorization", signature("athena"))
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
  }

  @Test
  void aServiceThatIsNotHereIsNamedAndCounted() throws Exception {
    HttpResponse<String> target = getDatabases("DynamoDB_20120810.ListTables", JSON);
    assertThat(target.statusCode()).isEqualTo(400);
    assertThat(target.body())
        .contains("NotImplementedException", "DynamoDB_20120810 ListTables is not implemented");

    HttpResponse<String> path =
        send(request("/2015-03-31/functions/").header("Authorization", signature("lambda")).GET());
    assertThat(path.statusCode()).isEqualTo(400);
    assertThat(path.body()).contains("lambda GET /2015-03-31/functions/ is not implemented");

    HttpResponse<String> form =
        send(
            request("/")
                .header("Content-Type", FORM)
                .header("Authorization", signature("sns"))
                .POST(BodyPublishers.ofString("Action=ListTopics&Version=2010-03-31")));
    assertThat(form.statusCode()).isEqualTo(400);
    assertThat(form.body()).contains("<Code>NotImplementedException</Code>", "sns ListTopics");

    assertThat(send(request("/_tarn/metrics").GET()).body())
        .contains("{service=\"DynamoDB_20120810\",operation=\"ListTables\"} 1")
        .contains("{service=\"sns\",operation=\"ListTopics\"} 1");
  }

  @Test
  void stsIsAskedByFormAndByPresignedUrl() throws Exception {
    HttpResponse<String> form =
        send(
            request("/")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15")));
    HttpResponse<String> url =
        send(
            request(
                    "/?Action=GetCallerIdentity&Version=2011-06-15"
                        + "&X-Amz-Credential=any%2F20260101%2Fus-east-1%2Fsts%2Faws4_request")
                .GET());

    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("<Account>000000000000</Account>");
    assertThat(url.body()).contains("<Account>000000000000</Account>");
  }

  @Test
  void whatNobodyElseClaimsIsS3() throws Exception {
    assertThat(send(request("/no-such-bucket/key").GET()).body())
        .contains("<Code>NoSuchBucket</Code>");
    assertThat(send(request("/").header("Authorization", signature("s3")).GET()).body())
        .contains("ListAllMyBucketsResult");
  }

  @Test
  void aBodyHasALimit() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/")
                .header("Content-Type", JSON)
                .header("X-Amz-Target", "AWSGlue.GetDatabase")
                .POST(BodyPublishers.ofByteArray(new byte[33 * 1024 * 1024])));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("RequestEntityTooLargeException");
  }

  @Test
  void theServerSpeaksAboutItselfOnItsOwnPathsOnly() throws Exception {
    assertThat(send(request("/_tarn/nothing").GET()).statusCode()).isEqualTo(404);
    assertThat(send(request("/_tarn/health").DELETE()).statusCode()).isEqualTo(405);
  }

  /** The answer comes before the body does, and the next request after it. */
  @Test
  void aBodyThatNobodyReadsIsNotTheNextRequest() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tarn.endpoint().getPort())) {
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      socket
          .getOutputStream()
          .write(
              ascii(
                  """
                  POST / HTTP/1.1
                  Host: h
                  Content-Type: text/plain
                  X-Amz-Target: AWSGlue.GetDatabases
                  Content-Length: 2

                  """));
      StringBuilder first = new StringBuilder();
      while (first.indexOf("<UnknownOperationException/>") < 0) {
        first.append((char) in.read());
      }
      socket
          .getOutputStream()
          .write(ascii("{}GET /_tarn/health HTTP/1.1\nHost: h\nConnection: close\n\n"));
      assertThat(first).startsWith("HTTP/1.1 404").doesNotContain("Connection: close");
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
          .contains("HTTP/1.1 200 OK");
    }
  }

  /** It says that the connection ends, since the body may still come. */
  @Test
  void anAnswerWithoutABodyWaitsForNone() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tarn.endpoint().getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(ascii("DELETE /_tarn/faults HTTP/1.1\nHost: h\nContent-Length: 5\n\n"));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 204 ")
          .contains("Connection: close\r\n");
    }
  }

  /** Line ends are written as HTTP wants them. */
  private static byte[] ascii(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private HttpResponse<String> getDatabases(String target, String contentType) throws Exception {
    return send(
        request("/")
            .header("Content-Type", contentType)
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString("{}")));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(tarn.endpoint().resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String signature(String service) {
    return "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=00";
  }
}
